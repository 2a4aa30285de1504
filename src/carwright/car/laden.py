"""Laden: the loads with which slopes are told: as loaded, at gross mass, and towing at gross mass.

Gross mass is kerb mass and the greatest payload. A trailer is braked and loads no axle of the car:
its drawbar, about 4 % of it, is left out.
"""

from dataclasses import replace

import jax
import jax.numpy as jnp

from carwright.car.car import Car
from carwright.car.load import TRAILER_DRAG_AREA, Load

CASES = ("as_loaded", "gross", "gross_with_trailer")
"""Names of the loads, in their order."""
USUAL_TRAILER = 1000.0
"""Braked trailer where none is said [kg] (EV Database, 475 battery cars: the median may tow 1,000,
and 1,400 of those that may tow at all)."""


def laden(car: Car, load: Load | None) -> Load:
    """Return the loads of `CASES`, stacked: what the car wears stays the same in all.

    Args:
        car: one car, without the load.
        load: what the car carries, tows and wears beyond its own.
    """
    own = Load() if load is None else load
    body = car.body
    payload = body.mass - body.kerb_mass if own.payload is None else own.payload
    towing = own.trailer_mass > 0.0
    alone = replace(own, payload=body.greatest_payload, trailer_mass=0.0, trailer_drag_area=0.0)
    with_trailer = replace(
        alone,
        trailer_mass=jnp.where(towing, own.trailer_mass, USUAL_TRAILER),
        trailer_drag_area=jnp.where(towing, own.trailer_drag_area, TRAILER_DRAG_AREA),
    )
    cases = (replace(own, payload=payload), alone, with_trailer)
    return jax.tree.map(lambda *numbers: jnp.stack(numbers), *cases)
