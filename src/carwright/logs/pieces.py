"""Pieces: a log cut where it starts anew, has a long gap, or the car is on the plug.

The piece with the longest way is kept; what is left out is said.
"""

from itertools import pairwise

import numpy as np

from carwright.errors import InputError
from carwright.logs.readings import Readings
from carwright.world.resample import LONGEST_GAP

SHORTEST_LOG = 60.0
"""Shortest drive that is taken [s]."""
LONGEST_CHARGE_BREAK = 20.0
"""Rows of a charge that are at most so far apart are one charge (assumed) [s]."""
CHARGING_CURRENT = 3.0
"""Current into a standing car from which on it charges (assumed) [A]."""
SHORTEST_CHARGE = 30.0
"""Shortest time on the plug (assumed) [s]."""
STANDSTILL = 0.1
"""Speed below which a car stands [m/s]."""


def one_piece(log: Readings) -> None:
    """Keep the rows of the longest unbroken drive.

    Args:
        log: readings; rows without time or speed are left out.

    Raises:
        InputError: if no minute is left.
    """
    whole = np.isfinite(log.values["time"]) & np.isfinite(log.values["speed"])
    if not whole.all():
        log.notes.append(f"{np.sum(~whole)} rows without time or speed: left out.")
        log.keep(whole)
    _refuse_short(log)
    cuts = _cuts(log)
    if len(cuts) > 1:
        lengths = [_way(log, first, last) for first, last in cuts]
        best = int(np.argmax(lengths))
        first, last = cuts[best]
        left = sum(lengths) - lengths[best]
        log.notes.append(
            f"The longest of {len(cuts)} pieces is kept, {lengths[best]:.0f} m; "
            f"{left:.0f} m are left out."
        )
        log.keep(slice(first, last))
    log.values["time"] = log.values["time"] - log.values["time"][0]
    _refuse_short(log)


def driving_part(log: Readings) -> None:
    """Leave out what was logged on the plug: a standing car whose battery takes current.

    Args:
        log: readings whose current is positive out of the battery.

    Raises:
        InputError: if no minute is left.
    """
    time, speed = log.values["time"], log.values["speed"]
    charges = (speed < STANDSTILL) & (log.values["current"] < -CHARGING_CURRENT)
    spans = _spans(charges, time)
    long = [(a, b) for a, b in spans if time[b - 1] - time[a] >= SHORTEST_CHARGE]
    if not long:
        return
    edges = [0, *(edge for span in long for edge in span), len(time)]
    parts = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    first, last = max(parts, key=lambda part: _way(log, *part))
    moving = np.flatnonzero(speed[first:last] >= STANDSTILL)
    if len(moving) == 0:
        raise InputError("the car never drives in this log", file=log.file)
    if last < len(time):  # what it does on the way to the plug is no drive either
        last = min(first + int(moving[-1]) + 2, last)
    if first > 0:
        first = max(first + int(moving[0]) - 1, first)
    log.notes.append(
        f"The car was on the plug for {sum(time[b - 1] - time[a] for a, b in long):.0f} s: "
        f"only the drive from {time[first]:.0f} to {time[last - 1]:.0f} s is kept."
    )
    log.keep(slice(first, last))
    log.values["time"] = log.values["time"] - log.values["time"][0]
    _refuse_short(log)


def _cuts(log: Readings) -> list[tuple[int, int]]:
    time = log.values["time"]
    steps = np.diff(time)
    backwards, gaps = np.flatnonzero(steps < 0.0), np.flatnonzero(steps > LONGEST_GAP)
    if len(backwards):
        log.notes.append(f"The time starts anew {len(backwards)} times.")
    if len(gaps):
        log.notes.append(f"{len(gaps)} gaps are longer than {LONGEST_GAP:.0f} s.")
    edges = [0, *(np.sort(np.concatenate([backwards, gaps])) + 1), len(time)]
    pieces = [(int(a), int(b)) for a, b in pairwise(edges)]
    return [piece for piece in pieces if piece[1] - piece[0] > 1] or pieces


def _way(log: Readings, first: int, last: int) -> float:
    time, speed = log.values["time"][first:last], log.values["speed"][first:last]
    return (
        float(np.sum(0.5 * (speed[1:] + speed[:-1]) * np.diff(time))) if last - first > 1 else 0.0
    )


def _spans(hits: np.ndarray, time: np.ndarray) -> list[tuple[int, int]]:
    rows = np.flatnonzero(hits)
    if len(rows) == 0:
        return []
    breaks = np.flatnonzero(np.diff(time[rows]) > LONGEST_CHARGE_BREAK)
    firsts, lasts = rows[np.r_[0, breaks + 1]], rows[np.r_[breaks, len(rows) - 1]] + 1
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))


def _refuse_short(log: Readings) -> None:
    time = log.values["time"]
    long = float(np.max(time) - np.min(time)) if len(time) > 1 else 0.0
    if long < SHORTEST_LOG:
        raise InputError(
            "the log is shorter than a minute",
            file=log.file,
            key="time",
            value=f"{long:.3g} s",
            allowed=f"{SHORTEST_LOG:.0f} s and more",
            remedy="if the time is not in seconds, say so: --columns time=COLUMN:ms",
        )
