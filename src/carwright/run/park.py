"""park: a car that stands, cools or warms, and lives on its battery."""

from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp

from carwright.car.car import Car
from carwright.run.asks import follow
from carwright.state import Environment, Scalar, State
from carwright.step.step import step
from carwright.units import HOUR

STEP = 600.0
"""Length of a step [s]: the tree of heat nodes is stable at any."""


@partial(jax.jit, static_argnames=("hours", "guarding"))
def park(
    car: Car, start: State, environment: Environment, *, hours: float, guarding: bool = False
) -> State:
    """Return a car after it stood switched off.

    Args:
        car: one car.
        start: the car as it was left.
        environment: what surrounds it.
        hours: how long [h], in whole steps of ten minutes.
        guarding: whether its cameras are on guard.
    """
    power = car.climate.guarding_power if guarding else car.climate.parked_power
    still = jnp.zeros_like(start.speed)
    rest = eqx.tree_at(lambda state: state.speed, start, still)
    asleep = eqx.tree_at(
        lambda ask: (ask.awake, ask.parked_power), follow(still), (jnp.asarray(False), power)
    )

    def move(state: State, _: None) -> tuple[State, None]:
        return step(car, state, asleep, environment, jnp.full_like(still, STEP))[0], None

    return jax.lax.scan(move, rest, length=max(round(hours * HOUR / STEP), 1))[0]


def drain(before: State, after: State, car: Car) -> Scalar:
    """Return what the display lost [share].

    Args:
        before: the car as it was left.
        after: the car as it was found.
        car: the car.
    """
    battery = car.battery
    return (before.charge - after.charge) / (battery.full_charge - battery.empty_charge)
