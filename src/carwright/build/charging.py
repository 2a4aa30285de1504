"""charging: how the DC power that cells take falls with charge, learnt from published curves.

A curve is power over usable energy at each tenth of the display. Of a car that has none, it is the
weighted geometric mean of those of other cars, cut off at the car's own peak power. A car of the
same voltage class and chemistry counts more, a curve of a few published points less.
Curves and weights stand in `charging_curves.json`, made by `tools/fit_charging.py`. No JAX.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import Any

import numpy as np

HIGH_VOLTAGE_CLASS = 550.0
"""System voltage above which a car counts as one of the 800 V class [V]."""
GRID = tuple(range(0, 101, 10))
"""Charge on the display of each point [percent]."""
RATES = tuple(f"charge_rate_at_{percent}_per_h" for percent in GRID)
"""Keys of the figures that hold the power over usable energy at each point."""
_WINDOW = (10.0, 80.0)
"""Window of the time by which curves are compared [percent]."""
_FINE = 100
"""Parts of the span between two points in which a table is integrated [-]."""
_NEARNESS = 0.4
"""How much a point's own power counts beside the time that its span takes [-]."""
_FLAT_SHARE = 0.9
"""Share of a table's greatest power above which its top counts as flat [-] (assumed)."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The DC power of one car by charge."""

    id: str
    """Its name [-]."""
    family: str
    """Maker and model [-]."""
    chemistry: str
    """Of its cells [-]."""
    is_high_voltage: bool
    """Whether it is of the 800 V class [-]."""
    peak_rate: float
    """Peak power over usable energy [1/h]."""
    weight: float
    """How much it counts beside a curve measured at every percent [-]."""
    rates: tuple[float, ...]
    """Power over usable energy at each point of `GRID` [1/h]."""
    known_from: int
    """Model year of the car [-]."""


@dataclass(frozen=True, slots=True)
class Way:
    """How the curves of other cars become that of one."""

    other_class: float
    """Weight of a car of the other voltage class [-]."""
    other_chemistry: float
    """Weight of a car of another chemistry [-]."""


def expected(
    others: Sequence[Curve], way: Way, chemistry: str, *, high_voltage: bool
) -> tuple[float, ...]:
    """Return the curve that a car is expected to have, power over usable energy by point [1/h].

    Args:
        others: curves of other cars.
        way: how they become one.
        chemistry: of the car's cells.
        high_voltage: whether the car is of the 800 V class.
    """
    total, sums = 0.0, [0.0] * len(GRID)
    for one in others:
        weight = one.weight * (1.0 if one.is_high_voltage == high_voltage else way.other_class)
        weight *= 1.0 if one.chemistry == chemistry else way.other_chemistry
        sums = [s + weight * log(rate) for s, rate in zip(sums, one.rates, strict=True)]
        total += weight
    return tuple(exp(s / total) for s in sums)


def hours(peak_rate: float, rates: Sequence[float]) -> float:
    """Return the time of a curve from 10 to 80 %, but for losses [h].

    Args:
        peak_rate: greatest power over usable energy [1/h].
        rates: power over usable energy at each point [1/h].
    """
    at = np.linspace(*_WINDOW, 701)
    power = np.minimum(np.interp(at, GRID, rates), peak_rate)
    return float(np.trapezoid(1.0 / power, at / 100.0))


@cache
def learnt() -> tuple[Way, tuple[Curve, ...]]:
    """Return how curves become one, and the curves, as they are shipped."""
    document: dict[str, Any] = json.loads(
        (files("carwright.build") / "charging_curves.json").read_text(encoding="utf-8")
    )
    curves = (Curve(**{**one, "rates": tuple(one["rates"])}) for one in document["curves"])
    return Way(**document["way"]), tuple(curves)


def at_points(percents: Sequence[float], powers: Sequence[float]) -> tuple[float, ...]:
    """Return a table of power by charge at the points of `GRID`, so that it takes the same time.

    Least squares of the time from each point to the next, in logarithms, held near the table's own
    power at the points. Beyond its ends a table stays as it is there.

    Args:
        percents: charge on the display, rising [percent].
        powers: power, positive [any].
    """
    from scipy.optimize import least_squares

    fine = np.linspace(GRID[0], GRID[-1], _FINE * (len(GRID) - 1) + 1)

    def times(at: Sequence[float], power: np.ndarray) -> np.ndarray:
        slowness = 1.0 / np.interp(fine, at, power)
        ends = np.cumsum(0.5 * (slowness[1:] + slowness[:-1]))[_FINE - 1 :: _FINE]
        return np.diff(ends, prepend=0.0)

    wanted, own = times(percents, np.asarray(powers)), np.log(np.interp(GRID, percents, powers))

    def missed(logs: np.ndarray) -> np.ndarray:
        late = np.log(times(GRID, np.exp(logs)) / wanted)
        return np.concatenate([late, _NEARNESS * (logs - own)])

    return tuple(float(power) for power in np.exp(least_squares(missed, own).x))


def cells_alone(percents: Sequence[float], powers: Sequence[float]) -> tuple[float, ...]:
    """Return what cells would take at the points of `GRID`, were there no limit but theirs.

    Where a table is flat on top it tells of the station, the inlet or the cables. What the cells
    would take there lies on the line by which the table falls, from the end of the top to its own
    end. Cut off at the peak it is the table; but cold cells take a share of the line.

    Args:
        percents: charge on the display, rising [percent].
        powers: power, positive [any].
    """
    peak, at = max(powers), np.array(GRID)
    fine = np.union1d(np.arange(GRID[0], GRID[-1] + 1.0), percents)
    power = np.interp(fine, percents, powers)
    end = int(np.flatnonzero(power >= _FLAT_SHARE * peak)[-1])
    slope = (power[-1] - power[end]) / max(fine[-1] - fine[end], 1.0)
    line = power[end] + slope * (at - fine[end])
    top = np.interp(at, percents, powers) >= _FLAT_SHARE * peak
    points = np.array(at_points(percents, powers))
    return tuple(np.where(top, np.maximum(points, line), points).tolist())


def table(text: str) -> tuple[list[float], list[float]]:
    """Return a limit table of a car file: percents of the display, and powers [kW].

    Args:
        text: pairs such as 10:170, 50:95.
    """
    pairs = [pair.split(":") for pair in re.split(r",\s*", text)]
    return [float(at) for at, _ in pairs], [float(power) for _, power in pairs]
