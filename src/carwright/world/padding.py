"""Padding: a cycle as arrays of a few lengths, so that few programs serve every cycle."""

from typing import NamedTuple

import numpy as np

from carwright.world.cycle import Cycle

BLOCK, LARGEST_BLOCKED = 128, 4096
"""Traces are padded to a multiple of the first, beyond the second to a power of two [steps]."""


class Padded(NamedTuple):
    """A cycle with one entry a step, and what fills it up."""

    speed: np.ndarray
    """(steps,) speed wanted at the end of each step [m/s]."""
    slope: np.ndarray
    """(steps,) sine of the road's angle in each step [-]."""
    awake: np.ndarray
    """(steps,) false where the car is switched off [-]."""
    valid: np.ndarray
    """(steps,) false where the trace is padding [-]."""
    start_speed: np.ndarray
    """() speed at the start [m/s]."""
    time_step: np.ndarray
    """() step [s]."""


def padded_length(steps: int) -> int:
    """Return the length to which a trace is padded.

    Args:
        steps: steps of the trace.
    """
    if steps <= LARGEST_BLOCKED:
        return -(-steps // BLOCK) * BLOCK
    return 1 << (steps - 1).bit_length()


def padded(cycle: Cycle) -> Padded:
    """Return a cycle with one entry a step, filled up to a padded length.

    Args:
        cycle: the cycle.
    """
    steps = cycle.speed.size - 1
    more = padded_length(steps) - steps
    return Padded(
        speed=np.pad(cycle.speed[1:], (0, more)),
        slope=np.pad(cycle.step_sine, (0, more)),
        awake=np.pad(cycle.awake, (0, more)),
        valid=np.pad(np.ones(steps, bool), (0, more)),
        start_speed=np.asarray(cycle.speed[0]),
        time_step=np.asarray(cycle.time_step),
    )
