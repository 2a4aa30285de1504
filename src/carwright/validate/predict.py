"""Predict: what each car of a list should be measured at, and the band that a test may fall into.

The band holds what the population does not know of the car, by joint draws, and what tests of one
car differ by.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from carwright.car.car import Car
from carwright.cars.batch import built
from carwright.rate.quick import rate_many
from carwright.rate.rating import COMBINED, PhaseRating
from carwright.settle.draws import draws
from carwright.settle.settled import Settled

DRAWS = 64
"""Versions of each car: enough for a band within a tenth of its width [-]."""
SEED = 1
"""Of the draws [-]."""
LOW, HIGH = 0.05, 0.95
"""Ends of the band [-]."""
SCATTER = np.array([NormalDist().inv_cdf((place + 0.5) / 16) for place in range(16)])
"""Scatter of tests of one car as equally likely places, in standard deviations [-]."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What one car should be measured at."""

    simulated: float
    """With every figure at its middle [SI]."""
    low: float
    """5 % point of what a test may say [SI]."""
    high: float
    """95 % point [SI]."""


class Versions(NamedTuple):
    """One car with its figures at their middle, then drawn."""

    values: np.ndarray
    """(1 + draws, figures) figures [SI]."""
    choices: np.ndarray
    """(1 + draws, choices) choices [-]."""


def versions(car: Settled, count: int = DRAWS) -> Versions:
    """Return a car with its figures at their middle, then its draws.

    Args:
        car: the car.
        count: how many draws beside the middle.

    Raises:
        InputError: if what is known of it, and a draw of the rest, cannot belong together.
    """
    middle, drawn = car.arrays(), draws(car, count, SEED)
    return Versions(
        *(np.concatenate([one[None], many]) for one, many in zip(middle, drawn, strict=True))
    )


def batch_of(cars: Sequence[Versions]) -> Car:
    """Return a batch: all versions of each car, one car after the other.

    Args:
        cars: the cars.
    """
    values = np.concatenate([car.values for car in cars])
    return built(values, np.concatenate([car.choices for car in cars]))


def rated(cars: Car, procedure: str, *, as_loaded: bool = False) -> Mapping[str, np.ndarray]:
    """Return what a procedure says of each car of a batch, by name, in SI.

    Args:
        cars: the cars.
        procedure: `epa`, `wltp`, `cltc` or `nedc`.
        as_loaded: whether the cars keep the load that they have: that of a known test weight.
    """
    load = cars.body.mass - cars.body.kerb_mass if as_loaded else None
    rating = rate_many(cars, (procedure,), load=load)[procedure]
    return by_name(rating.phases, rating.unadjusted)


def by_name(
    phases: Mapping[str, PhaseRating], unadjusted: Mapping[str, PhaseRating]
) -> dict[str, np.ndarray]:
    """Return the numbers of a rating by name; those of EPA's cycles before the label's factor.

    Args:
        phases: the rating of each phase.
        unadjusted: the same before EPA's factor; empty for other procedures.
    """
    combined = phases[COMBINED]
    found = {"consumption": combined.consumption_ac, "range": combined.range}
    for name, phase in (("udds", "city"), ("hwfet", "highway")):
        if phase in unadjusted:
            found[name] = unadjusted[phase].consumption_ac
    return {name: np.asarray(values) for name, values in found.items()}


def expected(values: np.ndarray, noise: np.ndarray) -> list[Expected]:
    """Return middle and band of each car.

    Args:
        values: (cars, 1 + draws) results of the middle and of each draw [SI].
        noise: (cars,) standard deviation among tests of one car, as a logarithm [-].
    """
    tests = values[:, 1:, None] * np.exp(noise[:, None, None] * SCATTER)
    ends = np.quantile(tests.reshape(len(values), -1), [LOW, HIGH], axis=1)
    return [
        Expected(float(middle), float(low), float(high))
        for middle, low, high in zip(values[:, 0], *ends, strict=True)
    ]
