"""What the tests of physics share: cars to change, single steps, short traces and kept drives."""

from collections.abc import Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest

import carwright
from carwright.car.car import Car
from carwright.carfile import garage_ids
from carwright.figure_vector import Figures
from carwright.run.asks import follow
from carwright.run.simulate import Run, initial_state, reference_environment
from carwright.state import Ask, Environment, Record, Scalar, State
from carwright.step.step import step
from carwright.world.cycle import Cycle, Phase

GARAGE = garage_ids()
CYCLES = carwright.cycle_ids()
TESLA, LEAF, SU7 = "tesla-model-3-rwd-2022", "nissan-leaf-40", "xiaomi-su7-max"
"""A car driven by its rear axle, one by its front axle, one by both."""
QUICK = (TESLA, LEAF, SU7, "porsche-taycan-4s")
CARS = [car if car in QUICK else pytest.param(car, marks=pytest.mark.slow) for car in GARAGE]
"""Every car of the garage as a parameter; quick tests take four."""
COAST_DOWN = {
    "nissan-leaf-24": (29.97, 0.0713, 0.02206, 3625.0),
    "hyundai-ioniq-5-rwd-77": (25.158, 0.10857, 0.022881, 4500.0),
    "nissan-leaf-40": (25.89, 0.3449, 0.01945, 3875.0),
    "tesla-model-3-rwd-2022": (37.17, 0.047, 0.0144, 4250.0),
}
"""EPA lists: target coefficients [lbf, lbf/mph, lbf/mph^2] and equivalent test weight [lb]."""
G = 9.80665

one_step = jax.jit(step)


def number(value: float) -> Scalar:
    """A scalar in the precision of the tests."""
    return jnp.asarray(value, float)


@cache
def figures(car_id: str) -> Figures:
    return carwright.figures(car_id)


@cache
def car(car_id: str) -> Car:
    return carwright.build_car(figures(car_id))


@cache
def driven(car_id: str, cycle_id: str) -> Run:
    """A drive of the garage as it stands, totals only."""
    return carwright.drive(car(car_id), cycle_id)


def rebuilt(car_id: str, **changes: float) -> Car:
    """A car of the garage with other figures, in SI by name."""
    return carwright.build_car(figures(car_id).replace(changes))


def altered(tree: Any, changes: Mapping[str, float]) -> Any:
    """A pytree with other leaves, by dotted name: `altered(car, {"tyre.grip": 0.1})`."""
    for name, value in changes.items():
        where = attrgetter(name)
        tree = eqx.tree_at(where, tree, jnp.asarray(value, where(tree).dtype))
    return tree


def ask_for(speed: float, *, valid: bool = True) -> Ask:
    return altered(follow(number(speed)), {"valid": valid})


def at_speed(
    vehicle: Car, speed: float, environment: Environment | None = None, /, **changes: float
) -> State:
    """A warm car at a speed, charged to 60 % of the display; changes are fields of the state."""
    air = reference_environment(vehicle) if environment is None else environment
    return altered(initial_state(vehicle, number(0.6), number(speed), air), changes)


def moved(  # noqa: PLR0913 (each is a part of the one step)
    vehicle: Car,
    state: State,
    speed: float | None = None,
    *,
    environment: Environment | None = None,
    slope: float = 0.0,
    time_step: float = 1.0,
) -> tuple[State, Record]:
    """One step towards a speed; by default the car holds the speed it has."""
    air = reference_environment(vehicle) if environment is None else environment
    here = altered(air, {"slope": slope})
    ask = ask_for(float(state.speed) if speed is None else speed)
    return one_step(vehicle, state, ask, here, number(time_step))


def course(
    speed: Sequence[float] | np.ndarray,
    *,
    time_step: float = 1.0,
    slope: Sequence[float] | np.ndarray | None = None,
    name: str = "course",
) -> Cycle:
    """A trace as it stands, nothing checked or resampled."""
    points = np.asarray(speed, float)
    return Cycle(
        id=name,
        name=name,
        regulation="",
        time_step=time_step,
        speed=points,
        slope=np.zeros_like(points) if slope is None else np.asarray(slope, float),
        phases=(Phase("whole", 0.0, time_step * (len(points) - 1)),),
    )


def hilly() -> Cycle:
    """Two minutes over hills with a pull to 100 km/h, a halt, and a hard stop; one padded block."""
    time = np.arange(129)
    swell = 0.5 * (1.0 - np.cos(2.0 * np.pi * time / 64.0))
    speed = swell * (28.0 + 1.5 * np.sin(time / 2.3))
    speed[61:67] = 0.0
    speed[104:] = np.clip(speed[104] - 5.0 * (time[104:] - 104.0), 0.0, None)
    return course(speed, slope=0.04 * np.sin(time / 11.0), name="hilly")


def halved(cycle: Cycle, parts: int) -> Cycle:
    """A cycle with each step in equal parts, speed on straight lines; no slope."""
    steps = len(cycle.speed) - 1
    time = np.linspace(0.0, steps, steps * parts + 1)
    speed = np.interp(time, np.arange(steps + 1), cycle.speed)
    return course(speed, time_step=cycle.time_step / parts, name=f"{cycle.id} in {parts}")


def thermal(run: Run) -> float:
    """The greatest thermal residual of a drive."""
    return max(abs(float(value)) for value in run.ledger.thermal_residual.values())


def leaves_are_finite(tree: Any) -> bool:
    return all(bool(np.isfinite(np.asarray(leaf)).all()) for leaf in jax.tree.leaves(tree))
