"""A leg: one course driven on the roller from where the last one left the car, until it stops.

The course is driven in blocks, and no block more than needed: one program drives every course. A
leg stops where the battery is empty, within a step where need be, or where the car stays below the
trace by more than the tolerance for `patience`.
"""

from typing import NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
from jax import lax
from jaxtyping import Array, Bool, Float, Int

from carwright.car.car import Car
from carwright.codes import Outcome
from carwright.rate.course import PARTS
from carwright.run.simulate import Run, Trace, reference_environment, simulate, soaked_state
from carwright.state import Scalar, State
from carwright.step.step import SHORTFALL
from carwright.units import to_si

BLOCK = 128
"""Steps that are driven between two looks at whether the leg has stopped [-]."""
SOAK_TEMPERATURE = to_si("air_c", 23.0)
"""Temperature of the cells at the start of a test and of its recharge [K] (UN GTR 15 Annex 6, GB/T
18386.1-2021; EPA soaks at 20 to 30 C)."""


class Told(NamedTuple):
    """A course as the program takes it; one entry a step, a whole number of blocks."""

    speed: Float[Array, " steps"]
    """Speed wanted at the end of each step [m/s]."""
    awake: Bool[Array, " steps"]
    """False where the car is switched off [-]."""
    valid: Bool[Array, " steps"]
    """False beyond the end [-]."""
    part: Int[Array, " steps"]
    """Number of the part that the step belongs to [-]."""
    time_step: Scalar
    """Step [s]."""
    patience: Scalar
    """Time below the tolerance after which the leg stops [s]."""


class Leg(NamedTuple):
    """What a leg gave."""

    end: State
    """The car where it stopped [-]."""
    energy: Float[Array, " parts"]
    """Out of the battery's terminals less what came back, in each part [J]."""
    distance: Float[Array, " parts"]
    """Driven in each part [m]."""
    steps: Int[Array, " parts"]
    """Steps driven of each part [-]."""
    below: Scalar
    """Longest time below the tolerance [s]."""
    short: Bool[Array, ""]
    """Whether the car missed the trace by more than the tolerance [-]."""
    stopped: Bool[Array, ""]
    """Whether the leg ended before the course: battery empty, or the trace not held [-]."""


class _Now(NamedTuple):
    """Where a leg is between two blocks."""

    block: Int[Array, ""]
    """Number of the next block [-]."""
    leg: Leg
    """What the leg gave so far [-]."""
    waited: Scalar
    """Time below the tolerance, without a break until now [s]."""


def rested(car: Car) -> State:
    """Return a full car before a test: charged, every part of it soaked, standing.

    Tyres and gear oil are as cold as the air of the road load, which is what a roller's setting
    makes of any room: a car that is warm gives the target, a car out of the soak more.

    Args:
        car: the car.
    """
    one = jnp.ones_like(car.body.mass)
    state = soaked_state(car, one, reference_environment(car))
    return eqx.tree_at(lambda s: s.cell_temperature, state, SOAK_TEMPERATURE * one)


def soaked(state: State) -> State:
    """Return a car that stood after a test until its cells forgot it, ready to be plugged in.

    Args:
        state: the car where the test stopped.
    """
    nothing = jnp.zeros_like(state.speed)
    return eqx.tree_at(
        lambda s: (
            s.speed,
            s.fast_polarisation,
            s.slow_polarisation,
            s.cell_temperature,
            s.outcome,
        ),
        state,
        (
            nothing,
            nothing,
            nothing,
            SOAK_TEMPERATURE + nothing,
            jnp.full_like(state.outcome, Outcome.FOLLOWED),
        ),
    )


def leg(car: Car, told: Told, start: State) -> Leg:
    """Drive one leg.

    Args:
        car: the car.
        told: what the driver is shown.
        start: the car at the start.
    """
    blocks = (jnp.sum(told.valid) + BLOCK - 1) // BLOCK
    nothing = jnp.zeros_like(start.speed)
    none = jnp.zeros(PARTS, start.speed.dtype)
    begun = Leg(
        end=start,
        energy=none,
        distance=none,
        steps=jnp.zeros(PARTS, jnp.int32),
        below=nothing,
        short=jnp.asarray(False),
        stopped=start.outcome == Outcome.EMPTY,
    )

    def goes_on(now: _Now) -> Bool[Array, ""]:
        return (now.block < blocks) & ~now.leg.stopped

    def drive(now: _Now) -> _Now:
        return _driven(car, told, now)

    first = jnp.zeros((), blocks.dtype)
    return lax.while_loop(goes_on, drive, _Now(first, begun, nothing)).leg


def _driven(car: Car, told: Told, now: _Now) -> _Now:
    """The leg after one block more."""
    before = now.leg
    first = now.block * BLOCK

    def here(values: Array) -> Array:
        return lax.dynamic_slice_in_dim(values, first, BLOCK)

    asked, awake, valid, part = (here(values) for values in told[:4])
    trace = Trace(
        speed=asked,
        slope=jnp.zeros_like(asked),
        awake=awake,
        valid=valid,
        start_speed=before.end.speed,
        time_step=told.time_step,
    )
    run = simulate(car, trace, before.end.charge, None, series=True, start=before.end)
    state, power = _series(run)
    missed = valid & awake & (asked - state.speed > SHORTFALL)
    waited = _waited(missed, told.time_step, now.waited)
    over = (waited >= told.patience) | (state.outcome == Outcome.EMPTY)
    last = jnp.where(jnp.any(over), jnp.argmax(over), BLOCK - 1)
    driven = valid & (jnp.arange(BLOCK) <= last)
    end, share = _emptied(car, state, before.end, last)
    counts = jnp.where(jnp.arange(BLOCK) == last, share, 1.0)
    energy = jnp.where(driven, counts * power * told.time_step, 0.0)
    way = counts * jnp.diff(state.position, prepend=before.end.position[None])
    in_part = part[None, :] == jnp.arange(PARTS, dtype=part.dtype)[:, None]

    def by_part(values: Array) -> Array:
        only = jnp.where(in_part, values[None, :], jnp.zeros_like(values)[None, :])
        return jnp.sum(only, axis=1, dtype=values.dtype)

    return _Now(
        block=now.block + 1,
        leg=Leg(
            end=end,
            energy=before.energy + by_part(energy),
            distance=before.distance + by_part(jnp.where(driven, way, 0.0)),
            steps=before.steps + by_part(driven.astype(jnp.int32)),
            below=jnp.maximum(before.below, jnp.max(jnp.where(driven, waited, 0.0))),
            short=before.short | jnp.any(missed & driven),
            stopped=jnp.any(over),
        ),
        waited=waited[-1],
    )


def _series(run: Run) -> tuple[State, Float[Array, " steps"]]:
    """State after each step, and power out of the terminals less what came back."""
    if run.series is None:
        raise TypeError("a leg needs what each step did")
    state, record = run.series
    return state, record.terminal_out - record.terminal_in


def _emptied(car: Car, state: State, start: State, last: Int[Array, ""]) -> tuple[State, Scalar]:
    """The car after the last step, and the share of that step that a battery running empty gave."""
    end = jax.tree.map(lambda leaf: leaf[last], state)
    before = jnp.where(last > 0, state.charge[jnp.maximum(last - 1, 0)], start.charge)
    empty = car.battery.empty_charge
    crosses = (end.charge < empty) & (before > empty)
    taken = jnp.where(crosses, before - end.charge, 1.0)
    share = jnp.where(crosses, (before - empty) / taken, 1.0)
    charge = jnp.where(crosses, empty, end.charge)
    return eqx.tree_at(lambda s: s.charge, end, charge), share


def _waited(
    missed: Bool[Array, " steps"], time_step: Scalar, before: Scalar
) -> Float[Array, " steps"]:
    """Time that the trace has been missed without a break, at the end of each step [s]."""
    time = time_step * jnp.arange(1, BLOCK + 1, dtype=time_step.dtype)
    held = lax.cummax(jnp.where(missed, -before, time))
    return time - held
