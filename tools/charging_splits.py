"""How far off charging times are on makers not seen, and forward in time, beside simpler rules.

A car is known by peak power, usable energy and voltage class; its time is that from 10 to 80 % of
its curve. Every curve measured at every percent is a test: with its maker left out, and
with its maker left out and only curves of earlier years known. What a rule learns it learns of the
curves that are left. In simulation times are about 2 % longer: cells, cable and what charging keeps
awake take 7 % of the station's energy where the curves' own times take 5.

Run: PYTHONPATH=src python tools/charging_splits.py
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import exp, log

import numpy as np
from fit_charging import every
from markdown_tables import percent, signed

from carwright.belief.usual_charging import spreads
from carwright.population.gaussian import BAND
from carwright.settle.charging import Curve, expected, hours

FORWARD_FROM = 2021
"""First model year that is predicted from earlier ones; before it there are too few curves [M]."""
SPAN = 0.7
"""Charge from 10 to 80 % [share]."""
SCORED = 1.0
"""Weight of a curve that is a test [-]."""
AS_BEFORE = 0.05
"""How much the other class counted before [-]."""
ALONE = 1e-6
"""Weight of the other class where the own one counts alone, unless it is empty [-]."""
OTHER_CHEMISTRY = 0.25
"""Weight of another chemistry where it is tried [-]."""

Rule = Callable[[Sequence[Curve], Curve], float]
"""From the curves that are known, the time of a car [h]."""


@dataclass(frozen=True, slots=True)
class Score:
    """Errors of one rule on one split."""

    rule: str
    """The rule [-]."""
    split: str
    """What is left out [-]."""
    errors: tuple[float, ...]
    """(predicted - measured) / measured time of each car [share]."""
    spreads: tuple[float, ...]
    """Standard deviation that the belief gives each, as a logarithm [-]."""

    @property
    def median_abs(self) -> float:
        """Median size of the errors [share]."""
        return float(np.median(np.abs(self.errors)))

    @property
    def bias(self) -> float:
        """Mean error [share]."""
        return float(np.mean(self.errors))

    @property
    def worst(self) -> float:
        """Size of the largest [share]."""
        return float(np.max(np.abs(self.errors)))

    @property
    def covered(self) -> float:
        """Share of cars inside the band of 90 % [share]."""
        logs = np.abs(np.log1p(self.errors))
        return float(np.mean(logs < BAND * np.array(self.spreads)))

    @property
    def width(self) -> float:
        """Mean width of that band over its middle [share]."""
        return float(np.mean(2.0 * np.sinh(BAND * np.array(self.spreads))))


def ours(known: Sequence[Curve], car: Curve) -> float:
    """Return the time by the curves of others [h].

    Args:
        known: curves that are known.
        car: the car, whose own curve is not looked at.
    """
    return hours(car.peak_rate, expected(known, high_voltage=car.is_high_voltage))


def by_chemistry(known: Sequence[Curve], car: Curve) -> float:
    """Return the same where another chemistry counts less [h].

    Args:
        known: curves that are known.
        car: the car.
    """
    same = [
        one if one.chemistry == car.chemistry else replace(one, weight=OTHER_CHEMISTRY * one.weight)
        for one in known
    ]
    return ours(same, car)


def before(known: Sequence[Curve], car: Curve) -> float:
    """Return the time by the plain mean of others, flat tops taken for cells [h].

    Args:
        known: curves that are known.
        car: the car.
    """
    weights = [one.weight * _alike(one, car, AS_BEFORE) for one in known]
    logs = np.average(np.log([one.rates for one in known]), axis=0, weights=weights)
    return hours(car.peak_rate, tuple(np.exp(logs)))


def with_year(known: Sequence[Curve], car: Curve) -> float:
    """Return `ours` times a trend by model year, the same in both classes [h].

    Args:
        known: curves that are known.
        car: the car.
    """
    weights = np.array([one.weight for one in known])
    years = np.array([float(one.known_from) for one in known])
    rates = np.array([_log_rate(one) for one in known])
    for high in (False, True):
        inside = np.array([one.is_high_voltage == high for one in known])
        if inside.any():
            for numbers in (years, rates):
                numbers[inside] -= np.average(numbers[inside], weights=weights[inside])
    slope = float(weights @ (years * rates) / max(weights @ years**2, 1.0))
    alike = [one.weight * _alike(one, car, ALONE) for one in known]
    middle = np.average([one.known_from for one in known], weights=alike)
    faster = exp(slope * (car.known_from - middle))
    return ours([_times(one, faster) for one in known], car)


def at_peak(known: Sequence[Curve], car: Curve) -> float:
    """Return the time at the peak throughout: nothing learnt [h].

    Args:
        known: not looked at.
        car: the car.
    """
    del known
    return SPAN / car.peak_rate


def share_of_peak(known: Sequence[Curve], car: Curve) -> float:
    """Return the time at one share of the peak, the mean of others [h].

    Args:
        known: curves that are known.
        car: the car.
    """
    shares = [_log_rate(one) - log(one.peak_rate) for one in known]
    return SPAN / (exp(np.average(shares, weights=[one.weight for one in known])) * car.peak_rate)


def rate_of_class(known: Sequence[Curve], car: Curve) -> float:
    """Return the time at one power over usable energy a voltage class, or at the peak [h].

    Args:
        known: curves that are known.
        car: the car.
    """
    weights = [one.weight * _alike(one, car, ALONE) for one in known]
    rate = exp(np.average([_log_rate(one) for one in known], weights=weights))
    return SPAN / min(rate, car.peak_rate)


RULES: dict[str, Rule] = {
    "at the peak throughout, nothing learnt": at_peak,
    "one share of the peak": share_of_peak,
    "one rate a voltage class": rate_of_class,
    "mean of curves, flat tops as cells (before)": before,
    "mean of curves, flat tops as bounds: ours": ours,
    "ours, other chemistries count a quarter": by_chemistry,
    "ours, with a trend by year": with_year,
}
"""Rules by name."""


def _times(one: Curve, faster: float) -> Curve:
    """A curve whose cells take more; its top stays flat."""
    rates = tuple(faster * rate for rate in one.rates)
    return replace(one, rates=rates, peak_rate=faster * one.peak_rate)


def _alike(one: Curve, car: Curve, other_class: float) -> float:
    return 1.0 if one.is_high_voltage == car.is_high_voltage else other_class


def _log_rate(one: Curve) -> float:
    return log(SPAN / hours(one.peak_rate, one.rates))


def scores(curves: Sequence[Curve]) -> list[Score]:
    """Return the errors of every rule on both splits.

    Args:
        curves: all curves.
    """
    found = []
    for split, forward in (("maker out", False), ("maker out and forward", True)):
        cars = [
            one
            for one in curves
            if one.weight == SCORED and (not forward or one.known_from >= FORWARD_FROM)
        ]
        known = [
            [
                other
                for other in curves
                if other.maker != one.maker and (not forward or other.known_from < one.known_from)
            ]
            for one in cars
        ]
        wide = tuple(float(spreads(others)[1]) for others in known)
        for name, rule in RULES.items():
            errors = tuple(
                rule(others, one) / hours(one.peak_rate, one.rates) - 1.0
                for one, others in zip(cars, known, strict=True)
            )
            found.append(Score(name, split, errors, wide))
    return found


HEADS = ("left out", "rule", "cars", "median", "bias", "worst", "in the band of 90 %", "its width")
"""Of the table of a page."""


def told(one: Score) -> tuple[str, ...]:
    """Return one line of the table of a page.

    Args:
        one: a rule on a split.
    """
    shares = percent(one.median_abs), signed(one.bias), percent(one.worst)
    number = str(len(one.errors))
    return (one.split, one.rule, number, *shares, percent(one.covered), percent(one.width))


def main() -> None:
    """Print every rule on both splits."""
    for one in scores(every()):
        print(*told(one), sep=" | ")


if __name__ == "__main__":
    main()
