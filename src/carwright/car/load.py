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
from carwright.conditions import TRAILER_DRAG_AREA, TRAILER_ROLLING_COEFFICIENT
from carwright.errors import InputError
from carwright.native_call.function import native, number, traced
from carwright.units import GRAVITY

ROOF_BOX_DRAG_AREA = 0.14
"""Drag area that a usual roof box adds [m^2] (estimate: a press test of a Tesla Model 3 used 24
Wh/km more with one; its speed, not printed, is taken as 30 m/s)."""
WINTER_ROLLING_FACTOR = 1.12
"""Rolling force on winter tyres over that on summer tyres [-] (1.05 to 1.20) [M]."""
WINTER_GRIP_FACTOR = 0.87
"""Grip of winter tyres over that of summer tyres, dry road [-] (What Car?: braking from 62
mph at 5.5 C in 43.7 instead of 37.9 m)."""

BOUNDS = {
    "payload": (0.0, 2000.0, " kg"),
    "trailer_mass": (0.0, 3500.0, " kg"),
    "trailer_drag_area": (0.0, 8.0, " m2"),
    "trailer_rolling_coefficient": (0.003, 0.05, ""),
    "roof_drag_area": (0.0, 2.0, " m2"),
    "tyre_rolling_factor": (0.5, 2.0, ""),
    "tyre_grip_factor": (0.1, 2.0, ""),
}
"""What is possible, with its unit; a car's licence tows 3,500 kg at most (2006/126/EC)."""

Number = Float[Array, "..."]
"""A number, or one for each of many loads."""


def within_bounds(name: str, value: object, key: str | None = None) -> None:
    """Refuse what no car carries; what JAX traces cannot be looked at and passes.

    Args:
        name: of the number in a load.
        value: the number, or many.
        key: what the user calls it; by default its name.

    Raises:
        InputError: if it is outside its bounds or no number.
    """
    if isinstance(value, Tracer):
        return
    low, high, unit = BOUNDS[name]
    try:
        numbers = np.asarray(value, float).ravel()
    except (TypeError, ValueError):
        numbers = np.array([np.nan])
    wrong = ~((numbers >= low) & (numbers <= high))
    if wrong.any():
        raise InputError(
            "no car drives with such a load",
            key=key or name,
            value=float(numbers[wrong][0]),
            allowed=f"{low:g} to {high:g}{unit}",
        )


def _within(name: str) -> Callable[[object], Number]:
    def converted(value: Any) -> Number:
        within_bounds(name, value)
        return plain(value) if not isinstance(value, Tracer) else value

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
    usual = TRAILER_DRAG_AREA if trailer_mass > 0.0 else 0.0
    return Load(
        payload=payload,
        trailer_mass=trailer_mass,
        trailer_drag_area=usual if trailer_drag_area is None else trailer_drag_area,
        roof_drag_area=ROOF_BOX_DRAG_AREA if roof_box else 0.0,
        tyre_rolling_factor=WINTER_ROLLING_FACTOR if winter_tyres else 1.0,
        tyre_grip_factor=WINTER_GRIP_FACTOR if winter_tyres else 1.0,
    )


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
