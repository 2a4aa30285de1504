"""A car as the numbers of its parts, and what surrounds it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from carwright.codes import Climate
from carwright.conditions import CABIN, TRAILER_ROLLING_COEFFICIENT
from carwright.figure_table import check_finite
from carwright.plain.call import Numbers, call

if TYPE_CHECKING:
    from carwright.car.load import Load

NO_CLIMATE = (int(Climate.OFF), CABIN, 0.0)
"""What is asked of climate that is off: code, cabin [K], people."""
_AIR, _STATE = 8, 17
"""Numbers of an environment and of a state."""
OWN_AIR = ((0.0,) * _AIR, True)
"""What surrounds a car in the air of its own road load."""
WARM = ((0.0,) * _STATE, True)
"""How a warm car starts."""


NO_LOAD = {
    "payload": 0.0,
    "trailer_mass": 0.0,
    "trailer_drag_area": 0.0,
    "trailer_rolling_coefficient": TRAILER_ROLLING_COEFFICIENT,
    "roof_drag_area": 0.0,
    "tyre_rolling_factor": 1.0,
    "tyre_grip_factor": 1.0,
}
"""A load of nothing, by the names of `Load` in their order."""


def built(arrays: tuple[np.ndarray, np.ndarray], load: "Load | None" = None) -> Numbers:
    """Return a car.

    Args:
        arrays: figures in SI and choices, each in the order of its vector.
        load: what it carries, tows and wears beyond its own.

    Raises:
        InputError: if a figure is no finite number.
    """
    check_finite(arrays[0])
    car = call("build_car", *arrays)
    return car if load is None else loaded(car, load_of(car, load))


def load_of(car: Numbers, load: "Load | None") -> dict[str, float]:
    """Return a load by name: a payload that is not told is the car's own.

    Args:
        car: the car.
        load: what it carries, tows and wears; None is nothing beyond its own.
    """
    own = {"payload": float(car["body.mass"] - car["body.kerb_mass"])}
    told = {} if load is None else vars(load)
    return NO_LOAD | own | {name: float(n) for name, n in told.items() if n is not None}


def loaded(car: Numbers, load: Mapping[str, float]) -> Numbers:
    """Return a car with a load.

    Args:
        car: the car.
        load: every number of the load, by name.
    """
    return call("with_load", *car.leaves, *(load[name] for name in NO_LOAD))


def air(car: Numbers, temperature: float) -> Numbers:
    """Return the air of a car's road load at another temperature, as damp as is usual then.

    Args:
        car: the car.
        temperature: of the air [K].
    """
    own = call("own_air", *car.leaves)
    (water,) = call("water", temperature, own["pressure"], 0.0, True).leaves
    return own.replaced({"temperature": temperature, "water": water})
