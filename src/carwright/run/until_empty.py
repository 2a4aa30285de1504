"""until_empty: a cycle again and again, in any weather, until the display shows nothing."""

from collections.abc import Sequence
from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Float

from carwright.arrays import Array
from carwright.car.car import Car
from carwright.codes import Outcome
from carwright.conditions import COLDEST_AIR, HOTTEST_AIR, MOST_ROUNDS
from carwright.native_call.executor import WIDE
from carwright.run.comfort import Comfort
from carwright.run.drive import surroundings, trace_of
from carwright.run.simulate import Trace, simulate
from carwright.run.start import soaked_state
from carwright.state import Environment, State
from carwright.world.cycle import Cycle
from carwright.world.cycle import cycle as find_cycle


def range_in_weather(
    car: Car,
    cycle: Cycle | str,
    temperatures: Float[Array, " weathers"],
    *,
    comfort: Comfort | None = None,
    sun: float = 0.0,
) -> Float[Array, " weathers"]:
    """Return how far a full car goes from a soak in each air, one cycle after the other [m].

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
    weathers = _weathers(car, jnp.asarray(temperatures, car.body.mass.dtype), sun)
    return range_matrix(car, [course], weathers, comfort=comfort)[:, 0]


def range_matrix(
    car: Car,
    courses: Sequence[Cycle],
    weathers: Environment,
    *,
    comfort: Comfort | None = None,
) -> Float[Array, "weathers courses"]:
    """Return how far a full car goes in each weather along each course, in one batch [m].

    The car stands in that air until every part of it is as warm; so the first round warms it, and
    the last ones hold it.

    Args:
        car: one car.
        courses: what it drives, each again and again.
        weathers: what surrounds it, each leaf with one entry a weather.
        comfort: what climate is asked to do; None is off.

    Raises:
        ValueError: if a car never gets empty.
    """
    traces = _of_one_length([trace_of(course, car.body.mass.dtype) for course in courses])
    states = _soaked(car, weathers, len(courses))
    for _ in range(MOST_ROUNDS):
        states = _round(car, traces, weathers, states, comfort)
        if bool(jnp.all(states.outcome == Outcome.EMPTY)):
            return states.position
    named = ", ".join(course.id for course in courses)
    raise ValueError(f"{MOST_ROUNDS} rounds of {named} do not empty the battery")


def _of_one_length(traces: Sequence[Trace]) -> Trace:
    """Traces stacked, the shorter ones with more padding at their end."""
    longest = max(trace.speed.size for trace in traces)
    return jax.tree.map(
        lambda *leaves: jnp.stack([_longer(leaf, longest) for leaf in leaves]), *traces
    )


def _longer(leaf: Array, longest: int) -> Array:
    return leaf if leaf.ndim == 0 else jnp.pad(leaf, (0, longest - leaf.size))


@jax.jit
def _weathers(
    car: Car, temperatures: Float[Array, " weathers"], sun: Float[Array, ""]
) -> Environment:
    def one(temperature: Array) -> Environment:
        air = surroundings(car, temperature=temperature)
        return eqx.tree_at(lambda at: at.sun, air, jnp.asarray(sun, temperature.dtype))

    return jax.vmap(one)(temperatures)


@partial(jax.jit, static_argnames="courses")
def _soaked(car: Car, weathers: Environment, courses: int) -> State:
    def one(air: Environment) -> State:
        state = soaked_state(car, jnp.ones_like(air.temperature), air)
        return jax.tree.map(lambda leaf: jnp.repeat(leaf[None], courses, axis=0), state)

    return jax.vmap(one)(weathers)


@partial(jax.jit, compiler_options=WIDE)
def _round(
    car: Car, traces: Trace, weathers: Environment, states: State, comfort: Comfort | None
) -> State:
    def one(trace: Trace, air: Environment, state: State) -> State:
        full = jnp.ones_like(state.charge)
        return simulate(car, trace, full, air, series=False, start=state, comfort=comfort).end

    along = jax.vmap(one, in_axes=(0, None, 0))
    return jax.vmap(along, in_axes=(None, 0, 0))(traces, weathers, states)
