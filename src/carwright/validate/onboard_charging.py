"""Onboard charging: what of the energy at an AC wall is stored, and what of it can be driven with.

Each car charges as `carwright charge --ac` has it by default: from 10 to 80 % of the display, in
air of 20 C, cells as warm; what is drivable is what a WLTC takes out of the cells' chemistry.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

from carwright.car.car import Car
from carwright.native_call.pytrees import by_path
from carwright.run.around import reference_environment
from carwright.run.charge import Charge, Station, arrived, charge
from carwright.run.charge_results import charge_document, use_of
from carwright.run.drive import drive
from carwright.state import State

FROM, TO = 0.1, 0.8
"""Charge of the display at the plug, and the one that is wanted [share]."""
CYCLE = "wltc-3b"
"""What is driven with it."""
_ROUNDING = 1e-9


class Shares(NamedTuple):
    """What of the wall's energy comes through; nothing where a charger is below the power."""

    stored: np.ndarray
    """(cars, powers) stored in the cells, over the energy at the wall [share or NaN]."""
    drivable: np.ndarray
    """(cars, powers) of that, what can be driven with [share or NaN]."""


def shares(cars: Car, powers: Sequence[float]) -> Shares:
    """Return what of the wall's energy each car stores and can drive with.

    Args:
        cars: a batch of cars.
        powers: of the wall; a car whose charger takes less is left out there [W].
    """
    runs = jax.tree.map(np.asarray, drive(cars, CYCLE))
    plugged = jax.tree.map(np.asarray, _charged(cars, powers))
    rating = np.asarray(cars.charger.power)
    found = np.full((2, len(rating), len(powers)), np.nan)
    for place, limit in enumerate(rating):
        use = use_of(_one_of(runs, place))
        for column, power in enumerate(powers):
            if power > limit * (1.0 + _ROUNDING):
                continue
            one = by_path(_one_of(plugged, place * len(powers) + column))
            told = charge_document(one, one, use, None)
            names = ("stored_over_grid_share", "drivable_over_grid_share")
            found[:, place, column] = [told[name] for name in names]
    return Shares(*found)


def _one_of(many: Any, place: int) -> Any:
    """One entry of results that are numpy arrays, as those are cut faster than arrays of JAX."""
    return jax.tree.map(lambda leaf: jnp.asarray(leaf[place]), many)


def _charged(cars: Car, powers: Sequence[float]) -> Charge:
    """Each car at each power, one car after the other."""
    many = jax.tree.map(lambda leaf: jnp.repeat(leaf, len(powers), axis=0), cars)
    wall = jnp.tile(jnp.asarray(powers, many.body.mass.dtype), len(cars.body.mass))
    nothing = jnp.zeros_like(wall)
    start = _arrived(many)
    return charge(many, Station(wall, nothing, nothing), start, jnp.full_like(wall, TO))


@jax.jit
@jax.vmap
def _arrived(car: Car) -> State:
    air = reference_environment(car)
    return arrived(car, FROM, air, air.temperature)
