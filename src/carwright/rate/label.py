"""Label: from EPA's tests to its label, by the rule's factor or a car's own.

A maker may multiply what the tests give by 0.7, or drive five cycles, or have a factor of its own
approved; the label does not say which. Beside the rule's factor a rating can carry the factor that
the car's own figures or its maker's other cars tell. No JAX.

Source: 40 CFR 600.210-12 (d) (3), 600.116-12 (a) (6) and (8).
"""

from dataclasses import dataclass

from carwright.rate.formula import Formula

LABEL_FACTOR = Formula(
    "label-factor",
    0.7,
    "V",
    "the label's range is 0.7 of the unadjusted one, unless a car earns more by five cycles",
    "40 CFR 600.210-12 (d)",
)
"""Factor of the label where a car has none of its own [share]."""


@dataclass(frozen=True, slots=True)
class LabelTerms:
    """How a car's label is expected to follow from its tests."""

    factor: float
    """From the unadjusted range to the label's [share]."""
    factor_basis: str
    """`given`, `own` (the car's file), `maker` (its maker's other cars) or `usual` [-]."""
    factor_from: str
    """Where the factor comes from, in words [-]."""
    energy: float
    """Energy that its test draws over that of the simulated one [-]."""
    energy_from: str
    """Where that comes from, in words [-]."""
