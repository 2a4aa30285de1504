"""Irregular logs on even steps of time, as means over each step: the distance stays what it was."""

import numpy as np

from carwright.errors import InputError
from carwright.world.trace_check import Columns, Origin

SHORTEST_STEP, LONGEST_STEP = 0.01, 1.0
"""Time steps that a regular trace may have [s]."""
LONGEST_GAP = 30.0
"""Longest time between rows of an irregular log that a straight line may bridge (assumed) [s]."""
LONGEST_USUAL_STEP = 5.0
"""Longest median step of an irregular log; coarser ones hide accelerations (assumed) [s]."""
SHORTEST_GAP = 1e-3
"""Rows of an irregular log that are closer are the same instant (assumed) [s]."""
JITTER = 0.01
"""A time off its even grid by less than this share of a step is on it (assumed) [-]."""
_EVEN_STEPS = (0.2, 0.5, 1.0)
"""Even steps of time that an irregular log is put on [s]."""
_FINENESS = 0.6
"""The longest of them that is no more than this share of the log's mean step is taken [-]."""
_LIKELY_MILLISECONDS = 5.0
"""Logs of so many seconds a row are rarer than logs in milliseconds (assumed) [s]."""


def even_steps(columns: Columns, origin: Origin) -> tuple[Columns, float, tuple[str, ...]]:
    """Return the trace on even steps of time from 0 s, the step [s], and notes of what was done.

    Speed and slope are as given where the log is regular. Elsewhere the speed of a point is the
    mean of the log over one step around it (half a step at both ends), whose trapezoidal sum is
    exactly the distance of the log.

    Args:
        columns: a checked trace.
        origin: where it came from.

    Raises:
        InputError: if the steps of time are too long, too short or hold a gap.
    """
    time = columns.time - columns.time[0]
    count = len(time) - 1
    step = float(time[-1]) / count
    if np.max(np.abs(time - step * np.arange(count + 1))) <= JITTER * step:
        _check_regular(step, columns.time, origin)
        step = round(step, 9)
        even = Columns(step * np.arange(count + 1), columns.speed, columns.slope, columns.elevation)
        return even, step, ()
    _check_irregular(columns.time, origin)
    steps = np.diff(time)
    even = _resampled(columns, time, _chosen_step(step))
    note = (
        f"irregular log: resampled from steps of {steps.min():.3g} to {steps.max():.3g} s"
        f" to an even step of {even.time[1]:.6g} s"
    )
    return even, float(even.time[1]), (note,)


def mean_between(x: np.ndarray, y: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """(k,) mean of the line through points (x, y) from each `low` to its `high`.

    Args:
        x: (n+1,) ascending places.
        y: (n+1,) values at these places.
        low: (k,) where each mean starts, not before x[0].
        high: (k,) where it ends, after `low` and not after x[-1].
    """
    rise = np.diff(y) / np.diff(x)
    areas = np.concatenate([[0.0], np.cumsum(0.5 * (y[1:] + y[:-1]) * np.diff(x))])

    def area(at: np.ndarray) -> np.ndarray:
        left = np.clip(np.searchsorted(x, at, side="right") - 1, 0, len(rise) - 1)
        beyond = at - x[left]
        return areas[left] + beyond * (y[left] + 0.5 * rise[left] * beyond)

    return (area(high) - area(low)) / (high - low)


def _chosen_step(mean_step: float) -> float:
    return max(
        (step for step in _EVEN_STEPS if step <= _FINENESS * mean_step), default=_EVEN_STEPS[0]
    )


def _resampled(columns: Columns, time: np.ndarray, wanted_step: float) -> Columns:
    count = int(np.ceil(time[-1] / wanted_step - 1e-9))
    points = np.linspace(0.0, time[-1], count + 1)
    half = 0.5 * time[-1] / count
    low, high = np.maximum(points - half, 0.0), np.minimum(points + half, time[-1])
    speed = np.clip(mean_between(time, columns.speed, low, high), 0.0, np.max(columns.speed))
    slope = None if columns.slope is None else np.interp(points, time, columns.slope)
    height = None if columns.elevation is None else np.interp(points, time, columns.elevation)
    return Columns(points, speed, slope, height)


def _check_regular(step: float, time: np.ndarray, origin: Origin) -> None:
    too_long = step > LONGEST_STEP * (1.0 + JITTER)
    if too_long or step < SHORTEST_STEP * (1.0 - JITTER):
        raise InputError(
            f"the rows are {step:.6g} s apart",
            **origin.place("time", 1),
            value=float(time[1]),
            allowed=f"{SHORTEST_STEP} to {LONGEST_STEP:g} s from row to row",
            remedy=_long_step_remedy(step) if too_long else "average it to 0.01 s or more",
        )


def _check_irregular(time: np.ndarray, origin: Origin) -> None:
    steps = np.diff(time)
    usual = float(np.median(steps))
    longest, shortest = int(np.argmax(steps)), int(np.argmin(steps))
    if usual > LONGEST_USUAL_STEP:
        raise InputError(
            f"the rows are {usual:.6g} s apart in the median",
            **origin.place("time", 1),
            value=float(time[1]),
            allowed=f"up to {LONGEST_USUAL_STEP:g} s from row to row in the median",
            remedy=_long_step_remedy(usual),
        )
    if steps[longest] > LONGEST_GAP:
        raise InputError(
            f"there is a gap of {steps[longest]:.6g} s before this row",
            **origin.place("time", longest + 1),
            value=float(time[longest + 1]),
            allowed=f"gaps of up to {LONGEST_GAP:g} s",
            remedy="split the trace at the gap, or fill it",
        )
    if steps[shortest] < SHORTEST_GAP or time[-1] - time[0] < SHORTEST_STEP:
        raise InputError(
            f"this row is only {steps[shortest]:.3g} s after the one before",
            **origin.place("time", shortest + 1),
            value=float(time[shortest + 1]),
            allowed=f"{SHORTEST_GAP:g} s or more, and {SHORTEST_STEP} s for the whole trace",
            remedy="leave one of the rows out, or check the unit",
        )


def _long_step_remedy(step: float) -> str:
    if step >= _LIKELY_MILLISECONDS:
        return "if it is in milliseconds, divide it by 1000"
    return "log the drive once a second or more often"
