"""Trial: every car rated and timed in one stacked batch, the main car with its draws.

Ratings are the quick ones, one cycle a phase; `carwright rate` drives the full test.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from carwright.car.car import Car
from carwright.cars.batch import loads_of_tests
from carwright.rate.quick import rate_many
from carwright.report.comparison import PROCEDURES
from carwright.run.accelerate import accelerate
from carwright.run.constant_speed import SPEEDS, range_at
from carwright.settle.carried import TESTED_AT
from carwright.settle.settled import Settled
from carwright.units import bare, from_si
from carwright.validate.predict import HIGH, LOW, Versions, batch_of, versions

DRAWS = 32
"""Versions of the main car beside its middle: enough for a band, and one chunk with the rivals."""
SPRINTS = ("zero_to_100", "zero_to_60mph", "zero_to_200", "quarter_mile")
"""Sprints that are told with and without rollout."""
MOVING = (
    "eighty_to_120_s",
    "hundred_to_200_s",
    "quarter_mile_speed_kmh",
    "quarter_mile_trap_speed_kmh",
    "top_speed_kmh",
)
"""What a car does on the move, by key."""


@dataclass(frozen=True)
class Banded:
    """A number of the main car with its band, in the unit of its key."""

    middle: float
    """With every figure at its middle."""
    low: float
    """5 % point of the draws."""
    high: float
    """95 % point of the draws."""


@dataclass(frozen=True)
class Trial:
    """What the tests and the stopwatch say of every car."""

    numbers: Mapping[str, np.ndarray]
    """(1 + draws + others,) of each key, in its unit; infinite where not reached."""
    weak: Mapping[str, np.ndarray]
    """(1 + draws + others,) whether a car could not follow the test, by procedure."""
    places: Mapping[str, int]
    """Place of each car by id, its middle."""

    def of(self, car: str, key: str) -> float:
        """Return a number of a car, every figure at its middle.

        Args:
            car: id of the car.
            key: key of the number.
        """
        return float(self.numbers[key][self.places[car]])

    def banded(self, key: str) -> Banded:
        """Return a number of the main car with its band.

        Args:
            key: key of the number.
        """
        values = self.numbers[key]
        drawn = values[1 : 1 + DRAWS]
        # Without interpolation: between two numbers of which one is infinite there is none.
        low, high = np.quantile(drawn, [LOW, HIGH], method="inverted_cdf")
        return Banded(float(values[0]), float(low), float(high))

    def too_weak(self, car: str) -> list[str]:
        """Return the procedures whose trace a car could not follow.

        Args:
            car: id of the car.
        """
        return [name for name, cars in self.weak.items() if cars[self.places[car]]]


def trial(main: Settled, others: Sequence[Settled]) -> Trial:
    """Rate and time a car with its draws, and others beside it.

    Args:
        main: the car that has draws.
        others: the cars beside it.

    Raises:
        InputError: if what is known of the car, and a draw of the rest, cannot belong together.
    """
    alone = [Versions(*(part[None] for part in car.arrays())) for car in others]
    cars = batch_of([versions(main, DRAWS), *alone])
    rated = rate_many(cars, tuple(PROCEDURES), load=_loads(main, others, cars))
    sprint = accelerate(cars)
    found = {
        f"{name}{how}_s": getattr(sprint, f"{name}{how}")
        for name in SPRINTS
        for how in ("", "_rollout")
    }
    found |= {key: getattr(sprint, bare(key)) for key in MOVING}
    for speed in SPEEDS:
        reach = np.asarray(range_at(cars, speed))
        found[at_speed(speed)] = np.where(reach > 0.0, reach, np.inf)
    for name in PROCEDURES:
        found[f"range_{name}_km"] = rated[name].range
        found[f"consumption_ac_{name}_wh_per_km"] = rated[name].consumption_ac
    numbers = {
        key: np.array([from_si(key, float(value)) for value in values])
        for key, values in found.items()
    }
    for name in SPRINTS:
        both = numbers[f"{name}_s"] + numbers[f"{name}_rollout_s"]
        numbers[f"{name}_mean_s"] = 0.5 * both
    return Trial(
        numbers=numbers,
        weak={name: np.asarray(rated[name].weak | rated[name].short) for name in PROCEDURES},
        places={main.car_file.id: 0}
        | {car.car_file.id: 1 + DRAWS + place for place, car in enumerate(others)},
    )


def at_speed(speed: float) -> str:
    """Return the key of the range at a constant speed.

    Args:
        speed: the speed [m/s].
    """
    return f"range_at_{from_si('speed_kmh', speed):.0f}_kmh_km"


def _loads(main: Settled, others: Sequence[Settled], cars: Car) -> dict[str, np.ndarray]:
    """What each car carries in each test; a draw of a car of known test mass keeps that mass."""
    loads = loads_of_tests((main, *others))
    own = np.asarray(cars.body.mass - cars.body.kerb_mass)
    found = {}
    for name, each in loads.items():
        drawn = np.full(1 + DRAWS, each[0])
        if TESTED_AT.get(name) in main.car_file.figures:
            drawn = own[: 1 + DRAWS]
        found[name] = np.concatenate([drawn, each[1:]])
    return found
