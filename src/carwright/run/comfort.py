"""Comfort: what people in the car want of its climate, for a whole drive."""

import equinox as eqx
import numpy as np

from carwright.arrays import plain
from carwright.codes import Climate
from carwright.conditions import CABIN, OCCUPANTS
from carwright.errors import InputError
from carwright.native_call.function import number
from carwright.state import Code, Scalar
from carwright.units import to_si

COLDEST_CABIN, HOTTEST_CABIN = to_si("cabin_c", 10.0), to_si("cabin_c", 32.0)
"""Cabin that a climate unit can be set to [K]."""


class Comfort(eqx.Module):
    """What climate is asked to do."""

    climate: Code
    """A number of `Climate` [-]."""
    cabin_temperature: Scalar
    """Cabin temperature wanted [K]."""
    occupants: Scalar
    """People in the cabin [-]."""


def comfort(
    cabin_temperature: float | Scalar = CABIN, occupants: float | Scalar = OCCUPANTS
) -> Comfort:
    """Return a climate that holds the cabin at a temperature.

    Args:
        cabin_temperature: wanted [K].
        occupants: people in the cabin [-].

    Raises:
        InputError: if no climate unit can be set to that.
    """
    if isinstance(cabin_temperature, float | int):
        if not COLDEST_CABIN <= cabin_temperature <= HOTTEST_CABIN:
            raise InputError(
                "no climate unit can be set to that",
                key="cabin temperature",
                value=cabin_temperature,
                allowed="283.15 to 305.15 K, which is 10 to 32 C",
            )
    return Comfort(
        climate=plain(Climate.AUTO, np.int32),
        cabin_temperature=number(cabin_temperature),
        occupants=number(occupants),
    )


def no_climate() -> Comfort:
    """Return a climate that is off, as in every regulator's test in mild air."""
    return Comfort(
        climate=plain(Climate.OFF, np.int32),
        cabin_temperature=number(CABIN),
        occupants=number(0.0),
    )
