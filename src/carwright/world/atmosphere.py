"""Atmosphere: how thin the air is at a height. No JAX."""

SEA_LEVEL = 101325.0
"""Pressure of the air at sea level [Pa] (ISO 2533:1975)."""


def pressure_at(height: float) -> float:
    """Return the pressure of the air at a height [Pa].

    Args:
        height: above the sea [m], below 11 km.

    Source: ISO 2533:1975, the standard atmosphere's lowest layer.
    """
    return SEA_LEVEL * (1.0 - 2.25577e-5 * height) ** 5.25588
