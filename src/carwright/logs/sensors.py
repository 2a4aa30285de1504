"""Sensors: readings that cannot be right, found by other readings, and mended or distrusted."""

import numpy as np

from carwright.errors import InputError
from carwright.logs.readings import Readings

STUCK = 20.0
"""Time without any change from which on a moving car's sensor is stuck (assumed) [s]."""
LONGEST_DROPOUT = 5.0
"""Empty cells for so long are bridged by a straight line and still believed (assumed) [s]."""
BOUNDS = {
    "speed": (0.0, 90.0),
    "torque": (-3000.0, 3000.0),
    "voltage": (20.0, 1200.0),
    "current": (-3000.0, 3000.0),
    "charge": (0.0, 1.1),
    "display_charge": (0.0, 1.1),
    "elevation": (-500.0, 9000.0),
    "cells": (210.0, 360.0),
    "air": (210.0, 335.0),
    "cabin": (210.0, 370.0),
    "cooling": (-100.0, 20e3),
}
"""What each reading can be [SI]; others are empty cells."""
LIVELY = ("speed", "torque", "voltage", "current")
"""Readings that never stay alike while a car drives."""
LEAST_LIKENESS = 0.2
"""Correlation with the motors' power below which the sign of a current is not told (assumed) [-].
"""
CREEP = 0.3
"""Negative speed up to here is noise at standstill [m/s]."""


def mend(log: Readings) -> None:
    """Fill short dropouts, distrust long ones and stuck sensors, turn the current's sign.

    Args:
        log: readings of one piece, times ascending.

    Raises:
        InputError: if voltage, current or speed is there for less than half of the log.
    """
    _still(log)
    for name in [name for name in log.values if name != "time"]:
        _bounded(log, name)
        if not _filled(log, name):
            _refuse_or_drop(log, name)
    for name in (name for name in LIVELY if name in log.values):
        _stuck(log, name)
    _turned(log)


def _still(log: Readings) -> None:
    speed = log.values["speed"]
    noise = (speed < 0.0) & (speed >= -CREEP)
    log.values["speed"] = np.where(noise, 0.0, speed)
    if np.median(speed[np.isfinite(speed)]) < -CREEP:
        log.values["speed"] = np.abs(speed)
        log.notes.append("The speed is negative: its sign is left out.")


def _bounded(log: Readings, name: str) -> None:
    low, high = BOUNDS[name]
    values = log.values[name]
    wrong = np.isfinite(values) & ((values < low) | (values > high))
    if wrong.any():
        log.values[name] = np.where(wrong, np.nan, values)
        log.notes.append(f"The {name} cannot be right in {np.sum(wrong)} rows: left out.")


def _filled(log: Readings, name: str) -> bool:
    """Bridge empty cells; False where hardly any cell is filled."""
    time, values = log.values["time"], log.values[name]
    there = np.isfinite(values)
    if there.sum() < max(2.0, 0.5 * len(values) if name in LIVELY else 2.0):
        return False
    if there.all():
        return True
    log.values[name] = np.interp(time, time[there], values[there])
    if name in LIVELY:
        near = np.abs(_nearest(time, time[there]))
        log.sure &= there | (near <= 0.5 * LONGEST_DROPOUT)
        log.notes.append(f"The {name} is missing in {np.sum(~there)} rows: bridged.")
    return True


def _refuse_or_drop(log: Readings, name: str) -> None:
    if name in ("speed", "voltage", "current"):
        raise InputError(
            f"the {name} is missing in most of the log",
            file=log.file,
            key=name,
            remedy=f"--columns {name}=COLUMN:UNIT names another column",
        )
    del log.values[name]
    log.notes.append(f"The {name} is missing in most of the log: not used.")


def _nearest(time: np.ndarray, there: np.ndarray) -> np.ndarray:
    right = np.clip(np.searchsorted(there, time), 1, len(there) - 1)
    before, after = time - there[right - 1], there[right] - time
    return np.minimum(np.abs(before), np.abs(after))


def _stuck(log: Readings, name: str) -> None:
    """Distrust a reading that stays alike for long while the car moves."""
    time, values = log.values["time"], log.values[name]
    moves = log.values["speed"] > 1.0
    edges = np.flatnonzero(np.diff(values) != 0.0) + 1
    firsts, lasts = np.r_[0, edges], np.r_[edges, len(values)]
    long = time[lasts - 1] - time[firsts] >= STUCK
    wrong = np.zeros(len(values), bool)
    for first, last in zip(firsts[long], lasts[long], strict=True):
        wrong[first:last] = moves[first:last].mean() > 0.5
    if wrong.any():
        log.sure &= ~wrong
        log.notes.append(
            f"The {name} is stuck in {np.sum(wrong)} rows of a moving car: not scored there."
        )


def _turned(log: Readings) -> None:
    """Turn a current that is negative while the motors drive."""
    likeness = _likeness(log)
    if likeness < -LEAST_LIKENESS:
        log.values["current"] = -log.values["current"]
        log.notes.append("The current is negative on discharge: its sign is turned round.")
    elif abs(likeness) <= LEAST_LIKENESS:
        log.notes.append(
            "The current does not follow the motion: it is taken as positive on discharge."
        )


def _likeness(log: Readings) -> float:
    speed, time, current = (log.values[name] for name in ("speed", "time", "current"))
    pull = log.values["torque"] if "torque" in log.values else np.gradient(speed, time)
    power, known = pull * speed, log.sure
    if known.sum() < 2 or np.std(power[known]) == 0.0 or np.std(current[known]) == 0.0:
        return 0.0
    return float(np.corrcoef(power[known], current[known])[0, 1])
