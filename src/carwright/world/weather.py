"""Weather: water in the air."""

import jax.numpy as jnp

from carwright.state import Scalar
from carwright.units import ZERO_CELSIUS

LIGHTNESS = 0.622
"""Molar mass of water over that of dry air [-]."""


def vapour_in(humidity: Scalar, temperature: Scalar, pressure: Scalar) -> Scalar:
    """Return the water vapour in the air over its dry mass [-].

    Args:
        humidity: () relative humidity [share].
        temperature: () of the air [K].
        pressure: () of the air [Pa].

    Source: Magnus' formula over water (WMO-No. 8, annex 4.B).
    """
    celsius = temperature - ZERO_CELSIUS
    vapour = humidity * 611.2 * jnp.exp(17.62 * celsius / (243.12 + celsius))
    return LIGHTNESS * vapour / (pressure - vapour)
