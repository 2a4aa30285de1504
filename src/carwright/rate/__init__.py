"""The regulators' tests: EPA, WLTP, CLTC-P and NEDC, in full or with one cycle a phase.

Names are looked up when they are first used, so that a rating by exported programs loads no
physics.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carwright.rate.full import alternatives as alternatives
    from carwright.rate.full import rate as rate
    from carwright.rate.quick import rate_many as rate_many
    from carwright.rate.rating import PhaseRating as PhaseRating
    from carwright.rate.rating import Rating as Rating

_HOMES = {
    "PhaseRating": "rating",
    "Rating": "rating",
    "alternatives": "full",
    "rate": "full",
    "rate_many": "quick",
}

__all__ = ["PhaseRating", "Rating", "alternatives", "rate", "rate_many"]


def __getattr__(name: str) -> Any:
    """Return a public name from the module that holds it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'carwright.rate' has no attribute '{name}'")
    return getattr(import_module(f"carwright.rate.{_HOMES[name]}"), name)
