"""batch: settled cars as one batch, what each carries in the tests, and what the tests say of it.

Ratings are the quick ones, one cycle a phase.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import jax
import jax.numpy as jnp
import numpy as np

from carwright.car.build import build_car
from carwright.car.car import Car
from carwright.figure_vector import Figures
from carwright.rate.mass import PROCEDURES, load_of_test
from carwright.rate.quick import rate_many
from carwright.run.accelerate import accelerate
from carwright.run.executor import in_chunks, stacked
from carwright.settle.carried import carried
from carwright.settle.settled import Settled
from carwright.units import from_si

SPRINTS: Mapping[str, str] = MappingProxyType(
    {
        "zero_to_100_s": "zero_to_100",
        "zero_to_60mph_s": "zero_to_60mph",
        "top_speed_kmh": "top_speed",
    }
)
"""What the stopwatch says, by key, and its name in SI."""


def stacked_cars(cars: Sequence[Settled]) -> Car:
    """Return cars as one batch.

    Args:
        cars: the cars.
    """
    values, choices = zip(*(car.arrays() for car in cars), strict=True)
    return built(np.stack(values), np.stack(choices))


def built(values: np.ndarray, choices: np.ndarray) -> Car:
    """Return cars as one batch, from their figures, made in chunks over all cores.

    Args:
        values: (cars, figures) figures [SI].
        choices: (cars, choices) choices.
    """
    figures = Figures(values=jnp.asarray(values), choices=jnp.asarray(choices))
    return stacked(in_chunks(_build_many, figures))


_build_many = jax.jit(jax.vmap(build_car))


def loads_of_tests(cars: Sequence[Settled]) -> dict[str, np.ndarray]:
    """Return what each car carries in each test beyond kerb mass, as its own rating has it [kg].

    Args:
        cars: the cars.
    """
    own = {name: [carried(car, name) for car in cars] for name in PROCEDURES}
    return {
        name: np.array([load_of_test(name) if load is None else load for load in loads])
        for name, loads in own.items()
    }


def tested(cars: Car, loads: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return what tests and the stopwatch say of each car, in the unit of each key.

    Args:
        cars: a batch of cars.
        loads: (cars,) what each carries in the test of each procedure beyond kerb mass [kg].

    Returns:
        (cars,) range and consumption at the wall by each procedure, sprints and top speed; infinite
        where not reached.
    """
    rated, sprint = rate_many(cars, PROCEDURES, load=loads), accelerate(cars)
    found = {key: getattr(sprint, name) for key, name in SPRINTS.items()}
    for name in PROCEDURES:
        found[f"range_{name}_km"] = rated[name].range
        found[f"consumption_ac_{name}_wh_per_km"] = rated[name].consumption_ac
    return {
        key: np.array([from_si(key, float(value)) for value in np.asarray(values)])
        for key, values in found.items()
    }
