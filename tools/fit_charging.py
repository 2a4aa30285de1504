"""Learn from published curves how the DC power that cells take falls with charge.

Five curves at every percent (data/charging_curves) and a few points each of five more cars
(figures.md). What is fitted is how much the cars of another class and chemistry count: by the time
from 10 to 80 % of each car with its whole family left out. That a curve grew with a car's peak
power was tried and is not seen in these cars. Power is at the station's outlet.

Run: PYTHONPATH=src python tools/fit_charging.py; prints the errors and writes
src/carwright/build/charging_curves.json.
"""

import csv
import hashlib
import itertools
import json
import re
from dataclasses import asdict
from pathlib import Path

import numpy as np

from carwright.build.charging import GRID, HIGH_VOLTAGE_CLASS, Curve, Way, at_points, expected

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CURVES = SHARED / "data" / "charging_curves" / "dc_power_by_soc.csv"
FIGURES = SHARED / "figures.md"
OUTPUT = ROOT / "src" / "carwright" / "build" / "charging_curves.json"

FAMILIES = {
    "tesla-model-3-lr": "tesla model 3",
    "tesla-model-3-rwd-lfp": "tesla model 3",
    "vw-id4-pro": "volkswagen id4",
    "xpeng-g6-awd": "xpeng g6",
    "porsche-taycan-71": "porsche taycan",
}
"""Family of each measured curve: maker and model, without points."""
PUBLISHED = {
    "ID.4 77": ("volkswagen id4", "nmc", 400, 77.0),
    "M3 LR": ("tesla model 3", "nca", 400, 74.0),
    "Model Y LR": ("tesla model y", "nca", 400, 75.0),
    "i3 60": ("bmw i3", "nmc", 400, 18.8),
    "SU7 Max (EVKX)": ("xiaomi su7", "nmc", 800, 99.0),
}
"""Curves of a few points by their name in figures.md: family, chemistry, voltage class, usable
energy [kWh]."""
WEIGHT_OF_POINTS = 0.25
"""Weight of a curve of a few points beside one at every percent (assumed)."""
OTHER_CLASSES = (0.05, 0.1, 0.2, 0.4, 1.0)
OTHER_CHEMISTRIES = (0.25, 0.5, 1.0)
"""What is tried."""
FROM, TO = 10.0, 80.0
"""Window of the time [percent]."""


def measured() -> list[Curve]:
    """Return the curves of the list, each at the points of the grid."""
    with CURVES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = []
    for name, group in itertools.groupby(rows, lambda row: row["id"]):
        own = list(group)
        powers = [float(row["power_kw"]) for row in own]
        usable, head = float(own[0]["usable_kwh"]), own[0]
        points = at_points([float(row["soc_pct"]) for row in own], powers)
        found.append(
            Curve(
                id=name,
                family=FAMILIES[name],
                chemistry=head["chemistry"],
                is_high_voltage=float(head["voltage_class_v"]) > HIGH_VOLTAGE_CLASS,
                peak_rate=float(head["peak_kw"]) / usable,
                weight=1.0,
                rates=tuple(round(power / usable, 4) for power in points),
            )
        )
    return found


def published() -> list[Curve]:
    """Return the curves of figures.md, straight lines between their points."""
    line = next(
        line
        for line in FIGURES.read_text(encoding="utf-8").splitlines()
        if line.startswith("OED charge curves")
    )
    found = []
    for name, (family, chemistry, volts, usable) in PUBLISHED.items():
        text = re.search(rf"{re.escape(name)}:? ((\d+-\d+(, )?)+)", line)
        if text is None:
            raise SystemExit(f"{name} is not in {FIGURES}")
        pairs = [pair.split("-") for pair in text[1].rstrip(", ").split(", ")]
        percents, powers = ([float(pair[i]) for pair in pairs] for i in (0, 1))
        rates = np.interp(GRID, percents, powers) / usable
        found.append(
            Curve(
                id=name,
                family=family,
                chemistry=chemistry,
                is_high_voltage=volts > HIGH_VOLTAGE_CLASS,
                peak_rate=max(powers) / usable,
                weight=WEIGHT_OF_POINTS,
                rates=tuple(round(float(rate), 4) for rate in rates),
            )
        )
    return found


def hours(peak_rate: float, rates: tuple[float, ...]) -> float:
    """Return the time of a curve from 10 to 80 %, but for losses [h].

    Args:
        peak_rate: greatest power over usable energy [1/h].
        rates: power over usable energy at each point [1/h].
    """
    at = np.linspace(FROM, TO, 701)
    power = np.minimum(np.interp(at, GRID, rates), peak_rate)
    return float(np.trapezoid(1.0 / power, at / 100.0))


def left_out(curves: list[Curve], way: Way) -> dict[str, float]:
    """Return the error of the time of each car, its family left out [share].

    Args:
        curves: all curves.
        way: how they become one.
    """
    found = {}
    for car in curves:
        others = [one for one in curves if one.family != car.family]
        rates = expected(others, way, car.chemistry, high_voltage=car.is_high_voltage)
        found[car.id] = hours(car.peak_rate, rates) / hours(car.peak_rate, car.rates) - 1.0
    return found


def badness(curves: list[Curve], way: Way) -> float:
    """Return the weighted mean square of the errors, in logarithms.

    Args:
        curves: all curves.
        way: how they become one.
    """
    errors = np.array(list(left_out(curves, way).values()))
    weights = np.array([car.weight for car in curves])
    return float(weights @ np.log1p(errors) ** 2 / weights.sum())


def main() -> None:
    """Fit, print and write."""
    curves = measured() + published()
    ways = [Way(*one) for one in itertools.product(OTHER_CLASSES, OTHER_CHEMISTRIES)]
    way = min(ways, key=lambda one: badness(curves, one))
    print(f"{way}: rms {badness(curves, way) ** 0.5:.3f}")
    errors = left_out(curves, way)
    for name, error in errors.items():
        print(f"{name:<24} {100 * error:+6.1f} %")
    sizes = [abs(errors[name]) for name in FAMILIES]
    print(f"measured curves: median {np.median(sizes):.3f}, worst {max(sizes):.3f}")
    document = {
        "inputs": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (CURVES, FIGURES)
        },
        "way": asdict(way),
        "left_out_error": {name: round(error, 4) for name, error in errors.items()},
        "curves": [asdict(curve) for curve in curves],
    }
    OUTPUT.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
