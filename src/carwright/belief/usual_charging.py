"""usual_charging: how fast charging of cars differs from the usual, before a claim is heard.

Two logarithms: greatest DC power over what is usual of the battery and voltage class, and the power
that the cells take at every charge over that of other cars. How far cars lie from both is learnt
from the published curves known on a date (`build/charging_curves.json`), each with its own family
left out, and a usual spread that counts for a few cars. Of a car whose voltage class nobody has
said both are a mixture of the classes, as one normal of the same middle and covariance.
"""

import datetime
import math
from collections.abc import Sequence
from types import MappingProxyType

import numpy as np

from carwright.build.charging import (
    GRID,
    HIGH_VOLTAGE_CLASS,
    Curve,
    Way,
    expected,
    hours,
    learnt,
)
from carwright.build.charging_rules import (
    PEAK_KEY,
    TABLE_KEY,
    TAKEN,
    nominal_voltage,
    own_family,
    peak_rate,
)
from carwright.build.settle import Settled
from carwright.population.gaussian import Gaussian

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
    way, curves = learnt()
    others = [curve for curve in curves if curve.family != own_family(heard.car_file)]
    covariance = np.diag(spreads([one for one in others if one.known_from < on.year], way) ** 2)
    if heard.origins["cells_in_series_count"].how != "default" or on.year <= FIRST_HIGH:
        return Gaussian(tuple(CHARGING), np.zeros(2), covariance)
    apart = _of_class(others, way, heard.choices["chemistry"])
    between = HIGH_VOLTAGE_SHARE * (1.0 - HIGH_VOLTAGE_SHARE) * np.outer(apart, apart)
    return Gaussian(tuple(CHARGING), HIGH_VOLTAGE_SHARE * apart, covariance + between)


def spreads(curves: Sequence[Curve], way: Way) -> np.ndarray:
    """Return the standard deviation (2,) of `CHARGING` among cars of one voltage class [-].

    Args:
        curves: what is known.
        way: how curves become that of another car.
    """
    squares, count = ROWS * np.square(USUAL), ROWS
    for one in curves:
        high = one.is_high_voltage
        others = [other for other in curves if other.family != one.family]
        if others:
            rates = expected(others, way, one.chemistry, high_voltage=high)
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
    volts = nominal_voltage(heard.choices["chemistry"], heard.values["cells_in_series_count"])
    return peak_rate(high_voltage=volts > HIGH_VOLTAGE_CLASS)


def _of_class(others: Sequence[Curve], way: Way, chemistry: str) -> np.ndarray:
    """How far `CHARGING` of the 800 V class lie above those of the other one."""
    low, high = (expected(others, way, chemistry, high_voltage=which) for which in (False, True))
    inside = [place for place, percent in enumerate(GRID) if 10 <= percent <= 80]
    taken = np.mean([math.log(high[place] / low[place]) for place in inside])
    peaks = [peak_rate(high_voltage=which) for which in (False, True)]
    return np.array([math.log(peaks[1] / peaks[0]), taken])
