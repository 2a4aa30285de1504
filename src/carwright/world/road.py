"""Road: what lies on it, and what that does to tyres. No JAX.

The figures are for a wet road and for packed snow, at usual speeds. Rain costs far more: 17 to 22 %
of all energy at 110 km/h (evinsights365.com, cars from a Renault Scenic to a Cupra Born).

Source of rolling: HDM-4 volume 7, Bennett and Greenwood (2003), climatic factor of rolling
resistance: 0.2 and 0.3 % for each percent of the way on water and on snow (from memory). Source of
grip: Bosch Automotive Handbook, 0.85 dry and 0.65 with 0.2 mm of water at 50 km/h, 0.8 and 0.6 at
90; Noon (1994), Engineering Analysis of Vehicular Accidents, 0.65 dry and 0.20 to 0.25 on snow.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from carwright.errors import InputError, nearest


class Road(NamedTuple):
    """What a road's state does to tyres."""

    rolling: float
    """Rolling force over that on a dry road [-]."""
    grip: float
    """Grip over that of a dry road [-]."""


ROADS: Mapping[str, Road] = MappingProxyType(
    {"dry": Road(1.0, 1.0), "wet": Road(1.2, 0.76), "snow": Road(1.3, 0.35)}
)
"""States of a road by name."""


def road(name: str, key: str = "road") -> Road:
    """Return what a road's state does to tyres.

    Args:
        name: of the state.
        key: what the user calls it.

    Raises:
        InputError: if there is no such state.
    """
    if name not in ROADS:
        like = nearest(name, ROADS)
        raise InputError(
            "no such state of a road",
            key=key,
            value=name,
            allowed=", ".join(ROADS),
            remedy=None if like is None else f"{like}?",
        )
    return ROADS[name]
