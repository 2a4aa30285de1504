"""accelerate: a car at full throttle from rest: sprint, quarter mile, top speed, many launches.

With rollout the clock starts when the car has moved one foot, as magazines in North America and
drag strips measure; without, when the pedal is pressed. What is not reached within the time is
infinity.
"""

from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from carwright.car.car import Car
from carwright.car.load import Load, loaded
from carwright.conditions import DEFAULT_CHARGE
from carwright.run.asks import follow
from carwright.run.drive import WIDE, charge_of
from carwright.run.executor import in_chunks, stacked
from carwright.run.marks import Path, between, mean_speed, met_place, met_speed, speed_at
from carwright.run.simulate import initial_state, reference_environment
from carwright.run.throttle import fastest, full_throttle, pulled
from carwright.state import Environment, Scalar, State
from carwright.step.step import step
from carwright.units import FOOT, MILE, to_si

ROLLOUT = FOOT
"""One foot [m]."""
QUARTER_MILE = 0.25 * MILE
"""A quarter mile [m]."""
TRAP = 66.0 * FOOT
"""Way before the end over which a strip takes the speed: 66 feet [m] (NHRA, "NHRA 101": the average
between a speed line 66 ft before the finish and the finish)."""
SIXTY_MILES = to_si("speed_mph", 60.0)
"""60 mph [m/s]."""
EIGHTY, HUNDRED, HUNDRED_TWENTY, TWO_HUNDRED = (
    to_si("speed_kmh", mark) for mark in (80.0, 100.0, 120.0, 200.0)
)
"""80, 100, 120 and 200 km/h [m/s]."""
STEPS = np.repeat([0.05, 0.2, 1.0], [240, 140, 40])
"""Steps of a launch, longer as it grows slow: 80 s [s]."""
GAP = np.repeat([0.05, 0.25], [300, 180])
"""Steps from one of many launches to the next: a minute [s]."""
PATIENCE = 40.0
"""Time after which one of many launches is given up [s]."""
BRAKING = 5.0
"""Deceleration between launches [m/s^2]."""


class Sprint(eqx.Module):
    """What a car does at full throttle; what it does not reach is infinity."""

    zero_to_100: Float[Array, "*batch"]
    """0 to 100 km/h [s]."""
    zero_to_100_rollout: Float[Array, "*batch"]
    """The same after one foot of rollout [s]."""
    zero_to_60mph: Float[Array, "*batch"]
    """0 to 60 mph [s]."""
    zero_to_60mph_rollout: Float[Array, "*batch"]
    """The same after one foot of rollout [s]."""
    eighty_to_120: Float[Array, "*batch"]
    """80 to 120 km/h [s]."""
    zero_to_200: Float[Array, "*batch"]
    """0 to 200 km/h [s]."""
    zero_to_200_rollout: Float[Array, "*batch"]
    """The same after one foot of rollout [s]."""
    hundred_to_200: Float[Array, "*batch"]
    """100 to 200 km/h [s]."""
    quarter_mile: Float[Array, "*batch"]
    """Time for a quarter mile, no rollout [s]."""
    quarter_mile_rollout: Float[Array, "*batch"]
    """The same after one foot of rollout, as a strip tells it [s]."""
    quarter_mile_speed: Float[Array, "*batch"]
    """Speed at its end [m/s]."""
    quarter_mile_trap_speed: Float[Array, "*batch"]
    """Mean speed over its last 66 feet, as a strip tells it [m/s]."""
    top_speed: Float[Array, "*batch"]
    """Speed at which force meets resistance, or at which the car holds itself back [m/s]."""


class Launches(eqx.Module):
    """Repeated launches, one after the other."""

    zero_to_100: Float[Array, " launches"]
    """0 to 100 km/h, no rollout; infinity where not reached [s]."""
    front_unit_temperature: Float[Array, " launches"]
    """Front motor and inverter before the launch [K]."""
    rear_unit_temperature: Float[Array, " launches"]
    """Rear motor and inverter before the launch [K]."""
    end: State
    """The car after the last [-]."""


def accelerate(
    car: Car,
    *,
    charge: float | Scalar = DEFAULT_CHARGE,
    environment: Environment | None = None,
    load: Load | None = None,
) -> Sprint:
    """Press the pedal to the floor; many cars, stacked by `vary`, in chunks over all cores.

    Args:
        car: the car, or a batch of cars.
        charge: charge on the display at the start [share].
        environment: what surrounds the car; None is the air of the car's own road load.
        load: what the car carries, tows and wears beyond its own.

    Raises:
        InputError: if the charge is not in 0..1.
    """
    car = car if load is None else loaded(car, load)
    start = charge_of(charge, car.body.mass.dtype)
    if car.body.mass.ndim == 0:
        return _one(car, start, environment)
    return stacked(in_chunks(lambda part: _many(part, start, environment), car))


def sprint(car: Car, charge: Scalar, environment: Environment | None) -> Sprint:
    """Press the pedal of one car to the floor; pure, for `jax.vmap` and `jax.grad`.

    Args:
        car: the car.
        charge: () charge on the display at the start [share].
        environment: what surrounds the car; None is the air of the car's own road load.
    """
    around = reference_environment(car) if environment is None else environment
    rest = initial_state(car, charge, jnp.zeros_like(charge), around)
    path = _launched(car, rest, around)
    rolled = met_place(path, ROLLOUT)
    sixty, eighty, hundred, faster, fast = (
        met_speed(path, mark)
        for mark in (SIXTY_MILES, EIGHTY, HUNDRED, HUNDRED_TWENTY, TWO_HUNDRED)
    )
    trap, strip = (met_place(path, mark) for mark in (QUARTER_MILE - TRAP, QUARTER_MILE))
    return Sprint(
        zero_to_100=hundred,
        zero_to_100_rollout=between(rolled, hundred),
        zero_to_60mph=sixty,
        zero_to_60mph_rollout=between(rolled, sixty),
        eighty_to_120=between(eighty, faster),
        zero_to_200=fast,
        zero_to_200_rollout=between(rolled, fast),
        hundred_to_200=between(hundred, fast),
        quarter_mile=strip,
        quarter_mile_rollout=between(rolled, strip),
        quarter_mile_speed=speed_at(path, strip),
        quarter_mile_trap_speed=mean_speed(TRAP, trap, strip),
        top_speed=fastest(car, rest, around),
    )


@partial(jax.jit, static_argnames="count")
def launches(
    car: Car,
    count: int,
    charge: Scalar | float = DEFAULT_CHARGE,
    environment: Environment | None = None,
    load: Load | None = None,
) -> Launches:
    """Launch one car to 100 km/h again and again, with braking and a rest: one a minute.

    Args:
        car: the car.
        count: how many launches.
        charge: () charge on the display before the first [share].
        environment: what surrounds the car; None is the air of the car's own road load.
        load: what the car carries, tows and wears beyond its own.
    """
    car = car if load is None else loaded(car, load)
    around = reference_environment(car) if environment is None else environment
    charge = jnp.asarray(charge, car.body.mass.dtype)
    rest = initial_state(car, charge, jnp.zeros_like(charge), around)
    dt, time = _grid(GAP, charge)

    def move(carry: tuple[State, Array], entry: tuple[Scalar, Scalar]):
        state, pulling = carry
        since, step_time = entry
        pulling = pulling & (state.speed < HUNDRED) & (since < PATIENCE)
        wanted = jnp.maximum(state.speed - BRAKING * step_time, 0.0)
        press, brake = full_throttle(car, since + 0.5 * step_time), follow(wanted)
        ask = jax.tree.map(partial(jnp.where, pulling), press, brake)
        after, _ = step(car, state, ask, around, step_time)
        return (after, pulling), (state.speed, after.speed, state.position)

    def launch(state: State, _: None):
        carried, (speed, end_speed, position) = jax.lax.scan(
            move, (state, jnp.asarray(True)), (time, dt)
        )
        found = met_speed(Path(time, dt, speed, end_speed, position), HUNDRED)
        return carried[0], (found, state.front_unit_temperature, state.rear_unit_temperature)

    end, (times, front, rear) = jax.lax.scan(launch, rest, length=count)
    return Launches(times, front, rear, end)


def _launched(car: Car, state: State, environment: Environment) -> Path:
    """The path of one launch from rest."""
    dt, time = _grid(STEPS, state.speed)

    def move(state: State, entry: tuple[Scalar, Scalar]):
        since, step_time = entry
        after, _ = pulled(car, state, environment, since + 0.5 * step_time, step_time)
        return after, (state.speed, after.speed, state.position)

    body = jax.checkpoint(move, prevent_cse=False)
    _, (speed, end_speed, position) = jax.lax.scan(body, state, (time, dt))
    return Path(time, dt, speed, end_speed, position)


def _grid(steps: np.ndarray, like: Scalar) -> tuple[Array, Array]:
    """Length and start of each step."""
    return jnp.asarray(steps, like.dtype), jnp.asarray(np.cumsum(steps) - steps, like.dtype)


_one = jax.jit(sprint)


@partial(jax.jit, compiler_options=WIDE)
def _many(car: Car, charge: Scalar, environment: Environment | None) -> Sprint:
    return jax.vmap(lambda one: sprint(one, charge, environment))(car)
