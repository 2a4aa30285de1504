"""charging: how the DC power that cells take falls with charge, learnt from published curves.

A curve is power over usable energy at each tenth of the display. Of a car that has none, it is the
weighted geometric mean of those of other cars of its voltage class, cut off at the car's own peak
power; a curve of a few published points counts less. Where a curve is flat on top it tells of a
station, an inlet or cables: there it bounds what cells take from below, and counts only where
others take less. Neither the model year nor the chemistry counts: both were tried, and curves of
2019 to 2024 show neither (`tools/charging_splits.py`).
Curves and weights stand in `charging_curves.json`, made by `tools/fit_charging.py`. No JAX.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

import numpy as np

HIGH_VOLTAGE_CLASS = 550.0
"""System voltage above which a car counts as one of the 800 V class [V]."""
GRID = tuple(range(0, 101, 10))
"""Charge on the display of each point [percent]."""
_WINDOW = (10.0, 80.0)
"""Window of the time by which curves are compared [percent]."""
_FINE = 100
"""Parts of the span between two points in which a table is integrated [-]."""
_AT = np.linspace(GRID[0], GRID[-1], _FINE * (len(GRID) - 1) + 1)
"""Charge at the ends of those parts [percent]."""
_ROUNDS, _SETTLED = 100, 1e-12
"""Steps of a least-squares search at most, and the step in logarithms that ends it [-]."""
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

    @property
    def maker(self) -> str:
        """Its maker, by which it is left out of what is learnt of others [-]."""
        return self.family.partition(" ")[0]

    @property
    def flat(self) -> tuple[bool, ...]:
        """Whether it is flat on top at each point of `GRID`, and so tells of no cells."""
        return tuple(rate >= _FLAT_SHARE * self.peak_rate for rate in self.rates)


def expected(others: Sequence[Curve], *, high_voltage: bool) -> tuple[float, ...]:
    """Return the curve that a car is expected to have, power over usable energy by point [1/h].

    Args:
        others: curves of other cars; those of its own class count, or all where there is none.
        high_voltage: whether the car is of the 800 V class.
    """
    alike = [one for one in others if one.is_high_voltage == high_voltage] or others
    weights = np.array([one.weight for one in alike])
    logs = np.log([one.rates for one in alike])
    flat = np.array([one.flat for one in alike])
    points = zip(logs.T, flat.T, strict=True)
    return tuple(exp(_bounded_mean(at, top, weights)) for at, top in points)


def _bounded_mean(logs: np.ndarray, bounds: np.ndarray, weights: np.ndarray) -> float:
    """Weighted mean of numbers, of which some are bounds from below and count only above it."""
    mean = float(weights @ logs / weights.sum())
    for _ in logs:
        counts = weights * (~bounds | (logs > mean))
        if not counts.any():
            break
        mean = max(mean, float(counts @ logs / counts.sum()))
    return mean


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
def learnt() -> tuple[Curve, ...]:
    """Return the curves, as they are shipped."""
    document: dict[str, Any] = json.loads(
        (files("carwright.settle") / "charging_curves.json").read_text(encoding="utf-8")
    )
    return tuple(Curve(**{**one, "rates": tuple(one["rates"])}) for one in document["curves"])


def at_points(percents: Sequence[float], powers: Sequence[float]) -> tuple[float, ...]:
    """Return a table of power by charge at the points of `GRID`, so that it takes the same time.

    Least squares of the time from each point to the next, in logarithms, held near the table's own
    power at the points, by Gauss and Newton's steps. Beyond its ends a table stays as it is there.

    Args:
        percents: charge on the display, rising [percent].
        powers: power, positive [any].
    """
    wanted = _span_times(percents, np.asarray(powers))
    own = np.log(np.interp(GRID, percents, powers))
    missed, at = _missed(own, wanted, own), own
    for _ in range(_ROUNDS):
        slopes = _slopes(at)
        step = -np.linalg.solve(slopes.T @ slopes, slopes.T @ missed)
        while np.sum((tried := _missed(at + step, wanted, own)) ** 2) > np.sum(missed**2):
            step = 0.5 * step
        at, missed = at + step, tried
        if np.abs(step).max() < _SETTLED:
            break
    return tuple(np.exp(at).tolist())


def _missed(logs: np.ndarray, wanted: np.ndarray, own: np.ndarray) -> np.ndarray:
    """How far the time of each span and the power at each point are off, in logarithms."""
    late = np.log(_span_times(GRID, np.exp(logs)) / wanted)
    return np.concatenate([late, _NEARNESS * (logs - own)])


def _slopes(logs: np.ndarray) -> np.ndarray:
    """Derivative of `_missed` by the logarithm of the power at each point."""
    power, hats = np.exp(logs), np.array([np.interp(_AT, GRID, one) for one in np.eye(len(GRID))])
    slowness = 1.0 / (power @ hats)
    times = _spans(slowness)
    late = -_spans(slowness**2 * hats) * power[:, None] / times
    return np.concatenate([late.T, _NEARNESS * np.eye(len(GRID))])


def _span_times(at: Sequence[float], power: np.ndarray) -> np.ndarray:
    """Time from each point of `GRID` to the next, of a table of power by charge."""
    return _spans(1.0 / np.interp(_AT, at, power))


def _spans(slowness: np.ndarray) -> np.ndarray:
    """Integral over each span between points, of (..., fine) values."""
    ends = np.cumsum(0.5 * (slowness[..., 1:] + slowness[..., :-1]), axis=-1)
    return np.diff(ends[..., _FINE - 1 :: _FINE], prepend=0.0, axis=-1)


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
