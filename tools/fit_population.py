"""Fits the population: what is usual of battery cars, from lists of certified cars.

Run `python tools/fit_population.py [DATA_FOLDER]` from the root; it writes
src/carwright/population/rows.csv (the list of rows), evidence.csv (each result that was used) and
fit.json (the fit of each year, with the hash of its inputs). The lists are read and screened by the
code of `carwright validate`. Road loads teach drag and
rolling; what official tests read over the simulation is learnt for each procedure by itself.
"""

import csv
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from io import StringIO
from math import log
from pathlib import Path
from typing import Any

import jax
import numpy as np

from carwright.fit.population import Certified, evidence, fit_population
from carwright.fit.sizes import SizeRow
from carwright.population.evidence import COLUMNS, Line
from carwright.population.names import family_id, maker_id
from carwright.population.population import Population
from carwright.population.qualities import Noise, Spread
from carwright.population.sizes import traits
from carwright.units import to_si
from carwright.validate.brochure import BATTERY, BrochureRow
from carwright.validate.epa_rows import EpaRow, read_epa
from carwright.validate.label_rows import read_label
from carwright.validate.row_car import car_file
from carwright.validate.seen import said
from carwright.validate.wltp_rows import read_wltp
from carwright.whole_file import write_whole

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
FOLDER = ROOT / "src" / "carwright" / "population"
FILES = {
    "epa": "epa/epa_bev_development.csv",
    "epa_later": "epa/epa_bev_2022_2023.csv",
    "wltp": "wltp/wltp_bev_development.csv",
    "label": "label/north_america_label_to_2021.csv",
    "specs": "specs/ev_database_2025_kaggle_ccby.csv",
    "curated": "specs/xiaomi_xpeng_tesla_curated.csv",
}
SPECS_YEAR, CURATED_YEAR = 2025, 2024
"""Years of the lists whose rows carry none."""
FIRST_YEAR = 2012
"""The fit of this year has seen no row."""
DIGITS = 7

SEGMENTS = {
    **dict.fromkeys(("A", "B", "JA", "JB"), "small"),
    **dict.fromkeys(("C", "JC", "N"), "compact"),
    **dict.fromkeys(("D", "JD", "G"), "mid"),
    **dict.fromkeys(("E", "F", "JE", "JF", "I"), "large"),
}
"""Sizes by the segments of EV Database."""
CLASSES = {
    **dict.fromkeys(("Two-seater", "Subcompact"), "small"),
    **dict.fromkeys(("Compact", "Station wagon: Small", "Sport utility vehicle: Small"), "compact"),
    **dict.fromkeys(("Mid-size", "Sport utility vehicle: Standard"), "mid"),
    "Full-size": "large",
}
"""Sizes by the classes of the North American label."""
SPANS = re.compile(r"[\[(]?\b(?:vh|vl|min|max)\b[\])]?")
"""How lists mark the best and the worst equipment of one car."""
TESLA_VEHICLES = {"3": "model 3", "X": "model x", "Y": "model y"}
"""Model by the first letter of a Tesla test vehicle's id; the others are a Model S."""


@dataclass(frozen=True)
class Lists:
    """What the lists say."""

    sizes: tuple[SizeRow, ...]
    """Sizes of cars, in a fixed order."""
    certified: tuple[Certified, ...]
    """Results."""
    epa: tuple[EpaRow, ...]
    """EPA's rows that were kept."""
    wltp: tuple[BrochureRow, ...]
    """WLTP rows that were kept."""
    families: Mapping[str, str]
    """Model family by id of an EPA row."""
    ids: tuple[tuple[str, int, str], ...]
    """List, year of publication and id of each row."""
    digest: str
    """SHA-256 of all inputs."""


def main() -> None:
    """Fit each year and write the files."""
    jax.config.update("jax_enable_x64", True)
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    lists = read(data)
    lines = rounded(evidence(lists.sizes, lists.certified))
    years = sorted({FIRST_YEAR, *(row.known_from for row in lists.sizes)})
    fits, found = {}, fit_population(lists.sizes, lines, FIRST_YEAR)
    for year in years:
        found = fit_population(lists.sizes, lines, year)
        fits[year] = plain(found)
        print(f"{year}: {len(found.lines)} results, makers {len(found.size_model.makers)}")
    write_whole(FOLDER / "evidence.csv", evidence_file(lines).encode())
    rows = "\n".join(["list,known_from,row", *(_csv_line(row) for row in sorted(lists.ids))])
    write_whole(FOLDER / "rows.csv", f"{rows}\n".encode())
    document = {"inputs": FILES, "inputs_sha256": lists.digest, "fits": fits}
    write_whole(FOLDER / "fit.json", (json.dumps(document, indent=1) + "\n").encode())
    for name, spread in found.quality_model.spreads.items():
        print(name, spread)
    print(found.quality_model.noise)


def read(data: Path) -> Lists:
    """Return what the lists say.

    Args:
        data: folder of the lists.
    """
    paths = {name: data / file for name, file in FILES.items()}
    lists = [paths["epa"], paths["epa_later"]]
    epa = tuple(row for path in lists for row in read_epa(path).kept)
    wltp = read_wltp(paths["wltp"]).kept
    raw = {row["id"]: row for path in lists for row in _rows(path)}
    families = {row.id: _epa_family(row, raw[row.id]) for row in epa}
    parts = (
        *(_size_of_specs(row) for row in _rows(paths["specs"])),
        *(_size_of_curated(row) for row in _rows(paths["curated"])),
        *(_size_of_label(row) for row in _rows(paths["label"])),
        *(_size_of_epa(row) for row in epa),
        *(_size_of_wltp(row) for row in wltp),
    )
    certified = (
        *_epa(epa, families),
        *_roads(epa, families),
        *_wltp(wltp, _rows(paths["wltp"])),
    )
    ids = (
        *(("specs", SPECS_YEAR, f"{r['brand']} {r['model']}") for r in _rows(paths["specs"])),
        *(("curated", CURATED_YEAR, r["car"]) for r in _rows(paths["curated"])),
        *(("label", row.year, row.id) for row in read_label(paths["label"]).kept),
        *(("epa", row.year, row.id) for row in epa),
        *(("wltp", row.year, row.id) for row in wltp),
    )
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in paths.values())).hexdigest()
    return Lists(parts, certified, epa, wltp, families, ids, digest)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _logged(pairs: Mapping[str, str | float | None], share: float = 1.0) -> dict[str, float]:
    found = {}
    for key, text in pairs.items():
        try:
            number = float(text or 0.0)
        except ValueError:
            continue
        if number > 0.0:
            found[key] = log(number * (share if key == "battery_usable_energy_kwh" else 1.0))
    return found


def _size_of_specs(row: Mapping[str, str]) -> SizeRow:
    body = "suv" if row["car_body_type"] in ("SUV", "Small Passenger Van") else "sedan"
    kind = traits(
        size=SEGMENTS[row["segment"].split()[0]],
        body=body,
        drive="all" if row["drivetrain"] == "AWD" else "rear",
    )
    sizes = _logged(
        {
            "battery_usable_energy_kwh": row["battery_capacity_kwh"],
            "top_speed_kmh": row["top_speed_kmh"],
            **{key: row[key] for key in ("length_mm", "width_mm", "height_mm")},
        }
    )
    return SizeRow(maker_id(row["brand"]), SPECS_YEAR, kind | sizes)


def _size_of_curated(row: Mapping[str, str]) -> SizeRow:
    kind = traits(drive="all" if row["drive"] == "AWD" else "rear", chemistry=row["chem"].lower())
    columns = {
        "kerb_mass_kg": "kerb_kg",
        "battery_usable_energy_kwh": "battery_gross_kwh",
        "peak_power_kw": "motor_kw",
        "top_speed_kmh": "vmax_kmh",
        "width_mm": "width_mm",
        "height_mm": "height_mm",
    }
    sizes = _logged({key: row[column] for key, column in columns.items()}, share=0.95)
    return SizeRow(maker_id(row["car"].split()[0]), CURATED_YEAR, kind | sizes)


def _size_of_label(row: Mapping[str, str]) -> SizeRow:
    year = int(row["model_year"])
    body = "suv" if "utility" in row["vehicle_class"] else "sedan"
    kind = traits(year=year, size=CLASSES[row["vehicle_class"]], body=body)
    sizes = _logged({"peak_power_kw": row["peak_power_kw"]})
    return SizeRow(maker_id(row["make"]), year, kind | sizes)


def _size_of_epa(row: EpaRow) -> SizeRow:
    known = row.car_file().figures
    mass = to_si("test_weight_lb", row.road["test_weight_lb"]) - 136.0
    power = known["peak_power_kw"][0].middle if "peak_power_kw" in known else None
    sizes = _logged({"kerb_mass_kg": mass, "peak_power_kw": power})
    return SizeRow(maker_id(row.maker), row.year, traits(year=row.year, drive=row.drive) | sizes)


def _size_of_wltp(row: BrochureRow) -> SizeRow:
    known = {"battery_usable_energy_kwh": row.figures.get(BATTERY), **row.figures}
    keys = ("kerb_mass_kg", "peak_power_kw", "battery_usable_energy_kwh")
    sizes = _logged({key: known.get(key) for key in keys}, share=0.98)
    return SizeRow(maker_id(row.maker), row.year, traits(year=row.year) | sizes)


def _epa_family(row: EpaRow, raw: Mapping[str, str]) -> str:
    if maker_id(row.maker) == "tesla":
        return f"tesla {TESLA_VEHICLES.get(raw['test_vehicle_id'][0].upper(), 'model s')}"
    return family_id(row.maker, row.model)


def _epa(rows: Sequence[EpaRow], families: Mapping[str, str]) -> Iterator[Certified]:
    for row in rows:
        results = {f"epa_{cycle}": value for cycle, value in row.measured.items()}
        yield Certified(
            id=f"epa/{row.id}",
            known_from=row.year,
            maker=maker_id(row.maker),
            family=families[row.id],
            list="epa",
            car=said(row),
            year=row.year,
            car_file=row.car_file(),
            results=results,
        )


def _roads(rows: Sequence[EpaRow], families: Mapping[str, str]) -> Iterator[Certified]:
    """The road loads themselves, as results of cars that are known by mass, power and maker."""
    for row in rows:
        known = row.car_file()
        figures = {
            key: claims[0].value
            for key, claims in known.figures.items()
            if not key.startswith("coast_down") and claims[0].value is not None
        }
        constant, linear, quadratic = (
            to_si(key, row.road[key])
            for key in ("coast_down_a_lbf", "coast_down_b_lbf_per_mph", "coast_down_c_lbf_per_mph2")
        )
        results = {}
        for kmh in (50, 110):
            speed = to_si("speed_kmh", float(kmh))
            results[f"road_{kmh}"] = constant + speed * (linear + speed * quadratic)
        yield Certified(
            id=f"epa/{row.id}",
            known_from=row.year,
            maker=maker_id(row.maker),
            family=families[row.id],
            list="epa",
            car=said(row),
            year=row.year,
            car_file=car_file(row.id, row.maker, row.model, row.year, figures),
            results=results,
        )


def _wltp(rows: Sequence[BrochureRow], raw: Sequence[Mapping[str, str]]) -> Iterator[Certified]:
    """What a WLTP test used, and its energy where the battery is stated; of a span its middle.

    Lists give the best and the worst equipment of a car: both are one car.
    """
    columns = {row["id"]: row for row in raw}
    cars: dict[tuple[object, ...], list[BrochureRow]] = {}
    for row in rows:
        source, variant = (columns[row.id][name] for name in ("source", "variant"))
        plain = SPANS.sub("", variant.lower()).strip()
        figures = tuple(sorted(row.figures.items()))
        cars.setdefault((source, row.maker, row.model, plain, figures), []).append(row)
    for (source, *_), both in cars.items():
        first = both[0]
        used = _middle([row.consumption_ac for row in both])
        results = {"wltp_consumption": used}
        if BATTERY in first.figures:
            results["recharge_wltp"] = used * _middle([row.range for row in both])
        yield Certified(
            id=f"wltp/{first.id}",
            known_from=first.year,
            maker=maker_id(first.maker),
            family=family_id(first.maker, first.model),
            list=str(source).lower(),
            car=said(first),
            year=first.year,
            car_file=first.car_file(),
            results=results,
        )


def _middle(values: Sequence[float]) -> float:
    return float(np.exp(np.mean(np.log(values))))


def rounded(lines: Sequence[Line]) -> list[Line]:
    """Return lines as the file holds them.

    Args:
        lines: the lines.
    """
    return [
        Line(
            **{name: getattr(line, name) for name in COLUMNS[:8]},
            residual=_round(line.residual),
            slope=tuple(_round(value) for value in line.slope),
        )
        for line in lines
    ]


def _round(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


def _csv_line(cells: Sequence[object]) -> str:
    text = StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()


def evidence_file(lines: Sequence[Line]) -> str:
    """Return the text of the file of evidence.

    Args:
        lines: the lines.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        names = [getattr(line, name) for name in COLUMNS[:8]]
        writer.writerow([*names, line.residual, *line.slope])
    return text.getvalue()


def plain(found: Population) -> dict[str, Any]:
    """Return a fit as plain numbers.

    Args:
        found: the population.
    """
    sizes, qualities = found.size_model, found.quality_model
    lower = np.tril_indices(len(sizes.mean))
    return {
        "sizes": {
            "mean": [_round(value) for value in sizes.mean],
            "covariance": [_round(value) for value in sizes.covariance[lower]],
            "maker_share": _round(sizes.maker_share),
            "makers": {
                maker: {"rows": count, "residual": [_round(value) for value in residual]}
                for maker, (count, residual) in sorted(sizes.makers.items())
            },
        },
        "qualities": {
            "spreads": {name: _rounded(one) for name, one in qualities.spreads.items()},
            "noise": {name: _rounded(one) for name, one in qualities.noise.items()},
        },
    }


def _rounded(found: Spread | Noise) -> dict[str, float]:
    return {name: _round(value) for name, value in asdict(found).items()}


if __name__ == "__main__":
    main()
