"""Load: what a car carries, tows and wears beyond itself, and the car that results.

A payload presses on the tyres. A trailer has tyres of its own: it must be moved, lifted and pushed
through the air, but gives the car no grip, and the car brakes both. A trailer's rolling force is
that of a level road and is booked with the car's residual drag, so that it warms no tyre of the
car.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import equinox as eqx
import jax
import numpy as np
from jax.core import Tracer
from jaxtyping import Float

from carwright.arrays import Array, plain
from carwright.car.car import Car
from carwright.conditions import TRAILER_ROLLING_COEFFICIENT
from carwright.loads import usual, within_bounds
from carwright.native_call.function import native, number, traced
from carwright.units import GRAVITY

Number = Float[Array, "..."]
"""A number, or one for each of many loads."""


def _within(name: str) -> Callable[[object], Number]:
    def converted(value: Any) -> Number:
        if isinstance(value, Tracer):  # it cannot be looked at
            return value
        within_bounds(name, value)
        return plain(value)

    return converted


def _own_or_within(value: object) -> Number | None:
    return None if value is None else _within("payload")(value)


class Load(eqx.Module):
    """What a car carries, tows and wears; nothing beyond the car's own unless it is said."""

    payload: Number | None = eqx.field(default=None, converter=_own_or_within)
    """What the car carries, driver included; None keeps the car's own load [kg]."""
    trailer_mass: Number = eqx.field(default=0.0, converter=_within("trailer_mass"))
    """Mass of a trailer with all that is on it [kg]."""
    trailer_drag_area: Number = eqx.field(default=0.0, converter=_within("trailer_drag_area"))
    """Drag area that it adds in the wake of the car [m^2]."""
    trailer_rolling_coefficient: Number = eqx.field(
        default=TRAILER_ROLLING_COEFFICIENT, converter=_within("trailer_rolling_coefficient")
    )
    """Its rolling force over its weight [-]."""
    roof_drag_area: Number = eqx.field(default=0.0, converter=_within("roof_drag_area"))
    """Drag area that a roof box adds [m^2]."""
    tyre_rolling_factor: Number = eqx.field(default=1.0, converter=_within("tyre_rolling_factor"))
    """Rolling force on these tyres over that on the car's own [-]."""
    tyre_grip_factor: Number = eqx.field(default=1.0, converter=_within("tyre_grip_factor"))
    """Grip of these tyres over that of the car's own [-]."""


def usual_load(
    payload: float | None = None,
    *,
    trailer_mass: float = 0.0,
    trailer_drag_area: float | None = None,
    roof_box: bool = False,
    winter_tyres: bool = False,
) -> Load:
    """Return a load of usual things: a trailer's drag, a roof box and winter tyres are estimates.

    Args:
        payload: what the car carries, driver included [kg]; None keeps the car's own load.
        trailer_mass: of a trailer with all that is on it [kg].
        trailer_drag_area: drag area that it adds [m^2]; None is that of a usual tall one.
        roof_box: whether there is a roof box.
        winter_tyres: whether the car is on winter tyres.

    Raises:
        InputError: if no car drives with such a load.
    """
    carried = usual(
        payload,
        trailer_mass=trailer_mass,
        trailer_drag_area=trailer_drag_area,
        roof_box=roof_box,
        winter_tyres=winter_tyres,
    )
    return Load(**vars(carried))


def loaded(car: Car, load: Load) -> Car:
    """Return the car with a load; a load on a loaded car adds to what it tows and wears.

    Args:
        car: the car, or a batch of cars.
        load: the load; numbers that are one for each of many go with a batch, or make one.
    """
    dtype = car.body.mass.dtype
    load = jax.tree.map(lambda one: number(one).astype(dtype), load)
    if load.payload is None:
        load = replace(load, payload=car.body.mass - car.body.kerb_mass)
    shapes = [leaf.shape for leaf in jax.tree.leaves((car.body.mass, load))]
    batch = max(shapes, key=len)
    if not batch:
        return with_load(car, load)

    def spread(leaf: Array) -> Array:
        return leaf if leaf.ndim else leaf + np.zeros(batch, leaf.dtype)

    many = jax.tree.map(spread, (car, load))
    return jax.vmap(with_load)(*many) if traced(many) else with_load.many((0, 0), *many)


@native("with_load")
def with_load(car: Car, load: Load) -> Car:
    """Return the car with a load all of whose numbers are told.

    Args:
        car: the car.
        load: the load.
    """
    body, tyre = car.body, car.tyre
    mass = body.kerb_mass + (0.0 if load.payload is None else load.payload)
    rolling = load.trailer_rolling_coefficient * GRAVITY * load.trailer_mass
    under = tyre.under(mass / body.mass)
    return replace(
        car,
        body=replace(
            body,
            mass=mass,
            towed_mass=body.towed_mass + load.trailer_mass,
            drag_area=body.drag_area + load.trailer_drag_area + load.roof_drag_area,
        ),
        tyre=replace(
            under,
            rolling_coefficient=under.rolling_coefficient * load.tyre_rolling_factor,
            grip=tyre.grip * load.tyre_grip_factor,
        ),
        residual=replace(car.residual, constant=car.residual.constant + rolling),
    )
