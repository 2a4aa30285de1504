"""Formulas of the regulations: each number with its source and how sure it is. No JAX.

A tag says where a number was read: `V` in a text of the regulation or a copy of it, `M` from
memory, to be verified. Every rating lists the formulas that it rests on.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Formula:
    """One number or rule of a regulation."""

    name: str
    """Short name [-]."""
    value: float
    """The number in SI; 1 or 0 for a rule that is followed or not [-]."""
    tag: str
    """`V` where it was read, `M` where it is from memory [-]."""
    says: str
    """What it says, in one sentence [-]."""
    source: str
    """The regulation, with its section where that is known [-]."""

    def __float__(self) -> float:
        """The number, so that a formula stands where a number stands."""
        return self.value
