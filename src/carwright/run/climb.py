"""climb: the greatest slope on which a car starts, what bounds it, and the speed that it holds.

A slope is a grade: rise over run. Starting counts peak torque; what is held counts lasting power
only, with units as warm as they are when no more is left, since a climb takes minutes.

What the motors alone and what grip alone would start on stands beside it. With one driven axle the
car starts on the lesser; with two, one axle may be bound by its motor and the other by its grip,
and the car starts on less than either.
"""

from collections.abc import Callable
from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from carwright.car.car import Car
from carwright.car.load import Load, loaded
from carwright.conditions import DEFAULT_CHARGE
from carwright.run.drive import WIDE, charge_of
from carwright.run.executor import in_chunks, stacked
from carwright.run.search import greatest
from carwright.run.simulate import initial_state, reference_environment
from carwright.run.throttle import fastest, full_throttle, gained
from carwright.state import Environment, Scalar, State
from carwright.step.grip import greatest_drive, hold
from carwright.step.limits import resistance
from carwright.step.moment import Moment
from carwright.units import GRAVITY

STEEPEST = 0.9
"""Sine beyond which no start is tried: a grade of 206 % [-]."""
PLENTY = 50.0
"""Grip, and force of each motor over the car's weight, with which either bounds no start [-]."""
USUAL, STEEP = 0.06, 0.12
"""Grades of a motorway pass and of a mountain road [-]."""


class Climbing(eqx.Module):
    """What a car climbs."""

    greatest_start: Float[Array, "*batch"]
    """Greatest grade on which it starts; infinity beyond 206 % [-]."""
    start_by_motors: Float[Array, "*batch"]
    """The same, were there grip enough [-]."""
    start_by_grip: Float[Array, "*batch"]
    """The same, were there force enough on each driven axle [-]."""
    speed_on_6: Float[Array, "*batch"]
    """Speed that it holds on a grade of 6 % [m/s]."""
    speed_on_12: Float[Array, "*batch"]
    """Speed that it holds on a grade of 12 % [m/s]."""


def climbing(
    car: Car,
    *,
    charge: float | Scalar = DEFAULT_CHARGE,
    environment: Environment | None = None,
    load: Load | None = None,
) -> Climbing:
    """Send a car up slopes; many cars, stacked by `vary`, in chunks over all cores.

    Args:
        car: the car, or a batch of cars.
        charge: charge on the display [share].
        environment: what surrounds the car; None is the air of the car's own road load.
        load: what the car carries, tows and wears beyond its own; gross mass is a payload of
            `car.body.greatest_payload`.

    Raises:
        InputError: if the charge is not in 0..1.
    """
    car = car if load is None else loaded(car, load)
    start = charge_of(charge, car.body.mass.dtype)
    if car.body.mass.ndim == 0:
        return _one(car, start, environment)
    return stacked(in_chunks(lambda part: _many(part, start, environment), car))


def climb(car: Car, charge: Scalar, environment: Environment | None) -> Climbing:
    """Send one car up slopes; pure, for `jax.vmap` and `jax.grad`.

    Args:
        car: the car.
        charge: () charge on the display [share].
        environment: what surrounds the car; None is the air of the car's own road load.
    """
    around = reference_environment(car) if environment is None else environment
    rest = initial_state(car, charge, jnp.zeros_like(charge), around)

    def starts(tyres: Scalar) -> Scalar:
        """On tyres of that grip."""
        tried = eqx.tree_at(lambda of: of.tyre.grip, car, tyres)
        return _greatest_grade(lambda sine: gained(tried, rest, _on(around, sine)), charge)

    def held(grade: Scalar) -> Scalar:
        sine = grade / jnp.sqrt(1.0 + grade * grade)
        return fastest(car, warm, _on(around, sine))

    warm = eqx.tree_at(
        lambda state: (state.front_unit_temperature, state.rear_unit_temperature),
        rest,
        (car.front.unit.derate_end, car.rear.unit.derate_end),
    )
    grip = car.tyre.grip
    start, by_motors = jax.vmap(starts)(jnp.stack([grip, jnp.full_like(grip, PLENTY)]))
    on_6, on_12 = jax.vmap(held)(jnp.array([USUAL, STEEP], charge.dtype))
    return Climbing(
        greatest_start=start,
        start_by_motors=by_motors,
        start_by_grip=_greatest_grade(lambda sine: _gripped(car, rest, _on(around, sine)), charge),
        speed_on_6=on_6,
        speed_on_12=on_12,
    )


def _greatest_grade(margin: Callable[[Scalar], Scalar], like: Scalar) -> Scalar:
    """The greatest grade at which a margin, of the sine of the slope, is positive."""
    sine = greatest(margin, jnp.zeros_like(like), jnp.full_like(like, STEEPEST))
    ends = sine < (1.0 - 1e-9) * STEEPEST
    found = jnp.where(ends, sine, 0.0)
    return jnp.where(ends, found / jnp.sqrt(1.0 - found * found), jnp.inf)


def _gripped(car: Car, rest: State, environment: Environment) -> Scalar:
    """What the tyres of the driven axles push beyond the resistance at rest [N]."""
    slope, body, one = environment.slope, car.body, jnp.ones_like(environment.slope)
    weight = body.mass * GRAVITY * jnp.sqrt(1.0 - slope * slope)
    now = Moment(car, rest, full_throttle(car, one), environment, one, one, one)
    drag = resistance(now, weight).total.at(rest.speed)
    front, rear = (PLENTY * weight * axle.unit.present for axle in (car.front, car.rear))
    tyres = hold(body, car.tyre.grip * environment.grip, weight, drag)
    return greatest_drive(front, rear, tyres) - drag


def _on(environment: Environment, sine: Scalar) -> Environment:
    return eqx.tree_at(lambda at: at.slope, environment, sine)


_one = jax.jit(climb)


@partial(jax.jit, compiler_options=WIDE)
def _many(car: Car, charge: Scalar, environment: Environment | None) -> Climbing:
    return jax.vmap(lambda one: climb(one, charge, environment))(car)
