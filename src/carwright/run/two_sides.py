"""two_sides: the electric book of a drive as what gave energy and what took it, both positive.

A term of the ledger is what something took. Where it is negative that thing gave: a wind from
behind pushes, a descent or a stop gives what was stored, and a road load below that of its parts
hands back what these took too much. No JAX.
"""

from collections.abc import Mapping
from typing import NamedTuple

CHEMICAL = "chemical"
"""What the cells gave, by its name in the ledger; all other terms add up to it."""
_GIVERS = {
    CHEMICAL: "out of the cells",
    "air": "wind from behind",
    "residual_drag": "road load below its parts",
    "kinetic": "out of motion",
    "height": "out of height",
    "polarisation": "out of polarisation",
}
_INTO_CELLS = "into the cells"


class Sides(NamedTuple):
    """A book by its two sides, which have one sum."""

    gave: dict[str, float]
    """What gave, by its name in the ledger, positive; the cells first where they did."""
    took: dict[str, float]
    """What took, the same way."""


def two_sides(terms: Mapping[str, float]) -> Sides:
    """Return the terms of a book by side, those of nothing left out.

    Args:
        terms: every term by name, as `Ledger.terms` gives them, in any unit of energy.
    """
    taken = {name: -energy if name == CHEMICAL else energy for name, energy in terms.items()}
    return Sides(
        gave={name: -energy for name, energy in taken.items() if energy < 0.0},
        took={name: energy for name, energy in taken.items() if energy > 0.0},
    )


def giver(name: str) -> str:
    """Return what a term is called where it gave.

    Args:
        name: its name in the ledger.
    """
    return _GIVERS.get(name) or f"{taker(name)}, less than nothing"


def taker(name: str) -> str:
    """Return what a term is called where it took.

    Args:
        name: its name in the ledger.
    """
    return _INTO_CELLS if name == CHEMICAL else name.replace("_", " ")
