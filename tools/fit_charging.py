"""Learn from published curves how the DC power that cells take falls with charge.

Curves of the data (data/charging_curves), of the files of the garage that hold one, read off the
pages of EVKX (charging_curves_read.csv) and a few points of three more cars (figures.md). Claims of
makers are no curves. Nothing is fitted beside them; what was tried, and how far off it all is on
makers not seen and forward in time, says `charging_splits.py`. Power is at the
station's outlet. Families, years, chemistries and voltage classes of the curves are [M].

Run: PYTHONPATH=src python tools/fit_charging.py; prints the errors and writes
src/carwright/settle/charging_curves.json.
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

from carwright.carfile import load
from carwright.settle.charging import (
    GRID,
    HIGH_VOLTAGE_CLASS,
    Curve,
    at_points,
    expected,
    hours,
    table,
)
from carwright.settle.charging_rules import TABLE_KEY, nominal_voltage, own_family
from carwright.settle.settle import settle

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CURVES = tuple(
    SHARED / "data" / "charging_curves" / name
    for name in ("dc_power_by_soc.csv", "dc_power_by_soc_more.csv")
)
READ = ROOT / "tools" / "charging_curves_read.csv"
FIGURES = SHARED / "figures.md"
OUTPUT = ROOT / "src" / "carwright" / "settle" / "charging_curves.json"

FAMILIES = {
    "tesla-model-3-lr": ("tesla model 3", 2019),
    "tesla-model-3-rwd-lfp": ("tesla model 3", 2022),
    "vw-id4-pro": ("volkswagen id4", 2023),
    "xpeng-g6-awd": ("xpeng g6", 2023),
    "porsche-taycan-71": ("porsche taycan", 2020),
    "hyundai-ioniq-5-lr": ("hyundai ioniq", 2022),
    "renault-5-52": ("renault 5", 2024),
}
"""Family (maker and model, without points) and model year [M] of each measured curve."""
PUBLISHED = {
    "ID.4 77": ("volkswagen id4", 2021, "nmc", 400, 77.0),
    "i3 60": ("bmw i3", 2014, "nmc", 400, 18.8),
    "SU7 Max (EVKX)": ("xiaomi su7", 2024, "nmc", 800, 99.0),
}
"""Curves of a few points by their name in figures.md: family, model year [M], chemistry, voltage
class, usable energy [kWh]. Those of two Teslas are left out: of both there is one at every percent,
which they miss by 23 and 40 %."""
GARAGE = {"byd-seal-rwd": 1.0, "volvo-ex30-rwd": 1.0, "mg-4-64": 0.25}
"""Cars of the garage with a curve that is nowhere above, and its weight."""
TOLD = (
    *("charge_30_80_min", "charge_0_80_min", "charge_0_100_min"),
    *("km_in_5_min", "km_in_10_min", "km_in_15_min"),
)
"""What is said of charging beside the time from 10 to 80 %."""
START = 10.0
"""Charge below which tables show how a session begins, whose rise is not the cells' [percent]."""
WEIGHT_OF_POINTS = 0.25
"""Weight of a curve of a few points beside one at every percent (assumed)."""


def measured() -> list[Curve]:
    """Return the curves of the data, each at the points of the grid."""
    found = []
    for path in CURVES:
        for name, own in _by_id(path):
            family, year = FAMILIES[name]
            found.append(_of_rows(name, own, (family, year, 1.0)))
    return found


def read() -> list[Curve]:
    """Return the curves read off pages, each at the points of the grid."""
    return [
        _of_rows(name, own, (own[0]["family"], int(own[0]["known_from"]), float(own[0]["weight"])))
        for name, own in _by_id(READ)
    ]


def _by_id(path: Path) -> list[tuple[str, list[dict[str, str]]]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(name, list(group)) for name, group in itertools.groupby(rows, lambda row: row["id"])]


def _of_rows(name: str, own: list[dict[str, str]], about: tuple[str, int, float]) -> Curve:
    family, year, weight = about
    powers = [float(row["power_kw"]) for row in own]
    usable, head = float(own[0]["usable_kwh"]), own[0]
    points = _points([float(row["soc_pct"]) for row in own], powers)
    return Curve(
        id=name,
        family=family,
        known_from=year,
        chemistry=head["chemistry"],
        is_high_voltage=float(head["voltage_class_v"]) > HIGH_VOLTAGE_CLASS,
        peak_rate=round(float(head["peak_kw"]) / usable, 4),
        weight=weight,
        rates=tuple(round(power / usable, 4) for power in points),
    )


def _points(percents: list[float], powers: list[float]) -> tuple[float, ...]:
    """A table at the points of the grid, without the rise of power as a session begins."""
    kept = np.arange(START, GRID[-1] + 1.0)
    at = np.union1d(kept, [percent for percent in percents if percent >= START])
    return at_points(at.tolist(), np.interp(at, percents, powers).tolist())


def of_garage() -> list[Curve]:
    """Return the curves that files of the garage hold, each at the points of the grid."""
    found = []
    for name, weight in GARAGE.items():
        car = settle(load(name))
        percents, powers = table(str(car.car_file.figures[TABLE_KEY][0].value))
        usable, chemistry = car.values["battery_usable_energy_kwh"], car.choices["chemistry"]
        volts = nominal_voltage(chemistry, car.values["cells_in_series_count"])
        rates = [power / usable for power in _points(percents, powers)]
        found.append(
            Curve(
                id=name,
                family=own_family(car.car_file),
                known_from=int(car.car_file.year or 0),
                chemistry=chemistry,
                is_high_voltage=volts > HIGH_VOLTAGE_CLASS,
                peak_rate=round(max(powers) / usable, 4),
                weight=weight,
                rates=tuple(round(rate, 4) for rate in rates),
            )
        )
    return found


def every() -> list[Curve]:
    """Return all curves."""
    return measured() + read() + of_garage() + published()


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
                peak_rate=round(max(powers) / usable, 4),
                weight=WEIGHT_OF_POINTS,
                rates=tuple(round(float(rate), 4) for rate in rates),
            )
        )
    return found


def left_out(curves: list[Curve]) -> dict[str, float]:
    """Return the error of the time of each car, its maker left out [share].

    Args:
        curves: all curves.
    """
    found = {}
    for car in curves:
        others = [one for one in curves if one.maker != car.maker]
        rates = expected(others, high_voltage=car.is_high_voltage)
        found[car.id] = hours(car.peak_rate, rates) / hours(car.peak_rate, car.rates) - 1.0
    return found


def shapes(curves: list[Curve]) -> dict[str, float]:
    """Return how far cars that take as long from 10 to 80 % differ else, as logarithms [-].

    Root mean squares over cars, each car's maker left out: times over other windows, and charge
    gained after 10 %.

    Args:
        curves: all curves.
    """
    squares, total = np.zeros(6), 0.0
    for car in curves:
        others = [one for one in curves if one.maker != car.maker]
        rates = np.array(expected(others, high_voltage=car.is_high_voltage))
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


def main() -> None:
    """Fit, print and write."""
    curves = every()
    errors = left_out(curves)
    for name, error in errors.items():
        print(f"{name:<24} {100 * error:+6.1f} %")
    sizes = [abs(errors[one.id]) for one in curves if one.weight == 1.0]
    print(f"{len(sizes)} measured curves: median {np.median(sizes):.3f}, worst {max(sizes):.3f}")
    for name, spread in shapes(curves).items():
        print(f"{name:<16} {spread:.3f} among cars that take as long from 10 to 80 %")
    document = {
        "inputs": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (*CURVES, READ, FIGURES)
        },
        "left_out_error": {name: round(error, 4) for name, error in errors.items()},
        "curves": [asdict(curve) for curve in curves],
    }
    OUTPUT.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
