r"""Label factors: what a maker's other cars tell of its factor from EPA's test to the label.

Of each car the factor is a fact: its test over its label, of the same car in both lists. Makers
who drive two cycles have the rule's 0.7; who drives five has more, and one car differs from the
next. So a maker's factor is the mean of its cars and of some at the rule's factor:

$$\log \frac{f}{0.7} = \frac{\sum_i \log (f_i / 0.7)}{n + n_0}$$

A maker of whom no car is known has 0.7. A mean that makers share, or one by year, foretold cars of
makers left out worse, and so did letting older cars fade: `tools/fit_label_factor.py` says so,
which makes `label_factors.json`. No JAX.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import Any, NamedTuple

import numpy as np

from carwright.population.names import maker_id
from carwright.rate.label import LABEL_FACTOR


@dataclass(frozen=True, slots=True)
class LabelledCar:
    """One car that is known by its test and by its label."""

    test: str
    """Id of its test in EPA's list, or of its car file [-]."""
    maker: str
    """Maker as `maker_id` writes it [-]."""
    family: str
    """Model family as `family_id` writes it [-]."""
    year: int
    """Model year from which both were known [year]."""
    factor: float
    """Consumption in the test over that of the label [share]."""


class MakersFactor(NamedTuple):
    """What is expected of a car of a maker."""

    share: float
    """From the unadjusted range to the label's [share]."""
    cars: int
    """How many cars of the maker tell it [-]."""
    years: tuple[int, int] | None
    """Their first and last model year; None where there is no car [year]."""


def pooled(factors: Sequence[float], at_rule: float) -> float:
    """Return the factor of a maker from those of its cars [share].

    Args:
        factors: of its cars [share]; none gives the rule's factor.
        at_rule: how many cars at the rule's factor count beside them [-].
    """
    rule = LABEL_FACTOR.value
    total = sum(log(factor / rule) for factor in factors)
    return rule * exp(total / (len(factors) + at_rule)) if factors else rule


def makers_factor(maker: str, before: int | None = None, but_family: str = "") -> MakersFactor:
    """Return the factor that is expected of a car of a maker, as of a model year.

    Args:
        maker: who makes it, in any spelling.
        before: only cars of earlier model years count [year]; None counts all.
        but_family: a family whose cars do not count, as `family_id` writes it.
    """
    own = [
        car
        for car in labelled_cars()
        if car.maker == maker_id(maker)
        and car.family != but_family
        and (before is None or car.year < before)
    ]
    share = pooled([car.factor for car in own], _fit()["cars_at_rule"])
    years = [car.year for car in own]
    return MakersFactor(share, len(own), (min(years), max(years)) if years else None)


def error_of(makers_cars: int) -> float:
    """Return by how much such a factor missed cars of later years, in the mean [share].

    Args:
        makers_cars: how many cars of the maker it rested on.
    """
    return float(_fit()["error"]["maker known" if makers_cars else "maker not known"])


@cache
def labelled_cars() -> tuple[LabelledCar, ...]:
    """Return the cars that are known by test and label."""
    return tuple(LabelledCar(**car) for car in _fit()["cars"])


class EnergyDrawn(NamedTuple):
    """How much more a car's test draws than what sources call usable gives in simulation."""

    ratio: float
    """The usual ratio [-]."""
    low: float
    """5 % point of the cars [-]."""
    high: float
    """95 % point of the cars [-]."""
    cars: int
    """How many cars tell it [-]."""


def energy_of_tests(before: int | None = None, but_family: str = "") -> EnergyDrawn:
    """Return what label range times label consumption is over the simulated recharge, usually.

    Args:
        before: year from which on cars do not count; None counts all.
        but_family: a family whose cars do not count, as `family_id` writes it.
    """
    found = _fit()["energy"]
    told = [
        found["cars"][car]
        for car, (family, year) in found["known"].items()
        if family != but_family and (before is None or year < before)
    ]
    if not told:
        return EnergyDrawn(1.0, 1.0, 1.0, 0)
    low, middle, high = np.exp(np.quantile(np.log(told), [0.05, 0.5, 0.95]))
    return EnergyDrawn(float(middle), float(low), float(high), len(told))


@cache
def _fit() -> Any:
    path = files("carwright.population") / "label_factors.json"
    return json.loads(path.read_text(encoding="utf-8"))
