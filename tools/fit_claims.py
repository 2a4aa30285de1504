"""Writes what past claims and programmes teach from: shipped facts, one row a claim or programme.

Run `python tools/fit_claims.py [DOSSIER_FOLDER]` from the root; it writes scored.csv,
programmes.csv and claims_inputs.json (names and SHA-256 of the inputs) in src/carwright/belief.
"""

import csv
import datetime
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from carwright.belief.programmes import COLUMNS as PROGRAMME_COLUMNS
from carwright.belief.scored import COLUMNS, car_id
from carwright.carfile.spans import span
from carwright.whole_file import write_whole

ROOT = Path(__file__).resolve().parents[1]
DOSSIERS = ROOT.parent / "shared" / "dossiers"
FOLDER = ROOT / "src" / "carwright" / "belief"
INPUTS = ("scores.csv", "first_claims.csv", "programmes.csv", "truth.yaml")

KEYS = {
    "battery_kwh": "battery_energy_kwh",
    "motor_peak_kw": "peak_power_kw",
    "system_voltage": "system_voltage_v",
    "dc_10_80_min": "charge_10_80_min",
}
"""Keys of a car file by the dossiers' fields, where the names differ."""
CARS = {
    "xiaomi-su7": ("Xiaomi", "first_car"),
    "tesla-model-3": ("Tesla", "none"),
    "xpeng-p7": ("XPeng", "none"),
    "lordstown-endurance": ("Lordstown Motors", "first_car"),
    "apple-car": ("Apple", "first_car"),
    "sony-honda-afeela": ("Sony Honda Mobility", "first_car"),
    "dyson-ev": ("Dyson", "first_car"),
}
"""Maker of each dossier's car, and what the car is to it."""
ORIGINS = {"named/other": "named"}
"""Origins as they are shipped, where the words differ."""
WORDS = {"True": "true", "False": "false"}
"""Answers as car files write them."""
NO_FIGURE = ("leads",)
"""Scored fields that no belief has a number or yes and no for."""


def main() -> None:
    """Write the files."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DOSSIERS
    for name, text in made(folder).items():
        write_whole(FOLDER / name, text.encode())
        print(f"{name}: {len(text.splitlines()):,} lines")


def made(folder: Path) -> dict[str, str]:
    """Return the text of each file by its name.

    Args:
        folder: where the inputs are.
    """
    scored = [*_first_claims(folder), *_scores(folder)]
    programmes = [
        {column: row[column] for column in PROGRAMME_COLUMNS} for row in _rows(folder, INPUTS[2])
    ]
    paths = [folder / name for name in INPUTS] + sorted(folder.glob("*-*.yaml"))
    inputs = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    return {
        "scored.csv": _table(COLUMNS, sorted(scored, key=lambda row: tuple(row.values()))),
        "programmes.csv": _table(PROGRAMME_COLUMNS, programmes),
        "claims_inputs.json": json.dumps({"inputs_sha256": inputs}, indent=1) + "\n",
    }


def _first_claims(folder: Path) -> Iterator[dict[str, str]]:
    for row in _rows(folder, "first_claims.csv"):
        said, final = span(row["claim_date"]).last, span(row["final_date"]).last
        yield {
            "list": "first_claims",
            "car": car_id(row["car"]),
            "maker": row["maker"],
            "newcomer": row["newcomer_kind"],
            "figure": KEYS.get(row["figure"], row["figure"]),
            "procedure": row["procedure"],
            "claimed": row["claimed_value"],
            "final": row["final_value"],
            "unit": row["unit"] if row["figure"] == "price" else "",
            "final_procedure": row["final_procedure"],
            "kind": row["claim_kind"],
            "origin": "",
            "bound": row["bound"],
            "said": said.isoformat(),
            "known_from": max(said, final).isoformat(),
            "memory": row["memory"].lower(),
            "by": row["claim_by"],
            "source": f"{row['source_claim']} | {row['source_final']}",
        }


def _scores(folder: Path) -> Iterator[dict[str, str]]:
    yaml = YAML(typ="safe")
    truths = yaml.load(folder / "truth.yaml")
    dates = {
        car: {s["id"]: str(s["date"]) for s in yaml.load(folder / f"{car}.yaml")["sources"]}
        for car in CARS
    }
    for row in _rows(folder, "scores.csv"):
        if row["field"] in NO_FIGURE:
            continue
        car, said = row["car"], span(row["date"]).last
        maker, newcomer = CARS[car]
        yield {
            "list": "dossiers",
            "car": car,
            "maker": maker,
            "newcomer": newcomer,
            "figure": KEYS.get(row["field"], row["field"]),
            "procedure": row["procedure"] or "unspecified",
            "claimed": WORDS.get(row["claim"], row["claim"]),
            "final": WORDS.get(row["truth"], row["truth"]),
            "unit": row["unit"] if row["field"] == "price" else "",
            "final_procedure": row["procedure"] or "unspecified",
            "kind": row["kind"],
            "origin": ORIGINS.get(row["origin"], row["origin"]),
            "bound": row["bound"] or "exact",
            "said": said.isoformat(),
            "known_from": max(said, _known_from(row, truths, dates[car])).isoformat(),
            "memory": "false",
            "by": row["by"],
            "source": f"dossier {car}: {row['source']}",
        }


def _known_from(
    row: Mapping[str, str], truths: Sequence[Mapping[str, Any]], dates: Mapping[str, str]
) -> datetime.date:
    """Date of the truth that a scored claim was put beside."""
    fitting = [
        truth
        for truth in truths
        if (truth["car"], truth["field"]) == (row["car"], row["field"])
        and row["truth"] in {str(truth.get(key)) for key in ("value", "low", "high")}
    ]
    days = [span(dates[truth["from"]]).last for truth in fitting if truth["from"] in dates]
    # A truth from memory has no date of its own: it counts from the last one of its car.
    own = [dates[truth["from"]] for truth in truths if truth["from"] in dates]
    return max(days) if days else max(span(date).last for date in own)


def _rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _table(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    sink = StringIO()
    table = csv.DictWriter(sink, columns, lineterminator="\n")
    table.writeheader()
    table.writerows(rows)
    return sink.getvalue()


if __name__ == "__main__":
    main()
