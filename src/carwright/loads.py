"""Loads: what a car may carry, tow and wear, and what is usual of it. No JAX."""

from dataclasses import dataclass

from carwright.conditions import TRAILER_DRAG_AREA, TRAILER_ROLLING_COEFFICIENT
from carwright.errors import InputError

ROOF_BOX_DRAG_AREA = 0.14
"""Drag area that a usual roof box adds [m^2] (estimate: a press test of a Tesla Model 3 used 24
Wh/km more with one; its speed, not printed, is taken as 30 m/s)."""
WINTER_ROLLING_FACTOR = 1.12
"""Rolling force on winter tyres over that on summer tyres [-] (1.05 to 1.20) [M]."""
WINTER_GRIP_FACTOR = 0.87
"""Grip of winter tyres over that of summer tyres, dry road [-] (What Car?: braking from 62
mph at 5.5 C in 43.7 instead of 37.9 m)."""

BOUNDS = {
    "payload": (0.0, 2000.0, " kg"),
    "trailer_mass": (0.0, 3500.0, " kg"),
    "trailer_drag_area": (0.0, 8.0, " m2"),
    "trailer_rolling_coefficient": (0.003, 0.05, ""),
    "roof_drag_area": (0.0, 2.0, " m2"),
    "tyre_rolling_factor": (0.5, 2.0, ""),
    "tyre_grip_factor": (0.1, 2.0, ""),
}
"""What is possible, with its unit; a car's licence tows 3,500 kg at most (2006/126/EC)."""


@dataclass(frozen=True)
class Carried:
    """What one car carries, tows and wears, by the names of `Load`."""

    payload: float | None = None
    """What the car carries, driver included; None keeps the car's own load [kg]."""
    trailer_mass: float = 0.0
    """Mass of a trailer with all that is on it [kg]."""
    trailer_drag_area: float = 0.0
    """Drag area that it adds in the wake of the car [m^2]."""
    trailer_rolling_coefficient: float = TRAILER_ROLLING_COEFFICIENT
    """Its rolling force over its weight [-]."""
    roof_drag_area: float = 0.0
    """Drag area that a roof box adds [m^2]."""
    tyre_rolling_factor: float = 1.0
    """Rolling force on these tyres over that on the car's own [-]."""
    tyre_grip_factor: float = 1.0
    """Grip of these tyres over that of the car's own [-]."""


def usual(
    payload: float | None = None,
    *,
    trailer_mass: float = 0.0,
    trailer_drag_area: float | None = None,
    roof_box: bool = False,
    winter_tyres: bool = False,
) -> Carried:
    """Return usual things: a trailer's drag, a roof box and winter tyres are estimates.

    Args:
        payload: what the car carries, driver included [kg]; None keeps the car's own load.
        trailer_mass: of a trailer with all that is on it [kg].
        trailer_drag_area: drag area that it adds [m^2]; None is that of a usual tall one.
        roof_box: whether there is a roof box.
        winter_tyres: whether the car is on winter tyres.
    """
    tall = TRAILER_DRAG_AREA if trailer_mass > 0.0 else 0.0
    return Carried(
        payload=payload,
        trailer_mass=trailer_mass,
        trailer_drag_area=tall if trailer_drag_area is None else trailer_drag_area,
        roof_drag_area=ROOF_BOX_DRAG_AREA if roof_box else 0.0,
        tyre_rolling_factor=WINTER_ROLLING_FACTOR if winter_tyres else 1.0,
        tyre_grip_factor=WINTER_GRIP_FACTOR if winter_tyres else 1.0,
    )


def within_bounds(name: str, value: object, key: str | None = None) -> None:
    """Refuse what no car carries.

    Args:
        name: of the number in a load.
        value: the number, or many.
        key: what the user calls it; by default its name.

    Raises:
        InputError: if it is outside its bounds or no number.
    """
    import numpy as np  # not before a command has work to do

    low, high, unit = BOUNDS[name]
    try:
        numbers = np.asarray(value, float).ravel()
    except (TypeError, ValueError):
        numbers = np.array([np.nan])
    wrong = ~((numbers >= low) & (numbers <= high))
    if wrong.any():
        raise InputError(
            "no car drives with such a load",
            key=key or name,
            value=float(numbers[wrong][0]),
            allowed=f"{low:g} to {high:g}{unit}",
        )
