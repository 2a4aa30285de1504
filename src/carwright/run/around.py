"""around: the air and road around a car: its own, that of its road load, or another."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Bool

from carwright.arrays import Array, plain
from carwright.car.car import Car
from carwright.conditions import REFERENCE_AIR
from carwright.native_call.function import native
from carwright.state import Environment
from carwright.units import SPECIFIC_GAS_CONSTANT_OF_AIR
from carwright.world.weather import usual_humidity, vapour_in


class Air(NamedTuple):
    """What surrounds a car, in one structure whether it is told or not."""

    given: Environment
    """What surrounds it, unless that is its own [-]."""
    own: Bool[Array, ""]
    """Whether it is the air of the car's own road load [-]."""


def air_of(environment: Environment | None) -> Air:
    """Return what surrounds a car.

    Args:
        environment: what does; None is the air of the car's own road load.
    """
    if environment is not None:
        return Air(environment, plain(False, bool))
    none = {name: plain(0.0) for name in Environment.__dataclass_fields__}
    return Air(Environment(**none), plain(True, bool))


def around_of(car: Car, air: Air) -> Environment:
    """Return the environment of a car.

    Args:
        car: the car.
        air: what surrounds it.
    """
    own = reference_environment(car)
    return jax.tree.map(
        lambda mine, given: jnp.where(air.own, mine, given.astype(mine.dtype)), own, air.given
    )


@native("own_air")
def reference_environment(car: Car) -> Environment:
    """Return the air of the car's own road load: 20 C, its density, no wind, a dry level road.

    Args:
        car: the car.
    """
    density = car.reference_density
    nothing, one = jnp.zeros_like(density), jnp.ones_like(density)
    air = REFERENCE_AIR * one
    pressure = density * SPECIFIC_GAS_CONSTANT_OF_AIR * air
    return Environment(
        slope=nothing,
        headwind=nothing,
        temperature=air,
        pressure=pressure,
        sun=nothing,
        water=vapour_in(usual_humidity(air), air, pressure),
        grip=one,
        rolling=one,
    )
