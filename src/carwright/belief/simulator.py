"""simulator: figures of believable cars to what tests, launches and stations say of them.

Three programs, each of a fixed number of cars whatever is asked of whichever car: each is compiled
once on a machine, and kept where JAX keeps what it compiles.
"""

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Bool, Float, Int

from carwright.arrays import Array
from carwright.belief.charged import charged
from carwright.car.build import build_car
from carwright.car.car import Car
from carwright.conditions import DEFAULT_CHARGE
from carwright.figure_vector import Figures
from carwright.native_call.executor import in_chunks, stacked
from carwright.progress import counted
from carwright.rate.mass import PROCEDURES
from carwright.rate.quick import quick_of
from carwright.run.accelerate import sprint
from carwright.state import Scalar

TOGETHER = 64
"""Cars of one program: a third faster a car than 256, and one car takes no longer than it must."""
STOPWATCH = (
    *("zero_to_100", "zero_to_100_rollout", "zero_to_60mph", "zero_to_60mph_rollout"),
    "top_speed",
)
"""What is told of a launch, as `run.accelerate.Sprint` has it."""

Values = Float[Array, " figures"]
Choices = Int[Array, " choices"]


def rated(
    values: np.ndarray, choices: np.ndarray, loads: Mapping[str, np.ndarray]
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return (cars,) range [m] and consumption at the wall [J/m] by procedure.

    Args:
        values: (cars, figures) figures [SI].
        choices: (cars, choices) choices.
        loads: (cars,) what each carries beyond kerb mass [kg], by the procedures that are wanted.
    """
    nothing = np.zeros(len(values))
    carried = np.stack([loads.get(name, nothing) for name in PROCEDURES], axis=1)
    wanted = np.array([name in loads for name in PROCEDURES])
    found = _run("rated", (values, choices, carried), wanted)
    return {
        name: (found[:, at, 0], found[:, at, 1])
        for at, name in enumerate(PROCEDURES)
        if name in loads
    }


def launched(values: np.ndarray, choices: np.ndarray) -> dict[str, np.ndarray]:
    """Return (cars,) times [s] and top speed [m/s] by `STOPWATCH`; infinity where not reached.

    Args:
        values: (cars, figures) figures [SI].
        choices: (cars, choices) choices.
    """
    return _run("launched", (values, choices))


def plugged(values: np.ndarray, choices: np.ndarray) -> dict[str, np.ndarray]:
    """Return (cars,) what `charged` tells of each.

    Args:
        values: (cars, figures) figures [SI].
        choices: (cars, choices) choices.
    """
    return _run("plugged", (values, choices))


def _rated(values: Values, choices: Choices, loads: Array, wanted: Array) -> Array:
    """(procedures, 2) range and consumption of one car."""
    carried = dict(zip(PROCEDURES, loads, strict=True))
    found = quick_of(_car(values, choices), carried, wanted)
    each = [jnp.stack([found[name].range, found[name].consumption_ac]) for name in PROCEDURES]
    return jnp.stack(each)


def _launched(values: Values, choices: Choices) -> dict[str, Scalar]:
    car = _car(values, choices)
    found = sprint(car, jnp.asarray(DEFAULT_CHARGE, car.body.mass.dtype), None)
    return {name: getattr(found, name) for name in STOPWATCH}


def _plugged(values: Values, choices: Choices) -> dict[str, Scalar]:
    return charged(_car(values, choices))


def _car(values: Values, choices: Choices) -> Car:
    return build_car(Figures(values=values, choices=choices))


def _many_rated(values: Array, choices: Array, loads: Array, wanted: Bool[Array, " p"]) -> Array:
    return jax.vmap(_rated, in_axes=(0, 0, 0, None))(values, choices, loads, wanted)


_PROGRAMS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {"rated": _many_rated, "launched": jax.vmap(_launched), "plugged": jax.vmap(_plugged)}
)


def _run(name: str, cars: tuple[np.ndarray, ...], *same: np.ndarray) -> Any:
    """What a program says of cars, in parts of one size that is filled up with the last car."""
    count = len(cars[0])
    more = -count % TOGETHER
    filled = tuple(np.concatenate([part, np.repeat(part[-1:], more, axis=0)]) for part in cars)
    program = _program(name)
    parts = in_chunks(lambda part: program(*part, *same), filled, chunk=TOGETHER)
    found = stacked(counted(f"simulating {count} cars", parts, len(filled[0]) // TOGETHER))
    return jax.tree.map(lambda leaf: np.asarray(leaf)[:count], found)


@cache
def _program(name: str) -> Callable[..., Any]:
    return jax.jit(_PROGRAMS[name])
