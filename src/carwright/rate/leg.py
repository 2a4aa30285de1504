"""A leg: one course driven on the roller from where the last one left the car, until it stops.

It is driven step by step, and no step more than needed: one program drives every course. A leg
stops where the battery is empty, within a step where need be, or where the car stays below the
trace by more than the tolerance for `patience`.
"""

from typing import NamedTuple

import equinox as eqx
import jax.numpy as jnp
from jax import lax
from jaxtyping import Bool, Float, Int

from carwright.arrays import Array
from carwright.car.car import Car
from carwright.codes import Outcome
from carwright.native_call.function import native
from carwright.rate.course import PARTS
from carwright.run.around import reference_environment
from carwright.run.asks import follow
from carwright.run.start import soaked_state
from carwright.state import Environment, Scalar, State
from carwright.step.step import SHORTFALL, step
from carwright.units import to_si

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
    """Where a leg is between two steps."""

    step: Int[Array, ""]
    """Number of the next step [-]."""
    leg: Leg
    """What the leg gave so far [-]."""
    waited: Scalar
    """Time below the tolerance, without a break until now [s]."""


@native("rested")
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


@native("leg")
def leg(car: Car, told: Told, start: State) -> Leg:
    """Drive one leg.

    Args:
        car: the car.
        told: what the driver is shown.
        start: the car at the start.
    """
    count = jnp.sum(told.valid, dtype=jnp.int32)
    nothing = jnp.zeros_like(start.speed)
    none = jnp.zeros(PARTS, start.speed.dtype)
    empty = start.outcome == Outcome.EMPTY
    followed = jnp.full_like(start.outcome, Outcome.FOLLOWED)
    begun = Leg(
        end=eqx.tree_at(lambda s: s.outcome, start, jnp.where(empty, start.outcome, followed)),
        energy=none,
        distance=none,
        steps=jnp.zeros(PARTS, jnp.int32),
        below=nothing,
        short=jnp.asarray(False),
        stopped=empty,
    )
    air = reference_environment(car)

    def goes_on(now: _Now) -> Bool[Array, ""]:
        return (now.step < count) & ~now.leg.stopped

    def drive(now: _Now) -> _Now:
        return _driven(car, told, air, now)

    return lax.while_loop(goes_on, drive, _Now(jnp.asarray(0, jnp.int32), begun, nothing)).leg


def _driven(car: Car, told: Told, air: Environment, now: _Now) -> _Now:
    """The leg after one step more."""
    before, dt = now.leg, told.time_step
    wanted, awake = told.speed[now.step], told.awake[now.step]
    ask = eqx.tree_at(lambda asked: asked.awake, follow(wanted), awake)
    after, record = step(car, before.end, ask, air, dt)
    missed = awake & (wanted - after.speed > SHORTFALL)
    waited = jnp.where(missed, now.waited + dt, 0.0)
    over = (waited >= told.patience) | (after.outcome == Outcome.EMPTY)
    end, share = _emptied(car, before.end, after)
    here = jnp.arange(PARTS, dtype=told.part.dtype) == told.part[now.step]
    power = record.terminal_out - record.terminal_in
    driven = after.position - before.end.position
    return _Now(
        step=now.step + 1,
        leg=Leg(
            end=end,
            energy=before.energy + jnp.where(here, share * power * dt, 0.0),
            distance=before.distance + jnp.where(here, share * driven, 0.0),
            steps=before.steps + here.astype(jnp.int32),
            below=jnp.maximum(before.below, waited),
            short=before.short | missed,
            stopped=over,
        ),
        waited=waited,
    )


def _emptied(car: Car, before: State, after: State) -> tuple[State, Scalar]:
    """The car after a step, and the share of it that a battery running empty gave."""
    empty = car.battery.empty_charge
    crosses = (after.charge < empty) & (before.charge > empty)
    taken = jnp.where(crosses, before.charge - after.charge, 1.0)
    share = jnp.where(crosses, (before.charge - empty) / taken, 1.0)
    charge = jnp.where(crosses, empty, after.charge)
    return eqx.tree_at(lambda s: s.charge, after, charge), share
