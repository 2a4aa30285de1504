"""precondition: a car at its plug whose cabin and battery are made ready for the road."""

from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp

from carwright.car.car import Car
from carwright.run.asks import plugged
from carwright.run.comfort import Comfort
from carwright.state import Environment, Scalar, State
from carwright.step.step import step
from carwright.units import to_si

STEP = 10.0
"""Length of a step [s]."""


@partial(jax.jit, static_argnames="minutes")
def precondition(
    car: Car, start: State, environment: Environment, comfort: Comfort, *, minutes: float
) -> tuple[State, Scalar]:
    """Return a car after climate and battery heater ran at an AC plug, and what the grid gave [J].

    What the plug cannot give comes out of the pack; what is left of it charges the pack.

    Args:
        car: one car.
        start: the car as it stands, such as `soaked_state` gives it.
        environment: what surrounds it.
        comfort: what climate is asked to do.
        minutes: how long before it leaves [min].
    """
    wanted = eqx.tree_at(
        lambda ask: ask.precondition, plugged(car.charger.power, comfort), jnp.asarray(True)
    )
    dt = jnp.full_like(start.charge, STEP)

    def move(carry: tuple[State, Scalar], _: None) -> tuple[tuple[State, Scalar], None]:
        state, energy = carry
        state, record = step(car, state, wanted, environment, dt)
        return (state, energy + record.grid * dt), None

    length = max(round(to_si("time_min", minutes) / STEP), 1)
    return jax.lax.scan(move, (start, jnp.zeros_like(start.charge)), length=length)[0]
