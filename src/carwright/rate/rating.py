"""Rating: what a regulator's test says of a car, in SI.

A batch of cars has one leading axis on each number.
Energies are named exactly. `usable_energy` is that of the test (UBE), at the battery's terminals;
`rest_energy` that between 100 and 0 % of the display at rest voltage, `gross_energy` that of the
cells from full to empty. A consumption is `_dc` at the battery's terminals, `_ac` at the wall.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from carwright.rate.discharge import Segment
from carwright.rate.formula import Formula
from carwright.rate.label import LabelTerms

COMBINED = "combined"
"""Name of the phase that a car is named by."""

Number = Any
"""A number, or one for each car of a batch."""


class PhaseRating(NamedTuple):
    """What the test says of one phase."""

    range: Number
    """Distance on one charge [m]."""
    consumption_ac: Number
    """At the wall [J/m]."""
    consumption_dc: Number
    """At the battery's terminals [J/m]."""


def labelled(phase: PhaseRating, factor: Number) -> PhaseRating:
    """Return a phase as EPA's label has it: less range and more consumption by one factor.

    Args:
        phase: as it was measured.
        factor: from the measured to the label's range [share].
    """
    return PhaseRating(
        range=factor * phase.range,
        consumption_ac=phase.consumption_ac / factor,
        consumption_dc=phase.consumption_dc / factor,
    )


class Recharge(NamedTuple):
    """The simulated recharge after the test."""

    energy_ac: Number
    """At the wall [J]."""
    energy_dc: Number
    """Into the battery's terminals [J]."""
    energy_stored: Number
    """Into the cells' rest energy [J]."""
    duration: Number
    """From plugging in to full [s]."""


@dataclass(frozen=True)
class FiveCycle:
    """What can be said of EPA's factor by five cycles, and what cannot."""

    most: Number
    """Factor that the five cycles cannot exceed, city and highway together [share]."""
    most_city: Number
    """The same of the city [share]."""
    most_highway: Number
    """The same of the highway [share]."""
    not_judged: tuple[str, ...] = field(metadata={"static": True})
    """Cycles that cannot be judged, each with the reason [-]."""


class Alternative(NamedTuple):
    """What another reading of a formula from memory would do."""

    formula: str
    """Name of the formula [-]."""
    instead: str
    """What is done instead, in one sentence [-]."""
    range: Number
    """Range of the combined phase then [m]."""


@dataclass(frozen=True)
class Rating:
    """A car, rated by one procedure."""

    procedure: str = field(metadata={"static": True})
    """`epa`, `wltp`, `cltc` or `nedc` [-]."""
    method: str = field(metadata={"static": True})
    """How it was tested: `mct`, `sct`, `stp`, `ccp`, `shortened`, `conventional`, `repeated` or,
    with one cycle a phase, `quick` [-]."""
    phases: Mapping[str, PhaseRating]
    """The rating of each phase by name, `combined` first; EPA's are those of the label [-]."""
    unadjusted: Mapping[str, PhaseRating]
    """The same before EPA's factor; empty for the other procedures [-]."""
    factor: Number
    """From the unadjusted to the label's range; 1 for the other procedures [share]."""
    usable_energy: Number
    """Energy of the whole test at the battery's terminals: UBE [J]."""
    rest_energy: Number
    """Energy of the cells between 100 and 0 % of the display at rest voltage [J]."""
    gross_energy: Number
    """Energy of the cells from full to empty at rest voltage, as they are now [J]."""
    recharge: Recharge
    """The recharge after the test [-]."""
    test_mass: Number
    """Mass of the car in the test [kg]."""
    asked_distance: Number
    """Of the first course, as the trace asks it [m]."""
    driven_distance: Number
    """Of the first course, as it was driven [m]."""
    short: Number
    """Whether the car missed the trace with a full battery [-]."""
    weak: Number
    """Whether it was too weak to hold the trace [-]."""
    class_3a: Number = False
    """Whether WLTP's class 3a was driven, as below 120 km/h, and not 3b [-]."""
    downscaling: Number = 0.0
    """Share by which WLTP scaled the accelerations of Extra High down [share]."""
    factor_from: str = field(default="", metadata={"static": True})
    """Where EPA's factor comes from; empty for the other procedures [-]."""
    expected: LabelTerms | None = field(default=None, metadata={"static": True})
    """How EPA's label of this car is expected to follow; None where nobody looked [-]."""
    five_cycle: FiveCycle | None = None
    """Of EPA's factor by five cycles; None where it was not looked at [-]."""
    segments: tuple[Segment, ...] = field(default=(), metadata={"static": True})
    """All parts of the test in the order in which they were driven [-]."""
    alternatives: tuple[Alternative, ...] = field(default=(), metadata={"static": True})
    """What other readings of formulas from memory would do [-]."""
    formulas: tuple[Formula, ...] = field(default=(), metadata={"static": True})
    """The formulas that the rating rests on, each with its tag [-]."""
    notes: tuple[str, ...] = field(default=(), metadata={"static": True})
    """What a reader must know [-]."""

    @property
    def range(self) -> Number:
        """Range that the car is named by; EPA's is that of the label [m]."""
        return self.phases[COMBINED].range

    @property
    def consumption_ac(self) -> Number:
        """Consumption at the wall of the combined phase [J/m]."""
        return self.phases[COMBINED].consumption_ac

    @property
    def consumption_dc(self) -> Number:
        """Consumption at the battery's terminals of the combined phase [J/m]."""
        return self.phases[COMBINED].consumption_dc

    @property
    def expected_label(self) -> PhaseRating | None:
        """The combined phase as the car's label is expected to say it; None where nobody looked."""
        if self.expected is None:
            return None
        measured = self.unadjusted[COMBINED]
        full = measured._replace(range=self.expected.energy * measured.range)
        return labelled(full, self.expected.factor)

    @property
    def wltp_class(self) -> str | None:
        """Class that one car drove by the WLTP; None for the other procedures [-]."""
        if self.procedure != "wltp":
            return None
        return "3a" if self.class_3a else "3b"

    @property
    def wall_to_battery_loss(self) -> Number:
        """What the wall gave in the recharge and the battery's terminals did not get [J]."""
        return self.recharge.energy_ac - self.recharge.energy_dc

    @property
    def allocation(self) -> Number:
        """Energy at the wall for each joule of the test: EPA's recharge allocation factor [-]."""
        return self.recharge.energy_ac / self.usable_energy
