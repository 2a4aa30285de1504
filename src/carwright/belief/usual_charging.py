"""usual_charging: how fast charging of cars differs from the usual, before a claim is heard.

Two logarithms: greatest DC power over what is usual of the battery and voltage class, and the power
that the cells take at every charge over that of other cars. How far cars lie from both is learnt
from the published curves known on a date (`settle/charging_curves.json`), each with its own family
left out, and a usual spread that counts for a few cars. The car as it is settled knows every curve:
the middle of the second is how far those known on the date lie from all. Of a car whose voltage
class nobody has said both are a mixture of the classes, as one normal of the same middle and
covariance.
"""

import datetime
import math
from collections.abc import Sequence
from types import MappingProxyType

import numpy as np

from carwright.population.gaussian import Gaussian
from carwright.settle.charging import (
    GRID,
    HIGH_VOLTAGE_CLASS,
    Curve,
    expected,
    hours,
    learnt,
)
from carwright.settle.charging_rules import (
    PEAK_KEY,
    TABLE_KEY,
    TAKEN,
    nominal_voltage,
    own_family,
    peak_rate,
)
from carwright.settle.settled import Settled

CHARGING = MappingProxyType({"charge_peak": PEAK_KEY, "charge_rate": TAKEN})
"""Names of the two logarithms, with what `Chance.times` calls the number that each scales."""
USUAL = (0.3, 0.2)
"""Standard deviation of each where no curve is known [-] (estimate)."""
ROWS = 4.0
"""How many measured curves the usual spread counts for [-] (estimate)."""
FIRST_HIGH = 2019
"""Year of the first car of the 800 V class [M]."""
HIGH_VOLTAGE_SHARE = 0.3
"""Share of new designs in the 800 V class since then [-] (estimate)."""


def usual_charging(heard: Settled, on: datetime.date) -> Gaussian:
    """Return how `CHARGING` of a car is spread [-].

    Args:
        heard: the car, every claim taken at its word.
        on: the date; a year's curves count from the year after it.
    """
    if TABLE_KEY in heard.car_file.figures:
        return Gaussian(tuple(CHARGING), np.zeros(2), np.zeros((2, 2)))
    others = [curve for curve in learnt() if curve.family != own_family(heard.car_file)]
    known = [one for one in others if one.known_from < on.year]
    covariance = np.diag(spreads(known) ** 2)
    settled = _is_high(heard)
    middle = np.array([0.0, _level(known or others, settled) - _level(others, settled)])
    if heard.origins["cells_in_series_count"].how != "default" or on.year <= FIRST_HIGH:
        return Gaussian(tuple(CHARGING), middle, covariance)
    apart = _between(known or others)
    between = HIGH_VOLTAGE_SHARE * (1.0 - HIGH_VOLTAGE_SHARE) * np.outer(apart, apart)
    return Gaussian(tuple(CHARGING), middle + HIGH_VOLTAGE_SHARE * apart, covariance + between)


def spreads(curves: Sequence[Curve]) -> np.ndarray:
    """Return the standard deviation (2,) of `CHARGING` among cars of one voltage class [-].

    Args:
        curves: what is known.
    """
    squares, count = ROWS * np.square(USUAL), ROWS
    for one in curves:
        high = one.is_high_voltage
        others = [other for other in curves if other.family != one.family]
        if others:
            rates = expected(others, high_voltage=high)
            slow = math.log(hours(one.peak_rate, one.rates) / hours(one.peak_rate, rates))
            peak = math.log(one.peak_rate / peak_rate(high_voltage=high))
            squares = squares + one.weight * np.square([peak, slow])
            count += one.weight
    return np.sqrt(squares / count)


def usual_peak(heard: Settled) -> float:
    """Return the usual greatest DC power of a car over its usable energy [1/h].

    Args:
        heard: the car, every claim taken at its word.
    """
    if TABLE_KEY in heard.car_file.figures:
        return heard.values[PEAK_KEY] / heard.values["battery_usable_energy_kwh"]
    return peak_rate(high_voltage=_is_high(heard))


def _is_high(heard: Settled) -> bool:
    """Whether a car is of the 800 V class as it is settled."""
    volts = nominal_voltage(heard.choices["chemistry"], heard.values["cells_in_series_count"])
    return volts > HIGH_VOLTAGE_CLASS


def _level(curves: Sequence[Curve], high: bool) -> float:
    """Mean logarithm of what cells of a class take from 10 to 80 %."""
    rates = expected(curves, high_voltage=high)
    inside = [math.log(rate) for rate, at in zip(rates, GRID, strict=True) if 10 <= at <= 80]
    return float(np.mean(inside))


def _between(curves: Sequence[Curve]) -> np.ndarray:
    """How far `CHARGING` of the 800 V class lie above those of the other one."""
    peaks = [peak_rate(high_voltage=which) for which in (False, True)]
    levels = [_level(curves, which) for which in (False, True)]
    return np.array([math.log(peaks[1] / peaks[0]), levels[1] - levels[0]])
