"""Courses: what the driver is shown, put together from cycles, pauses and steady runs.

A course is a trace with named parts, so that one drive gives the energy and distance of each. All
courses have one length, so that one compiled program drives them all; what is beyond their end is
not driven and costs no time. No JAX.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from carwright.world.cycle import Cycle

STEPS = 4864
"""Steps of every course, filled up: two CLTC for a car of 30 km/h, in whole blocks [-]."""
PARTS = 8
"""Greatest number of parts in a course [-]."""
RAMP = 60.0
"""Time in which a steady run is reached from rest, and left again (assumed) [s]."""
STEADY_STEP = 10.0
"""Step of a steady run [s]: at constant speed ten seconds give what one gives."""
PAUSE, SOAK = "pause", "soak"
"""Names of parts in which the car stands: switched on, and switched off."""
STEADY = "steady"
"""Name of the part that is a run at constant speed."""


class Course(NamedTuple):
    """A trace with named parts, one entry a step."""

    speed: np.ndarray
    """(steps,) speed wanted at the end of each step [m/s]."""
    awake: np.ndarray
    """(steps,) false where the car is switched off [-]."""
    valid: np.ndarray
    """(steps,) false beyond the end [-]."""
    part: np.ndarray
    """(steps,) number of the part that the step belongs to [-]."""
    time_step: np.ndarray
    """() step [s]."""
    names: tuple[str, ...]
    """Name of each part, in order; a name may come twice [-]."""

    @property
    def asked_distances(self) -> np.ndarray:
        """(parts,) distance of each part, as the trace asks it [m]."""
        before = np.concatenate([[0.0], self.speed[:-1]])
        steps = 0.5 * (before + self.speed) * self.time_step * self.valid
        return np.bincount(self.part, steps, len(self.names))


class Piece(NamedTuple):
    """A stretch of a course: one name, the speeds at the end of its seconds."""

    name: str
    """Name of the part [-]."""
    speed: np.ndarray
    """(steps,) speed at the end of each step [m/s]."""
    awake: bool = True
    """False where the car is switched off [-]."""


def pieces(cycle: Cycle, names: Sequence[str]) -> list[Piece]:
    """Return the phases of a cycle as stretches of a course.

    Args:
        cycle: a cycle of one-second steps.
        names: what to call its phases, in their order.
    """
    bounds = [(round(phase.start_s), round(phase.end_s)) for phase in cycle.phases]
    return [
        Piece(name, cycle.speed[start + 1 : end + 1])
        for name, (start, end) in zip(names, bounds, strict=True)
    ]


def standing(name: str, duration: float) -> Piece:
    """Return a stretch in which the car stands.

    Args:
        name: `PAUSE`, switched on, or `SOAK`, switched off.
        duration: how long [s].
    """
    return Piece(name, np.zeros(round(duration)), awake=name != SOAK)


def course(stretches: Sequence[Piece], time_step: float = 1.0) -> Course:
    """Return a course of stretches, one after the other.

    Args:
        stretches: its parts, `PARTS` at most.
        time_step: step of all of them [s].
    """
    lengths = [len(piece.speed) for piece in stretches]
    more = STEPS - sum(lengths)

    def filled(values: Sequence[np.ndarray], dtype: type) -> np.ndarray:
        return np.pad(np.concatenate(values), (0, more)).astype(dtype)

    return Course(
        speed=filled([piece.speed for piece in stretches], np.float64),
        awake=filled([np.full(len(piece.speed), piece.awake) for piece in stretches], np.bool_),
        valid=filled([np.ones(length, bool) for length in lengths], np.bool_),
        part=filled([np.full(length, at) for at, length in enumerate(lengths)], np.int32),
        time_step=np.asarray(time_step),
        names=tuple(piece.name for piece in stretches),
    )


def steady(speed: float, duration: float | None = None) -> Course:
    """Return a run at constant speed, reached and left gently.

    Args:
        speed: the speed [m/s].
        duration: how long, with both ramps [s]; None goes on as long as a course can.
    """
    up = speed * np.arange(1, round(RAMP / STEADY_STEP) + 1) * (STEADY_STEP / RAMP)
    if duration is None:
        held = np.full(STEPS - len(up), speed)
        return course([Piece(STEADY, np.concatenate([up, held]))], STEADY_STEP)
    held = np.full(max(round((duration - 2.0 * RAMP) / STEADY_STEP), 0), speed)
    down = np.append(up[-2::-1], 0.0)
    return course([Piece(STEADY, np.concatenate([up, held, down]))], STEADY_STEP)
