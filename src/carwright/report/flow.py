"""Flow: the ledger as a stream that gives off branches, station by station, and what comes round.

What braking returns to the terminals runs round from the wheels to the battery: on every station
between, the stream is the net energy and that.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from carwright.report.losses import (
    AUXILIARIES,
    BRAKES,
    CELLS,
    DRIVELINE,
    KEPT,
    TYRES,
    Group,
    terms_of,
)
from carwright.report.words import capital
from carwright.run.simulate import Run
from carwright.run.two_sides import giver

SMALL = 5e-4
"""Branches below this share of the energy are not drawn."""
STATIONS = (
    ("Cells", (("Heat in the cells", CELLS.kind, CELLS.terms),)),
    (
        "Battery",
        (
            ("12 V loads", AUXILIARIES.kind, ("auxiliaries", "dcdc")),
            ("Climate", AUXILIARIES.kind, ("climate",)),
        ),
    ),
    (
        "Motors",
        (
            ("Front motor, inverter", DRIVELINE.kind, ("front_drive_unit", "front_motor_drag")),
            ("Rear motor, inverter", DRIVELINE.kind, ("rear_drive_unit", "rear_motor_drag")),
        ),
    ),
    (
        "Gears",
        (
            ("Front gear", DRIVELINE.kind, ("front_gear",)),
            ("Rear gear", DRIVELINE.kind, ("rear_gear",)),
        ),
    ),
    (
        "Wheels",
        (
            (BRAKES.name, BRAKES.kind, BRAKES.terms),
            (TYRES.name, TYRES.kind, TYRES.terms),
            ("Air", "air", ("air",)),
            (KEPT.name, KEPT.kind, KEPT.terms),
        ),
    ),
)
"""Stations along the stream with the branches that leave there."""


@dataclass(frozen=True)
class Branch:
    """What leaves the stream, or joins it where the energy is negative."""

    name: str
    """What it is."""
    kind: str
    """Class of its colour."""
    energy: float
    """Energy that leaves [J]."""


@dataclass(frozen=True)
class Station:
    """A place along the stream."""

    name: str
    """What it is."""
    energy: float
    """What flows in, what came round included [J]."""
    branches: tuple[Branch, ...]
    """What leaves here."""


@dataclass(frozen=True)
class Flow:
    """The whole stream."""

    given: float
    """What the cells gave [J]."""
    round: float
    """What came round [J]."""
    stations: tuple[Station, ...]
    """Places along it, from the cells to the wheels."""
    left_out: tuple[str, ...]
    """Names of branches too small to draw."""


def flow(run: Run) -> Flow:
    """Return the stream of a drive.

    Args:
        run: the drive of one car.
    """
    terms = terms_of(run)
    given, round_ = terms["chemical"], float(run.totals.terminal_in)
    stations, left_out, stream = [], [], given
    for name, branches in STATIONS:
        if name == "Battery":
            stream += round_
        found = [branch for part in branches for branch in _parted(*part, terms)]
        found.sort(key=lambda branch: branch.energy >= 0.0)  # what joins comes first
        drawn = tuple(one for one in found if abs(one.energy) >= SMALL * abs(given))
        left_out += [one.name for one in found if one not in drawn and one.energy != 0.0]
        stations.append(Station(name, stream, drawn))
        stream -= sum(one.energy for one in found)
    return Flow(given, round_, tuple(stations), tuple(left_out))


def _parted(name: str, kind: str, of: tuple[str, ...], terms: Mapping[str, float]) -> list[Branch]:
    """What some terms took together, and by its own name each one that gave."""
    taken = Branch(name, kind, Group(name, kind, of).energy(terms))
    gave = [Branch(capital(giver(term)), kind, terms[term]) for term in of if terms[term] < 0.0]
    return [*([taken] if taken.energy or not gave else []), *gave]
