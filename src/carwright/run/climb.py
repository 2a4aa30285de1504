"""climb: the greatest slope on which a car starts, and the speed that it holds on a long climb.

A slope is a grade: rise over run. Starting counts peak torque; what is held counts lasting power
only, with units as warm as they are when no more is left, since a climb takes minutes.
"""

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
from carwright.run.throttle import fastest, gained
from carwright.state import Environment, Scalar

STEEPEST = 0.9
"""Sine beyond which no start is tried [-]."""
USUAL, STEEP = 0.06, 0.12
"""Grades of a motorway pass and of a mountain road [-]."""


class Climbing(eqx.Module):
    """What a car climbs."""

    greatest_start: Float[Array, "*batch"]
    """Greatest grade on which it starts [-]."""
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
        load: what the car carries, tows and wears beyond its own.

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
    steepest = greatest(
        lambda sine: gained(car, rest, _on(around, sine)),
        jnp.zeros_like(charge),
        jnp.full_like(charge, STEEPEST),
    )
    warm = eqx.tree_at(
        lambda state: (state.front_unit_temperature, state.rear_unit_temperature),
        rest,
        (car.front.unit.derate_end, car.rear.unit.derate_end),
    )
    return Climbing(
        greatest_start=steepest / jnp.sqrt(1.0 - steepest * steepest),
        speed_on_6=fastest(car, warm, _on(around, _sine(charge, USUAL))),
        speed_on_12=fastest(car, warm, _on(around, _sine(charge, STEEP))),
    )


def _on(environment: Environment, sine: Scalar) -> Environment:
    return eqx.tree_at(lambda at: at.slope, environment, sine)


def _sine(like: Scalar, grade: float) -> Scalar:
    return jnp.full_like(like, grade / (1.0 + grade * grade) ** 0.5)


_one = jax.jit(climb)


@partial(jax.jit, compiler_options=WIDE)
def _many(car: Car, charge: Scalar, environment: Environment | None) -> Climbing:
    return jax.vmap(lambda one: climb(one, charge, environment))(car)
