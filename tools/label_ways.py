"""Ways to foretell the factor from EPA's test to the label, and honest splits to judge them by."""

from collections.abc import Callable, Mapping, Sequence
from math import log

import numpy as np

from carwright.population.label_factors import LabelledCar, pooled
from carwright.rate.label import LABEL_FACTOR

Way = Callable[[Sequence[LabelledCar], LabelledCar], float]
"""From the cars that are known to the factor of another."""
CHOSEN_UNTIL = 2019
"""Last year of the cars from which it follows how makers are pooled."""
SPLITS = ("maker out", "family out", "forward", "forward, family out")
"""What a foretold car's factor may not rest on."""


def flat(_known: Sequence[LabelledCar], _car: LabelledCar) -> float:
    """Return the rule's factor for every car."""
    return LABEL_FACTOR.value


def one_number(known: Sequence[LabelledCar], _car: LabelledCar) -> float:
    """Return one factor for every car, each maker counting once."""
    return LABEL_FACTOR.value * float(np.exp(_mean_of_makers(known)))


def to_rule(at_rule: float) -> Way:
    """Return the way that draws a maker's cars to the rule's factor.

    Args:
        at_rule: how many cars at the rule's factor count beside them.
    """
    return lambda known, car: pooled([one.factor for one in same(known, car)], at_rule)


def to_makers(at_mean: float) -> Way:
    """Return the way that draws a maker's cars to the mean of makers, as of the year.

    Args:
        at_mean: how many cars at that mean count beside them.
    """

    def way(known: Sequence[LabelledCar], car: LabelledCar) -> float:
        middle, own = _mean_of_makers(known), same(known, car)
        total = sum(_log(one) - middle for one in own)
        return LABEL_FACTOR.value * float(np.exp(middle + total / (len(own) + at_mean)))

    return way


def fading(years: float, at_rule: float) -> Way:
    """Return the way in which older cars count less.

    Args:
        years: after which a car counts 1/e.
        at_rule: how many cars at the rule's factor count beside them.
    """

    def way(known: Sequence[LabelledCar], car: LabelledCar) -> float:
        own = same(known, car)
        weights = [float(np.exp(-abs(car.year - one.year) / years)) for one in own]
        total = sum(weight * _log(one) for weight, one in zip(weights, own, strict=True))
        return LABEL_FACTOR.value * float(np.exp(total / (sum(weights) + at_rule)))

    return way


def same(known: Sequence[LabelledCar], car: LabelledCar) -> list[LabelledCar]:
    """Return the known cars of a car's maker.

    Args:
        known: cars that are known.
        car: the car.
    """
    return [one for one in known if one.maker == car.maker]


def _log(car: LabelledCar) -> float:
    return log(car.factor / LABEL_FACTOR.value)


def _mean_of_makers(known: Sequence[LabelledCar]) -> float:
    makers = {one.maker for one in known}
    means = [np.mean([_log(one) for one in known if one.maker == maker]) for maker in makers]
    return float(np.mean(means)) if means else 0.0


def misses(cars: Sequence[LabelledCar], way: Way, split: str) -> dict[str, float]:
    """Return the error of each car's factor, what it may not know left out [share].

    Args:
        cars: all cars.
        way: how a factor is foretold.
        split: `maker out`, `family out`, `forward` or `forward, family out`.
    """
    found = {}
    for car in cars:
        known = [one for one in cars if _may_know(one, car, split)]
        if known:
            found[car.test] = way(known, car) / car.factor - 1.0
    return found


def _may_know(one: LabelledCar, car: LabelledCar, split: str) -> bool:
    apart = {"maker out": one.maker != car.maker, "forward": True}
    earlier = one.year < car.year or not split.startswith("forward")
    return earlier and apart.get(split, one.family != car.family)


def score(cars: Sequence[LabelledCar], errors: Mapping[str, float]) -> dict[str, float]:
    """Return mean size of errors by car and by maker, bias, and the count.

    Args:
        cars: all cars.
        errors: error of each by its test.
    """
    makers: dict[str, list[float]] = {}
    for car in cars:
        if car.test in errors:
            makers.setdefault(car.maker, []).append(abs(errors[car.test]))
    return {
        "cars": len(errors),
        "mean": round(float(np.mean(np.abs(list(errors.values())))), 4),
        "by_maker": round(float(np.mean([np.mean(one) for one in makers.values()])), 4),
        "bias": round(float(np.mean(list(errors.values()))), 4),
    }


def pooling(cars: Sequence[LabelledCar]) -> float:
    """Return how many cars at the rule's factor to count: variance within over between makers.

    Between makers it is about the rule's factor, less what the cars of one scatter.

    Args:
        cars: all cars; only those until `CHOSEN_UNTIL` are looked at.
    """
    early = [car for car in cars if car.year <= CHOSEN_UNTIL]
    logs = [
        np.array([_log(car) for car in early if car.maker == maker])
        for maker in sorted({car.maker for car in early})
    ]
    spare = sum(len(one) - 1 for one in logs)
    within = sum(float(np.sum((one - one.mean()) ** 2)) for one in logs) / spare
    between = float(np.mean([one.mean() ** 2 - within / len(one) for one in logs]))
    return round(within / between, 1)
