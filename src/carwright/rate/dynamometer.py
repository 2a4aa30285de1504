"""Dynamometer: what a test needs of a car, whoever computes it.

The procedures know a car only through this: they drive courses, look at energies and distances and
plug the car in. `Roller` computes it from a `Car`; a process that only wants a rating computes it
with programs that an earlier process exported. No JAX when it is imported.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol, runtime_checkable

import numpy as np

from carwright.rate.course import PARTS, Course

Number = Any
"""A plain number, or a scalar inside a program."""


class Facts(NamedTuple):
    """What a test must know of the car before it drives."""

    kerb_mass: Number
    """Mass ready to drive, nothing carried [kg]."""
    test_mass: Number
    """Mass in this test [kg]."""
    top_speed: Number
    """Speed at which the car holds itself back [m/s]."""
    usable_energy: Number
    """Energy of the cells between 100 and 0 % of the display at rest voltage [J]."""
    gross_energy: Number
    """Energy of the cells from full to empty at rest voltage, as they are now [J]."""
    rated_power: Number
    """Greatest mechanical power of all motors together, as rated [W]."""
    hardest_resistance: Number
    """Force that resists the warm car at the speed at which WLTP asks for most power [N]."""


class Driven(NamedTuple):
    """What a leg gave, as plain numbers."""

    end: Any
    """The car where it stopped, for the next leg [-]."""
    energy: np.ndarray
    """(parts,) out of the battery's terminals less what came back, in each part [J]."""
    distance: np.ndarray
    """(parts,) driven in each part [m]."""
    whole: np.ndarray
    """(parts,) whether the part was driven to its end [-]."""
    below: float
    """Longest time below the tolerance [s]."""
    short: bool
    """Whether the car missed the trace by more than the tolerance [-]."""
    stopped: bool
    """Whether the leg ended before the course [-]."""
    empty: bool
    """Whether the battery was empty [-]."""


class Recharged(NamedTuple):
    """What a recharge took."""

    energy_ac: Number
    """At the wall [J]."""
    energy_dc: Number
    """Into the battery's terminals [J]."""
    energy_stored: Number
    """Into the cells' rest energy [J]."""
    duration: Number
    """From plugging in to full [s]."""


@runtime_checkable
class Dynamometer(Protocol):
    """A car on the roller, loaded for one test."""

    @property
    def facts(self) -> Facts:
        """What a test must know of the car [-]."""
        ...

    def rested(self) -> Any:
        """Return the car before a test: full, soaked, standing."""
        ...

    def drive(self, course: Course, start: Any, patience: float) -> Driven:
        """Drive a course until its end, or until the car stops.

        Args:
            course: what the driver is shown.
            start: the car at the start.
            patience: time below the tolerance after which the test stops [s].
        """
        ...

    def recharge(self, state: Any) -> Recharged:
        """Plug the car in after its soak, until it is full.

        Args:
            state: the car where the test stopped.
        """
        ...


def driven(course: Course, end: Any, empty: bool, found: Sequence[Any]) -> Driven:
    """Return a leg as plain numbers.

    Args:
        course: what was driven.
        end: the car where it stopped.
        empty: whether its battery was empty.
        found: energy, distance and steps of each part, longest time below the tolerance, whether
            the trace was missed, and whether the leg ended before the course.
    """
    energy, distance, steps, below, short, stopped = found
    asked = np.bincount(course.part, course.valid, PARTS).astype(int)
    return Driven(
        end=end,
        energy=np.asarray(energy),
        distance=np.asarray(distance),
        whole=(asked > 0) & (np.asarray(steps) == asked),
        below=float(below),
        short=bool(short),
        stopped=bool(stopped),
        empty=empty,
    )
