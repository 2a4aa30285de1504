"""Slopes: what a car climbs at each load, as a document and as a table for people."""

import math
from typing import TYPE_CHECKING, Any

from carwright.units import from_si

if TYPE_CHECKING:
    from rich.table import Table

    from carwright.plain.performance import Performance

_GRADES = {
    "greatest_start_share": ("starts on", "greatest_start"),
    "start_by_motors_share": ("by motors", "start_by_motors"),
    "start_by_grip_share": ("by grip", "start_by_grip"),
}
"""Grades by key, in words and by their names inside."""
_SPEEDS = {
    "speed_on_6_percent_kmh": ("6 % at", "speed_on_6"),
    "speed_on_12_percent_kmh": ("12 % at", "speed_on_12"),
}
"""Speeds, the same way."""
_CASES = {"": "as loaded", "gross": "gross mass", "gross_with_trailer": "gross mass, towing"}
"""Loads in words."""
SAME = 1e-6
"""Relative difference below which two grades are one [-]."""


def slopes_document(found: "Performance") -> dict[str, Any]:
    """Return what a car climbs as it is loaded, and under their names at the other loads.

    Args:
        found: what the car does.
    """
    cases = {
        name: _case(
            {key: float(value) for key, value in climbed.items()}
            | dict(zip(("mass", "towed_mass"), map(float, found.masses[name]), strict=True))
        )
        for name, climbed in found.climbing.items()
    }
    own = cases.pop("as_loaded")
    return own | cases


def slopes_table(climbing: dict[str, Any]) -> "Table":
    """Return the table of what a car climbs.

    Args:
        climbing: the document.
    """
    from rich.table import Table

    table = Table("slopes", box=None, pad_edge=False)
    for words in ("mass", *(words for words, _ in (*_GRADES.values(), *_SPEEDS.values()))):
        table.add_column(words, justify="right", no_wrap=True)
    table.add_column("bound by", no_wrap=True)
    for name, words in _CASES.items():
        case = climbing[name] if name else climbing
        mass, trailer = case["mass_kg"], case["trailer_mass_kg"]
        weighs = f"{mass:.0f}" + (f" + {trailer:.0f} kg" if trailer else " kg")
        grades = [_grade(case[key]) for key in _GRADES]
        speeds = [f"{case[key]:.0f} km/h" if case[key] else "not held" for key in _SPEEDS]
        table.add_row(words, weighs, *grades, *speeds, case["start_bound_by"] or "")
    return table


def _case(numbers: dict[str, float]) -> dict[str, Any]:
    told = (_GRADES | _SPEEDS).items()
    return {
        "mass_kg": numbers["mass"],
        "trailer_mass_kg": numbers["towed_mass"],
        **{key: from_si(key, numbers[name]) for key, (_, name) in told},
        "start_bound_by": _bound(numbers),
    }


def _bound(numbers: dict[str, float]) -> str | None:
    """What bounds the start; None where the car starts on every slope that is tried."""
    start, motors = numbers["greatest_start"], numbers["start_by_motors"]
    if not math.isfinite(start):
        return None
    less = min(motors, numbers["start_by_grip"])
    if start < (1.0 - SAME) * less:
        return "both"
    return "motors" if motors == less else "grip"


def _grade(share: float) -> str:
    return f"{100 * share:.0f} %" if math.isfinite(share) else "any"
