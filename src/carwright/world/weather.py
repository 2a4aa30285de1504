"""Weather: water in the air.

Usual air is half saturated up to a warm day and holds no more water when it is hotter: hot air is
dry. Half saturated at 48 C it would have a dew point of 35 C, the highest ever told of.

Source: 40 CFR 86.161-00 (from memory): the air of SC03, 95 F and 100 grains of water to a pound of
dry air, about 40 %, as a hot day; its dew point is 19.5 C.
"""

import jax.numpy as jnp

from carwright.conditions import HUMIDITY
from carwright.state import Scalar
from carwright.units import LIGHTNESS_OF_VAPOUR, ZERO_CELSIUS

HOT_DAY = 2275.0
"""Greatest pressure of vapour in usual air [Pa]: 14.3 g/kg at 101.3 kPa, 100 grains a pound."""


def vapour_in(humidity: Scalar, temperature: Scalar, pressure: Scalar) -> Scalar:
    """Return the water vapour in the air over its dry mass [-].

    Args:
        humidity: () relative humidity [share].
        temperature: () of the air [K].
        pressure: () of the air [Pa].
    """
    vapour = humidity * saturated(temperature)
    return LIGHTNESS_OF_VAPOUR * vapour / (pressure - vapour)


def usual_humidity(temperature: Scalar) -> Scalar:
    """Return the usual relative humidity of air [share].

    Args:
        temperature: () of the air [K].
    """
    return jnp.minimum(HUMIDITY, HOT_DAY / saturated(temperature))


def saturated(temperature: Scalar) -> Scalar:
    """Return the pressure of saturated vapour [Pa].

    Args:
        temperature: () of the air [K].

    Source: Magnus' formula over water (WMO-No. 8, annex 4.B).
    """
    celsius = temperature - ZERO_CELSIUS
    return 611.2 * jnp.exp(17.62 * celsius / (243.12 + celsius))
