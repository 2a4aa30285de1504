"""Learn the factor from EPA's test to the label, and what a test draws beyond what is said usable.

Cars of which both test and label are known tell the factor, nothing simulated: `label_pairs.csv`
names the rows of the two lists in ../shared that are of one car, `GARAGE` car files that hold both.
How makers are pooled follows from the cars until 2019, and is tested on later ones too.
Energy is label range times label consumption, in which the factor cancels, over the simulated
recharge, nothing learnt, of the garage's cars whose usable energy is as sources say it.

Run: PYTHONPATH=src python tools/fit_label_factor.py; prints what was tried and writes
src/carwright/population/label_factors.json. Takes a minute.
"""

import csv
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from math import log
from pathlib import Path
from typing import Any

import jax

jax.config.update("jax_enable_x64", True)

import numpy as np  # noqa: E402
from label_ways import (  # noqa: E402
    CHOSEN_UNTIL,
    SPLITS,
    Way,
    fading,
    flat,
    misses,
    one_number,
    pooling,
    same,
    score,
    to_makers,
    to_rule,
)

from carwright.carfile import load  # noqa: E402
from carwright.carfile.consumptions import own_label_factor  # noqa: E402
from carwright.cli.precision import prepare  # noqa: E402
from carwright.population.label_factors import LabelledCar  # noqa: E402
from carwright.population.names import family_id, maker_id  # noqa: E402
from carwright.rate.weights import city_and_highway  # noqa: E402
from carwright.validate.epa_rows import read_epa  # noqa: E402
from carwright.validate.label_rows import read_label  # noqa: E402
from carwright.validate.label_split import LabelSplit, label_splits, of_a_year  # noqa: E402
from carwright.validate.nothing_learnt import without_results  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
LISTS = ROOT.parent / "shared" / "data"
TESTS = LISTS / "epa" / "epa_bev_development.csv"
LABELS = LISTS / "label" / "north_america_label_to_2021.csv"
PAIRS = Path(__file__).with_name("label_pairs.csv")
OUTPUT = ROOT / "src" / "carwright" / "population" / "label_factors.json"
GARAGE = (
    *("bmw-i4-edrive40", "chevrolet-bolt-euv", "ford-mach-e-rwd", "hyundai-ioniq-6-rwd"),
    *("kia-ev6-rwd", "polestar-2-single-motor-2022", "volvo-xc40-twin-2022"),
    *("tesla-model-3-performance-2022", "tesla-model-3-rwd-2022", "tesla-model-3-rwd-2024"),
    "tesla-model-s-plaid-2022",
)
"""Car files with test and label of a car that is in no pair of rows."""
OTHERS_TRIED = (0.5, 1.0, 8.0)
"""How many cars at the rule's factor are tried beside a maker's own."""
FADING = (2.0, 6.0)
"""Years after which a car counts 1/e, as tried."""


def labelled() -> list[LabelledCar]:
    """Return the cars that are known by test and label; a refused test is passed over."""
    tests = {row.id: row for row in read_epa(TESTS).kept}
    labels = {row.id: row for row in read_label(LABELS).kept}
    found = []
    with PAIRS.open(encoding="utf-8", newline="") as file:
        for pair in csv.DictReader(file):
            test, label = tests.get(pair["test"]), labels[pair["label"]]
            if test is None:
                continue
            used = city_and_highway(test.measured["udds"], test.measured["hwfet"])
            year = max(test.year, label.year)
            found.append(_car(test.id, label.maker, label.model, year, used / label.consumption_ac))
    for name in GARAGE:
        file = load(name)
        factor = own_label_factor(file)
        if factor is None or file.year is None:
            raise SystemExit(f"{name} does not tell its factor")
        found.append(_car(name, file.maker, file.name, file.year, factor))
    return found


def _car(test: str, maker: str, model: str, year: int, factor: float) -> LabelledCar:
    family = family_id(maker, model)
    return LabelledCar(test, maker_id(maker), family, year, round(factor, 4))


def energy_drawn(splits: Sequence[LabelSplit]) -> dict[str, Any]:
    """Return how much more a label's test draws than the simulated one, makers left out in turn.

    Args:
        splits: the garage's cars beside their labels.
    """
    told = {one.car: one for one in splits if one.recharge is not None and not one.drawn}
    logs = {name: log((one.recharge or 0.0) / one.simulated_recharge) for name, one in told.items()}
    foretold = {
        name: float(np.median([logs[o] for o in told if told[o].maker != one.maker]))
        for name, one in told.items()
    }
    left = [abs(logs[name] - foretold[name]) for name in told]
    low, middle, high = np.exp(np.quantile(list(logs.values()), [0.05, 0.5, 0.95]))
    return {
        "ratio": round(float(middle), 3),
        "low": round(float(low), 3),
        "high": round(float(high), 3),
        "error_with_nothing": round(float(np.mean(np.abs(list(logs.values())))), 4),
        "error_maker_out": round(float(np.mean(left)), 4),
        "cars": {name: round(float(np.exp(one)), 4) for name, one in logs.items()},
        "known": {name: [told[name].family, told[name].before] for name in logs},
    }


def document(cars: Sequence[LabelledCar], splits: Sequence[LabelSplit]) -> dict[str, Any]:
    """Return what ships.

    Args:
        cars: the cars that are known by test and label.
        splits: the garage's cars beside their labels.
    """
    at_rule = pooling(cars)
    ways: dict[str, Way] = {"0.7": flat, "one number": one_number}
    counts = (at_rule, *OTHERS_TRIED)
    ways |= {f"maker, {count:g} cars at 0.7": to_rule(count) for count in counts}
    ways |= {f"maker, {at_rule:g} cars at the makers' mean": to_makers(at_rule)}
    ways |= {f"maker, fading in {years:g} years": fading(years, at_rule) for years in FADING}
    late = [car.test for car in cars if car.year > CHOSEN_UNTIL]
    tried = {}
    for split in SPLITS:
        for name, way in ways.items():
            errors = misses(cars, way, split)
            tried[f"{split}: {name}"] = score(cars, errors)
            later = {test: one for test, one in errors.items() if test in late}
            tried[f"{split}, after {CHOSEN_UNTIL}: {name}"] = score(cars, later)
    forward = misses(cars, to_rule(at_rule), "forward")
    known = {car.test for car in cars if same([o for o in cars if o.year < car.year], car)}
    return {
        "inputs": {path.name: _digest(path) for path in (TESTS, LABELS, PAIRS)},
        "cars_at_rule": at_rule,
        "error": {
            "maker known": _mean(forward[test] for test in forward if test in known),
            "maker not known": _mean(forward[test] for test in forward if test not in known),
        },
        "tried": tried,
        "energy": energy_drawn(splits),
        "cars": [asdict(car) for car in cars],
    }


def _mean(errors: Any) -> float:
    return round(float(np.mean([abs(error) for error in errors])), 4)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def written(found: Mapping[str, Any]) -> str:
    """Return the file's text: a car, a score, an input a line.

    Args:
        found: what ships.
    """
    parts = []
    for key, value in found.items():
        text = json.dumps(value)
        if isinstance(value, list):
            text = "[\n  " + ",\n  ".join(map(json.dumps, value)) + "\n ]"
        elif isinstance(value, dict):
            lines = (f"{json.dumps(name)}: {json.dumps(one)}" for name, one in value.items())
            text = "{\n  " + ",\n  ".join(lines) + "\n }"
        parts.append(f" {json.dumps(key)}: {text}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main() -> None:
    """Fit, print what was tried, and write the file."""
    prepare()
    found = document(labelled(), label_splits(of_a_year(), without_results()))
    for name, one in found["tried"].items():
        print(name, one)
    print({key: found[key] for key in ("cars_at_rule", "error", "energy")})
    OUTPUT.write_text(written(found), encoding="utf-8")


if __name__ == "__main__":
    main()
