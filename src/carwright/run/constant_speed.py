"""constant_speed: how far a car goes at one speed, until the display shows nothing.

A car that can no longer hold the speed has come to the end of that range too. Each step is as long
as its equal part of the charge lasts at the power of now, which a short step tries first;
temperatures and polarisation go on from step to step.
"""

from functools import partial

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from carwright.car.car import Car
from carwright.car.load import Load, loaded
from carwright.codes import Outcome
from carwright.run.asks import follow
from carwright.run.comfort import Comfort
from carwright.run.drive import WIDE, charge_of
from carwright.run.executor import in_chunks, stacked
from carwright.run.simulate import initial_state, reference_environment
from carwright.state import Environment, Scalar, State
from carwright.step.step import step
from carwright.units import to_si

SPEEDS = tuple(to_si("speed_kmh", speed) for speed in (90.0, 110.0, 120.0, 130.0))
"""Speeds at which ranges are usually told: 90, 110, 120 and 130 km/h [m/s]."""
PARTS = 128
"""Equal parts of the usable charge: each is within one span of charge, so that the books close."""
SPARE = 8
"""Steps after them, for power that falls on the way."""
PROBE = 1.0
"""Step by which the power of now is tried [s]."""


def range_at(  # noqa: PLR0913 (each is a part of one drive)
    car: Car,
    speed: float | Scalar,
    *,
    charge: float | Scalar = 1.0,
    environment: Environment | None = None,
    load: Load | None = None,
    comfort: Comfort | None = None,
) -> Float[Array, "*batch"]:
    """Return how far a car goes at one speed [m]; nothing where it cannot go that fast.

    Args:
        car: the car, or a batch of cars, which go in chunks over all cores.
        speed: the speed [m/s].
        charge: charge on the display at the start [share].
        environment: what surrounds the car; None is the air of the car's own road load.
        load: what the car carries, tows and wears beyond its own.
        comfort: what climate is asked to do, from a cabin as warm as the air; None is off.

    Raises:
        InputError: if the charge is not in 0..1.
    """
    car = car if load is None else loaded(car, load)
    dtype = car.body.mass.dtype
    start, wanted = charge_of(charge, dtype), jnp.asarray(speed, dtype)
    if car.body.mass.ndim == 0:
        return _one(car, wanted, start, environment, comfort)
    return stacked(in_chunks(lambda part: _many(part, wanted, start, environment, comfort), car))


def reach(
    car: Car,
    speed: Scalar,
    charge: Scalar,
    environment: Environment | None,
    comfort: Comfort | None = None,
) -> Scalar:
    """Return how far one car goes at one speed [m]; pure, for `jax.vmap` and `jax.grad`.

    Args:
        car: the car.
        speed: () the speed [m/s].
        charge: () charge on the display at the start [share].
        environment: what surrounds the car; None is the air of the car's own road load.
        comfort: what climate is asked to do; None is off.
    """
    around = reference_environment(car) if environment is None else environment
    start = initial_state(car, charge, speed, around)
    empty = car.battery.empty_charge
    part = (start.charge - empty) * (1.0 / PARTS)
    probe, ask = jnp.full_like(speed, PROBE), follow(speed, comfort)

    def move(carry: tuple[State, Scalar], _: None) -> tuple[tuple[State, Scalar], None]:
        state, driven = carry
        tried = step(car, state, ask, around, probe)[0]
        rate = (state.charge - tried.charge) * (1.0 / PROBE)
        uses = rate > 0.0
        dt = jnp.maximum(jnp.where(uses, part / jnp.where(uses, rate, 1.0), PROBE), PROBE)
        after = step(car, state, ask, around, dt)[0]
        used = state.charge - after.charge
        share = (state.charge - empty) / jnp.where(used > 0.0, used, 1.0)
        share = jnp.where(used > 0.0, jnp.clip(share, 0.0, 1.0), 1.0)
        short = (tried.outcome == Outcome.FELL_SHORT) | (after.outcome == Outcome.FELL_SHORT)
        holds = (state.outcome == Outcome.FOLLOWED) & ~short
        way = jnp.where(holds, share * (after.position - state.position), 0.0)
        return (after, driven + way), None

    body = jax.checkpoint(move, prevent_cse=False)
    nothing = jnp.zeros_like(start.position)
    (_, driven), _ = jax.lax.scan(body, (start, nothing), length=PARTS + SPARE)
    return driven


_one = jax.jit(reach)


@partial(jax.jit, compiler_options=WIDE)
def _many(
    car: Car,
    speed: Scalar,
    charge: Scalar,
    environment: Environment | None,
    comfort: Comfort | None,
) -> Array:
    return jax.vmap(lambda one: reach(one, speed, charge, environment, comfort))(car)
