"""start: the car before a drive: warm, soaked, or as an earlier drive left it."""

from dataclasses import replace
from functools import partial
from typing import NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Bool

from carwright.arrays import Array, plain
from carwright.car.car import Car
from carwright.codes import Axles, Outcome
from carwright.native_call.function import native, number
from carwright.state import Environment, Scalar, State


class Start(NamedTuple):
    """How a car starts, in one structure whether a state is given or not."""

    given: State
    """The car at the start, unless it is warm [-]."""
    warm: Bool[Array, ""]
    """Whether it starts warm, with a charge that is told apart [-]."""


def start_of(state: State | None) -> Start:
    """Return how a car starts.

    Args:
        state: the car, where an earlier drive left it; None is a warm one.
    """
    if state is not None:
        return Start(state, plain(False, bool))
    codes = ("outcome", "axles")
    none = {
        name: plain(0, np.int32 if name in codes else float) for name in State.__dataclass_fields__
    }
    return Start(State(**none), plain(True, bool))


def begun(
    car: Car, start: Start, charge: Scalar, speed: Scalar, environment: Environment
) -> tuple[State, Scalar]:
    """Return a car as it starts, and the charge that the display shows then.

    Args:
        car: the car.
        start: how it starts.
        charge: () charge on the display of a warm car [share].
        speed: () road speed of a warm car [m/s].
        environment: what surrounds it.
    """
    warm = initial_state(car, charge, speed, environment)
    told = jax.tree.map(lambda mine, other: other.astype(mine.dtype), warm, start.given)
    given, shown = taken_up(car, told)
    state = jax.tree.map(partial(jnp.where, start.warm), warm, given)
    return state, jnp.where(start.warm, charge, shown)


@native("warm_start")
def initial_state(car: Car, charge: Scalar, speed: Scalar, environment: Environment) -> State:
    """Return a car about to drive: tyres and gear oil warm, cells and units as the air.

    Args:
        car: the car.
        charge: () charge on the display [share].
        speed: () road speed [m/s].
        environment: what surrounds it.
    """
    battery = car.battery
    air, nothing = environment.temperature, jnp.zeros_like(car.body.mass)
    air = air + nothing
    return State(
        speed=speed + nothing,
        position=nothing,
        height=nothing,
        charge=battery.empty_charge + charge * (battery.full_charge - battery.empty_charge),
        fast_polarisation=nothing,
        slow_polarisation=nothing,
        cell_temperature=air,
        coolant_temperature=air,
        front_unit_temperature=air,
        rear_unit_temperature=air,
        oil_temperature=car.accessories.oil_warm + nothing,
        tyre_temperature=air + car.tyre.warm_rise,
        cabin_air_temperature=air,
        cabin_mass_temperature=air,
        time=nothing,
        outcome=jnp.asarray(Outcome.FOLLOWED, jnp.int32),
        axles=jnp.asarray(Axles.BOTH, jnp.int32),
    )


def soaked_state(
    car: Car,
    charge: Scalar | float,
    environment: Environment,
    temperature: Scalar | float | None = None,
) -> State:
    """Return a car that stood for long: every part of it at one temperature.

    Args:
        car: the car.
        charge: () charge on the display [share].
        environment: what surrounds it.
        temperature: () where it stood [K]; None is the air.
    """
    soak = environment.temperature if temperature is None else temperature
    return soaked(car, number(charge), environment, number(soak))


@native("soaked_start")
def soaked(car: Car, charge: Scalar, environment: Environment, soak: Scalar) -> State:
    """Return a car that stood for long.

    Args:
        car: the car.
        charge: () charge on the display [share].
        environment: what surrounds it.
        soak: () where it stood [K].
    """
    still = jnp.zeros_like(car.body.mass)
    at_rest = initial_state(car, charge + still, still, environment)
    soak = soak + still
    nodes = [name for name in State.__dataclass_fields__ if name.endswith("_temperature")]
    return replace(at_rest, **dict.fromkeys(nodes, soak))


@native("arrived")
def plugged_in(
    car: Car, charge: Scalar, environment: Environment, cells: Scalar, warmed: Array
) -> State:
    """Return a car as it is plugged in after a drive.

    Args:
        car: the car.
        charge: () charge on the display [share].
        environment: what surrounds it.
        cells: () temperature of the cells [K].
        warmed: () whether they are instead as the way there warmed them for charging.
    """
    still = jnp.zeros_like(car.body.mass)
    state = initial_state(car, charge + still, still, environment)
    warm = jnp.maximum(car.inlet.warm, environment.temperature)
    return replace(state, cell_temperature=jnp.where(warmed, warm, cells + still))


def display_charge(car: Car, charge: Scalar) -> Scalar:
    """Return what the display shows of a charge of the cells [share].

    Args:
        car: the car.
        charge: () charge of the cells over their capacity [share].
    """
    battery = car.battery
    return (charge - battery.empty_charge) / (battery.full_charge - battery.empty_charge)


def taken_up(car: Car, start: State) -> tuple[State, Scalar]:
    """Return a state as the start of a drive, and the charge that the display shows then.

    Args:
        car: the car.
        start: the car, where an earlier drive left it.
    """
    empty = start.outcome == Outcome.EMPTY
    outcome = jnp.where(empty, Outcome.EMPTY, Outcome.FOLLOWED).astype(start.outcome.dtype)
    fresh = eqx.tree_at(lambda state: state.outcome, start, outcome)
    return fresh, display_charge(car, start.charge)
