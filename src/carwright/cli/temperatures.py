"""Temperatures that commands are given: of the air, of cells and of the cabin."""

from carwright.errors import InputError
from carwright.units import ZERO_CELSIUS

EXTREME_C = 60.0
"""What no road goes beyond, hot or cold [C]."""
_SETTINGS_C = (10.0, 32.0)
"""What a climate unit can be set to [C]."""


def refuse_extreme(key: str, celsius: float | None) -> None:
    """Refuse a temperature of air or cells that no car meets.

    Args:
        key: option that said it.
        celsius: what it said [C]; None is nothing.

    Raises:
        InputError: if it is outside -60 to 60 C.
    """
    if celsius is None or -EXTREME_C <= celsius <= EXTREME_C:
        return
    meant = celsius - ZERO_CELSIUS
    raise InputError(
        "no car is that cold or hot",
        key=key,
        value=celsius,
        allowed=f"-{EXTREME_C:g} to {EXTREME_C:g} C",
        remedy=f"kelvin? write {meant:.1f}" if -EXTREME_C <= meant <= EXTREME_C else None,
    )


def refuse_cabin(cabin_c: float | None) -> None:
    """Refuse what no climate unit can be set to.

    Args:
        cabin_c: what climate keeps the cabin at [C]; None is off.

    Raises:
        InputError: if it is outside 10 to 32 C.
    """
    coldest, warmest = _SETTINGS_C
    if cabin_c is not None and not coldest <= cabin_c <= warmest:
        meant = (cabin_c - 32.0) / 1.8
        raise InputError(
            "no climate unit can be set to that",
            key="--cabin-c",
            value=cabin_c,
            allowed=f"{coldest:g} to {warmest:g} C",
            remedy=f"Fahrenheit? write {meant:.0f}" if coldest <= meant <= warmest else None,
        )
