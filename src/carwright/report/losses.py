"""Losses: the terms of the ledger in words, and the groups in which the page shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from carwright.report.words import capital
from carwright.run.simulate import Run
from carwright.run.two_sides import giver, two_sides

TERMS = MappingProxyType(
    {
        "air": "Pushing the air away",
        "tyres": "Rolling of the tyres",
        "residual_drag": "Bearings and what else the coast-down holds",
        "front_motor_drag": "Drag of the turning front motor",
        "rear_motor_drag": "Drag of the turning rear motor",
        "front_gear": "Front gear",
        "rear_gear": "Rear gear",
        "front_drive_unit": "Front motor and inverter, electric",
        "rear_drive_unit": "Rear motor and inverter, electric",
        "auxiliaries": "12 V loads: computers, pumps, lights",
        "dcdc": "Converter that feeds the 12 V loads",
        "climate": "Cabin and battery climate",
        "friction_brakes": "Friction brakes",
        "kinetic": "Kept as motion",
        "height": "Kept as height",
        "cell_ohmic": "Cells: ohmic resistance",
        "cell_polarisation": "Cells: polarisation",
        "polarisation": "Cells: kept as polarisation",
    }
)
"""Every term of the ledger but the energy itself, in words."""


@dataclass(frozen=True)
class Group:
    """Terms that the page shows as one."""

    name: str
    """What to call it."""
    kind: str
    """Class of its colour."""
    terms: tuple[str, ...]
    """Its terms."""

    gives: bool = False
    """Whether it is what its terms gave; else it is what they took."""

    def energy(self, terms: Mapping[str, float]) -> float:
        """Return what terms of the group took, or what they gave, which is negative [J].

        Args:
            terms: energy of every term [J].
        """
        side = min if self.gives else max
        return sum(side(terms[name], 0.0) for name in self.terms)


AIR = Group("Air", "air", ("air",))
TYRES = Group("Tyres and bearings", "tyres", ("tyres", "residual_drag"))
DRIVELINE = Group(
    "Motors, inverters, gears",
    "driveline",
    (
        *(f"{side}_{part}" for part in ("drive_unit", "motor_drag") for side in ("front", "rear")),
        "front_gear",
        "rear_gear",
    ),
)
AUXILIARIES = Group("12 V loads and climate", "auxiliaries", ("auxiliaries", "dcdc", "climate"))
BRAKES = Group("Friction brakes", "brakes", ("friction_brakes",))
KEPT = Group("Kept as motion or height", "kept", ("kinetic", "height"))
CELLS = Group("Inside the cells", "cells", ("cell_ohmic", "cell_polarisation", "polarisation"))
AT_TERMINALS = (AIR, TYRES, DRIVELINE, AUXILIARIES, BRAKES, KEPT)
"""Groups that together are the energy at the terminals of the battery."""
GROUPS = (*AT_TERMINALS, CELLS)
"""Groups that together are the energy out of the cells."""


def givers(books: Iterable[Mapping[str, float]]) -> list[Group]:
    """Return the terms beside the cells that gave energy in any of some drives, each by itself.

    Args:
        books: energies of every term of each drive [J].
    """
    gave = {name for book in books for name in two_sides(book).gave}
    return [
        Group(capital(giver(name)), group.kind, (name,), gives=True)
        for group in GROUPS
        for name in group.terms
        if name in gave
    ]


def terms_of(run: Run) -> dict[str, float]:
    """Return every term of the electric book by name, `chemical` first [J].

    Args:
        run: the drive of one car.
    """
    return {name: float(value) for name, value in run.ledger.terms().items()}
