"""Discharge: a full battery driven empty by a regulation's sequence of courses.

Two ways serve all regulators. Shortened: two equal dynamic halves with steady runs between and
after them, the first run sized so that the last one takes little. Repeated: one course again and
again. The test ends where the battery is empty, or the car stays below the trace by more than 2
km/h for four seconds. A car that does so with a full battery is too weak for the cycle: it follows
as fast as it can, and only an empty battery ends its test.
"""

import math
from collections.abc import Sequence
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from carwright.rate.course import RAMP, STEADY_STEP, STEPS, Course, steady
from carwright.rate.dynamometer import Driven, Dynamometer
from carwright.rate.formula import Formula

BREAK_OFF = Formula(
    "break-off-time",
    4.0,
    "M",
    "the test ends when the car is below the trace's tolerance for four seconds",
    "UN GTR 15 Annex 8, 3.4.4; GB/T 18386.1-2021; applied to all four",
)
"""Time below the tolerance that ends a test [s]."""
HELD_SHARE = 0.8
"""Share of the usable energy that a steady run must reach, or the car does not hold its speed
[share]."""
MOST_COURSES = 2000
"""Courses after which a test is given up: no battery lasts that long [-]."""


class Segment(NamedTuple):
    """One part of a course, as it was driven."""

    name: str
    """Name of the part [-]."""
    energy: float
    """Out of the battery's terminals less what came back [J]."""
    distance: float
    """Driven [m]."""
    whole: bool
    """Whether it was driven to its end [-]."""


class Discharge(NamedTuple):
    """A battery driven from full to empty."""

    segments: tuple[Segment, ...]
    """All parts, in the order in which they were driven [-]."""
    end: Any
    """The car where the test stopped [-]."""
    weak: bool
    """Whether the car could not hold the trace with a full battery [-]."""
    short: bool
    """Whether it missed the trace at all with a full battery [-]."""
    small: bool
    """Whether the battery was empty before the first course ended [-]."""
    asked_distance: float
    """Of the first course, as the trace asks it [m]."""
    driven_distance: float
    """Of the first course, as it was driven [m]."""

    @property
    def usable_energy(self) -> float:
        """Energy of the whole test at the battery's terminals: UBE [J]."""
        return sum(segment.energy for segment in self.segments)

    @property
    def distance(self) -> float:
        """Driven in the whole test [m]."""
        return sum(segment.distance for segment in self.segments)


class Drives(NamedTuple):
    """The drives of one phase in a test."""

    energies: np.ndarray
    """(n,) energy of each at the battery [J]."""
    distances: np.ndarray
    """(n,) distance of each [m]."""


def drives_of(discharge: Discharge, names: Sequence[str]) -> Drives:
    """Return the whole drives of a phase; where the battery is too small for one, what was driven.

    Args:
        discharge: the test.
        names: names of the parts that make one drive.
    """
    segments, count = discharge.segments, len(names)
    energies: list[float] = []
    distances: list[float] = []
    place = 0
    while place + count <= len(segments):
        run = segments[place : place + count]
        if [part.name for part in run] == list(names) and all(part.whole for part in run):
            energies.append(sum(part.energy for part in run))
            distances.append(sum(part.distance for part in run))
            place += count
        else:
            place += 1
    if not energies:
        some = [part for part in segments if part.name in names and part.distance > 0.0]
        some = some or [part for part in segments if part.distance > 0.0]
        energies = [sum(part.energy for part in some)]
        distances = [max(sum(part.distance for part in some), 1.0)]
    return Drives(np.array(energies), np.array(distances))


def repeated(rig: Dynamometer, course: Course) -> Discharge:
    """Drive one course again and again until the battery is empty.

    Args:
        rig: the car on the roller.
        course: the course.
    """
    first = rig.drive(course, rig.rested(), math.inf)
    weak = _weak(first)
    segments = _segments(course, first)
    last = first
    while not last.stopped and len(segments) < MOST_COURSES * len(course.names):
        last = rig.drive(course, last.end, math.inf if weak else BREAK_OFF.value)
        segments += _segments(course, last)
    return _discharge(course, first, last.end, segments)


def shortened(rig: Dynamometer, half: Course, speed: float, left: float) -> Discharge | None:
    """Drive two dynamic halves with a steady run after each; None where the car cannot.

    It cannot where its battery is too small for two halves, or where it does not hold the speed.

    Args:
        rig: the car on the roller.
        half: the dynamic half.
        speed: of the steady runs, where the car is as fast [m/s].
        left: share of the battery that the last steady run is to take.
    """
    speed = min(speed, rig.facts.top_speed)
    first = rig.drive(half, rig.rested(), math.inf)
    if first.stopped:
        return None
    ahead = list(islice(_steady_until_stopped(rig, first.end, speed), MOST_COURSES))
    taken = float(np.sum(first.energy))
    to_come = sum(float(np.sum(leg.energy)) for leg in ahead)
    way = sum(float(np.sum(leg.distance)) for leg in ahead)
    if taken + to_come < HELD_SHARE * rig.facts.usable_energy or to_come < 1.01 * taken:
        return None
    middle = max(to_come - taken - left * (taken + to_come), 0.0) * way / to_come
    segments, state = _segments(half, first), first.end
    for course in _middle_courses(speed, middle):
        leg = rig.drive(course, state, math.inf)
        segments, state = segments + _segments(course, leg), leg.end
    second = rig.drive(half, state, math.inf if _weak(first) else BREAK_OFF.value)
    if second.stopped:
        return None
    segments, state = segments + _segments(half, second), second.end
    for leg in islice(_steady_until_stopped(rig, state, speed), MOST_COURSES):
        segments, state = segments + _segments(steady(speed), leg), leg.end
    return _discharge(half, first, state, segments)


def _steady_until_stopped(rig: Dynamometer, state: Any, speed: float):
    """Steady runs until the battery is empty or the speed is not held."""
    while True:
        leg = rig.drive(steady(speed), state, BREAK_OFF.value)
        yield leg
        if leg.stopped:
            return
        state = leg.end


def _middle_courses(speed: float, distance: float) -> list[Course]:
    """Steady runs of a distance; none where they would hardly be more than their ramps."""
    longest = (STEPS - 1) * STEADY_STEP
    count = max(math.ceil((distance / speed + RAMP) / longest), 1)
    duration = STEADY_STEP * round((distance / speed / count + RAMP) / STEADY_STEP)
    return [steady(speed, duration)] * count if duration > 2.0 * RAMP else []


def _weak(first: Driven) -> bool:
    """Whether a full battery could not hold the trace; one that runs empty is small, not weak."""
    return first.below >= BREAK_OFF.value and not first.empty


def _segments(course: Course, leg: Driven) -> list[Segment]:
    return [
        Segment(name, float(leg.energy[at]), float(leg.distance[at]), bool(leg.whole[at]))
        for at, name in enumerate(course.names)
    ]


def _discharge(course: Course, first: Driven, end: Any, segments: list[Segment]) -> Discharge:
    return Discharge(
        segments=tuple(segments),
        end=end,
        weak=_weak(first),
        short=first.short and not first.empty,
        small=first.empty,
        asked_distance=float(np.sum(course.asked_distances)),
        driven_distance=float(np.sum(first.distance)),
    )
