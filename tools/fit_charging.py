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
from scipy.optimize import root_scalar

from carwright.build.charging import (
    GRID,
    HIGH_VOLTAGE_CLASS,
    Curve,
    Way,
    at_points,
    expected,
    hours,
)

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CURVES = SHARED / "data" / "charging_curves" / "dc_power_by_soc.csv"
FIGURES = SHARED / "figures.md"
OUTPUT = ROOT / "src" / "carwright" / "build" / "charging_curves.json"

FAMILIES = {
    "tesla-model-3-lr": ("tesla model 3", 2019),
    "tesla-model-3-rwd-lfp": ("tesla model 3", 2022),
    "vw-id4-pro": ("volkswagen id4", 2021),
    "xpeng-g6-awd": ("xpeng g6", 2023),
    "porsche-taycan-71": ("porsche taycan", 2020),
}
"""Family (maker and model, without points) and model year [M] of each measured curve."""
PUBLISHED = {
    "ID.4 77": ("volkswagen id4", 2021, "nmc", 400, 77.0),
    "M3 LR": ("tesla model 3", 2018, "nca", 400, 74.0),
    "Model Y LR": ("tesla model y", 2020, "nca", 400, 75.0),
    "i3 60": ("bmw i3", 2014, "nmc", 400, 18.8),
    "SU7 Max (EVKX)": ("xiaomi su7", 2024, "nmc", 800, 99.0),
}
"""Curves of a few points by their name in figures.md: family, model year [M], chemistry, voltage
class, usable energy [kWh]."""
TOLD = (
    *("charge_30_80_min", "charge_0_80_min", "charge_0_100_min"),
    *("km_in_5_min", "km_in_10_min", "km_in_15_min"),
)
"""What is said of charging beside the time from 10 to 80 %."""
WEIGHT_OF_POINTS = 0.25
"""Weight of a curve of a few points beside one at every percent (assumed)."""
OTHER_CLASSES = (0.05, 0.1, 0.2, 0.4, 1.0)
OTHER_CHEMISTRIES = (0.25, 0.5, 1.0)
"""What is tried."""


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
                family=FAMILIES[name][0],
                known_from=FAMILIES[name][1],
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
    for name, (family, year, chemistry, volts, usable) in PUBLISHED.items():
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
                known_from=year,
                chemistry=chemistry,
                is_high_voltage=volts > HIGH_VOLTAGE_CLASS,
                peak_rate=max(powers) / usable,
                weight=WEIGHT_OF_POINTS,
                rates=tuple(round(float(rate), 4) for rate in rates),
            )
        )
    return found


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


def shapes(curves: list[Curve], way: Way) -> dict[str, float]:
    """Return how far cars that take as long from 10 to 80 % differ else, as logarithms [-].

    Root mean squares over cars, each car's family left out: times over other windows, and charge
    gained after 10 %.

    Args:
        curves: all curves.
        way: how they become one.
    """
    squares, total = np.zeros(6), 0.0
    for car in curves:
        others = [one for one in curves if one.family != car.family]
        rates = np.array(expected(others, way, car.chemistry, high_voltage=car.is_high_voltage))
        wanted = hours(car.peak_rate, car.rates)

        def late(log: float, rates=rates, car=car, wanted=wanted) -> float:
            return hours(car.peak_rate, tuple(rates * np.exp(log))) - wanted

        alike = tuple(rates * np.exp(root_scalar(late, bracket=(-2.0, 2.0)).root))
        apart = np.log(_told(car.peak_rate, car.rates) / _told(car.peak_rate, alike))
        squares, total = squares + car.weight * apart**2, total + car.weight
    return dict(zip(TOLD, np.sqrt(squares / total).tolist(), strict=True))


def _told(peak_rate: float, rates: tuple[float, ...]) -> np.ndarray:
    """Hours over three windows, and share of the charge gained in three times after 10 %."""
    at = np.linspace(0.0, 1.0, 2001)
    slow = 1.0 / np.minimum(np.interp(100.0 * at, GRID, rates), peak_rate)
    time = np.append(0.0, np.cumsum(0.5 * (slow[1:] + slow[:-1]) * np.diff(at)))
    when = np.interp([0.0, 0.1, 0.3, 0.8, 1.0], at, time)
    gained = np.interp(when[1] + np.array([5.0, 10.0, 15.0]) / 60.0, time, at) - 0.1
    return np.array([when[3] - when[2], when[3] - when[0], when[4] - when[0], *gained])


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
    for name, spread in shapes(curves, way).items():
        print(f"{name:<16} {spread:.3f} among cars that take as long from 10 to 80 %")
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
