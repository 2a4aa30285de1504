"""charged: what fast charging is like for a believable car.

The car arrives empty, its pack warmed for charging, at a station that limits no car, as makers'
claims mean it, and charges until it is full; every time, power and gain is read off that one way.
A gain in range is counted from a tenth of the charge on.
"""

from collections.abc import Mapping
from types import MappingProxyType

import jax.numpy as jnp

from carwright.arrays import Array
from carwright.car.car import Car
from carwright.run.around import reference_environment
from carwright.run.charge import Station, arrived, charge
from carwright.state import Scalar
from carwright.units import to_si

WINDOWS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "charge_10_80_min": (0.1, 0.8),
        "charge_30_80_min": (0.3, 0.8),
        "charge_0_80_min": (0.0, 0.8),
        "charge_0_100_min": (0.0, 1.0),
    }
)
"""From and to which charge on the display each time lasts, by key with unit [share]."""
MEAN = "charge_10_80_kw"
"""Mean power from 10 to 80 %, at the station's outlet."""
GAINED: Mapping[str, float] = MappingProxyType(
    {f"km_in_{minutes}_min": to_si("x_min", minutes) for minutes in (5, 10, 15)}
)
"""After which time each gain in range is told, by key [s]."""
ENOUGH = (2e6, 5e3, 2e3)
"""Power [W], current [A] and voltage [V] of a station that limits no car of today."""


def charged(car: Car) -> dict[str, Scalar]:
    """Return times [s] and powers [W] by key, and of gains the share of the range; pure.

    Args:
        car: one car.
    """
    nothing = jnp.zeros_like(car.body.mass)
    station = Station(*(jnp.full_like(nothing, most) for most in ENOUGH))
    start = arrived(car, nothing, reference_environment(car))
    way = charge(car, station, start, jnp.ones_like(nothing)).way
    shares, times = (jnp.append(nothing, column) for column in (way.charge, way.time))

    def when(share: float) -> Array:
        return jnp.interp(jnp.full_like(nothing, share), shares, times)

    low, high = WINDOWS["charge_10_80_min"]
    stored = jnp.append(nothing, way.stored)
    energy = jnp.cumsum(way.power * jnp.diff(times))
    at = jnp.interp(jnp.stack([when(low), when(high)]), times, jnp.append(nothing, energy))
    gains = {
        key: jnp.interp(when(low) + after, times, stored) - jnp.interp(when(low), times, stored)
        for key, after in GAINED.items()
    }
    return {
        **{key: when(end) - when(begin) for key, (begin, end) in WINDOWS.items()},
        MEAN: (at[1] - at[0]) / (when(high) - when(low)),
        **{key: gain / stored[-1] for key, gain in gains.items()},
    }
