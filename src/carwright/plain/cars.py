"""A car as the numbers of its parts, and what surrounds it."""

from collections.abc import Mapping

import numpy as np

from carwright.codes import Climate
from carwright.conditions import CABIN
from carwright.figure_table import check_finite
from carwright.loads import Carried
from carwright.plain.call import Numbers, call

NO_CLIMATE = (int(Climate.OFF), CABIN, 0.0)
"""What is asked of climate that is off: code, cabin [K], people."""
_AIR, _STATE = 8, 17
"""Numbers of an environment and of a state."""
OWN_AIR = ((0.0,) * _AIR, True)
"""What surrounds a car in the air of its own road load."""
WARM = ((0.0,) * _STATE, True)
"""How a warm car starts."""


def built(arrays: tuple[np.ndarray, np.ndarray], load: Carried | None = None) -> Numbers:
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


def load_of(car: Numbers, load: Carried | None) -> dict[str, float]:
    """Return a load by name: a payload that is not told is the car's own.

    Args:
        car: the car.
        load: what it carries, tows and wears; None is nothing beyond its own.
    """
    own = float(car["body.mass"] - car["body.kerb_mass"])
    told = vars(Carried() if load is None else load)
    return {name: own if number is None else float(number) for name, number in told.items()}


def loaded(car: Numbers, load: Mapping[str, float]) -> Numbers:
    """Return a car with a load.

    Args:
        car: the car.
        load: every number of the load, by name.
    """
    return call("with_load", *car.leaves, *(load[name] for name in vars(Carried())))
