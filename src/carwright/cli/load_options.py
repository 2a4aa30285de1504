"""The options that say what a car carries, tows and wears, the same for every verb that drives."""

from dataclasses import dataclass
from typing import Any

from cyclopts import Parameter

from carwright.errors import InputError
from carwright.loads import Carried, usual, within_bounds
from carwright.units import from_si

_OPTIONS = {
    "payload_kg": "payload",
    "trailer_kg": "trailer_mass",
    "trailer_drag_area_m2": "trailer_drag_area",
}
"""Options that hold a number, and the number of a load that it is."""
_KEYS = {
    "payload_kg": "payload",
    "trailer_mass_kg": "trailer_mass",
    "trailer_drag_area_m2": "trailer_drag_area",
    "roof_drag_area_m2": "roof_drag_area",
    "tyre_rolling_ratio": "tyre_rolling_factor",
    "tyre_grip_ratio": "tyre_grip_factor",
}
"""Keys of a load in a document, and the numbers behind them."""


@Parameter(name="*")
@dataclass(frozen=True)
class LoadOptions:
    """What the car carries, tows and wears beyond its own."""

    payload_kg: float | None = None
    """what it carries, driver included, instead of its own load"""
    trailer_kg: float | None = None
    """mass of a trailer, a usual tall one"""
    trailer_drag_area_m2: float | None = None
    """drag area that the trailer adds, such as 0.3 for a low open one"""
    roof_box: bool = False
    """carry a usual roof box"""
    winter_tyres: bool = False
    """drive on usual winter tyres"""


def load_of(options: LoadOptions | None) -> Carried | None:
    """Return the load that the options say; None where they say nothing.

    Args:
        options: what the command line holds; None where no option was given.

    Raises:
        InputError: if no car drives with such a load.
    """
    if options is None or options == LoadOptions():
        return None
    for option, name in _OPTIONS.items():
        value = getattr(options, option)
        if value is not None:
            within_bounds(name, value, f"--{option.replace('_', '-')}")
    if options.trailer_drag_area_m2 is not None and not options.trailer_kg:
        raise InputError(
            "a trailer that weighs nothing has no drag",
            key="--trailer-drag-area-m2",
            value=options.trailer_drag_area_m2,
            remedy="say what it weighs with --trailer-kg",
        )
    return usual(
        options.payload_kg,
        trailer_mass=options.trailer_kg or 0.0,
        trailer_drag_area=options.trailer_drag_area_m2,
        roof_box=options.roof_box,
        winter_tyres=options.winter_tyres,
    )


def load_document(load: Carried | None) -> dict[str, Any] | None:
    """Return a load with units in its keys, ready for JSON; None where there is none.

    Args:
        load: the load.
    """
    if load is None:
        return None
    numbers = {key: getattr(load, name) for key, name in _KEYS.items()}
    return {
        key: None if number is None else from_si(key, float(number))
        for key, number in numbers.items()
    }


def load_text(load: Carried | None) -> list[str]:
    """Return the lines that tell people of a load; none where there is none.

    Args:
        load: the load.
    """
    if load is None:
        return []
    parts = [
        None if load.payload is None else f"{float(load.payload):.0f} kg in it",
        f"a trailer of {float(load.trailer_mass):.0f} kg" if load.trailer_mass > 0.0 else None,
        "a roof box" if load.roof_drag_area > 0.0 else None,
        "winter tyres" if load.tyre_rolling_factor != 1.0 else None,
    ]
    return [f"  with {', '.join(part for part in parts if part)}"]
