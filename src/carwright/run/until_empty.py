"""until_empty: a cycle again and again, in any weather, until the display shows nothing."""

from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from carwright.car.car import Car
from carwright.codes import Outcome
from carwright.conditions import COLDEST_AIR, HOTTEST_AIR
from carwright.run.comfort import Comfort
from carwright.run.drive import WIDE, surroundings, trace_of
from carwright.run.simulate import Trace, simulate, soaked_state
from carwright.state import Environment, State
from carwright.world.cycle import Cycle
from carwright.world.cycle import cycle as find_cycle

MOST_ROUNDS = 200
"""Rounds after which a car is taken to need no energy at all [-]."""


def range_in_weather(
    car: Car,
    cycle: Cycle | str,
    temperatures: Float[Array, " weathers"],
    *,
    comfort: Comfort | None = None,
    sun: float = 0.0,
) -> Float[Array, " weathers"]:
    """Return how far a full car goes from a soak in each air, one cycle after the other [m].

    The car stands in that air until every part of it is as warm; so the first round warms it, and
    the last ones hold it.

    Args:
        car: one car.
        cycle: a cycle or its id.
        temperatures: (weathers,) of the air [K].
        comfort: what climate is asked to do; None is off.
        sun: on a level surface [W/m^2].

    Raises:
        ValueError: if no road is that cold or hot, or a car never gets empty.
    """
    course = find_cycle(cycle) if isinstance(cycle, str) else cycle
    low, high = float(jnp.min(temperatures)), float(jnp.max(temperatures))
    if not COLDEST_AIR <= low <= high <= HOTTEST_AIR:
        raise ValueError(f"air must be in {COLDEST_AIR} to {HOTTEST_AIR} K, is {temperatures}")
    trace = trace_of(course, car.body.mass.dtype)
    weathers, states = _soaked(car, jnp.asarray(temperatures, car.body.mass.dtype), sun)
    for _ in range(MOST_ROUNDS):
        states = _round(car, trace, weathers, states, comfort)
        if bool(jnp.all(states.outcome == Outcome.EMPTY)):
            return states.position
    raise ValueError(f"{MOST_ROUNDS} rounds of {course.id} do not empty the battery")


@jax.jit
def _soaked(
    car: Car, temperatures: Float[Array, " weathers"], sun: Float[Array, ""]
) -> tuple[Environment, State]:
    def one(temperature: Array) -> tuple[Environment, State]:
        air = surroundings(car, temperature=temperature)
        air = eqx.tree_at(lambda at: at.sun, air, jnp.asarray(sun, temperature.dtype))
        return air, soaked_state(car, jnp.ones_like(temperature), air)

    return jax.vmap(one)(temperatures)


@partial(jax.jit, compiler_options=WIDE)
def _round(
    car: Car, trace: Trace, weathers: Environment, states: State, comfort: Comfort | None
) -> State:
    def one(air: Environment, state: State) -> State:
        full = jnp.ones_like(state.charge)
        return simulate(car, trace, full, air, series=False, start=state, comfort=comfort).end

    return jax.vmap(one)(weathers, states)
