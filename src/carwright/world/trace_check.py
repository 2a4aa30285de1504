"""What a trace must be before anything drives it; each fault is one `InputError`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypedDict

import numpy as np

from carwright.errors import InputError
from carwright.units import TO_SI, suffix

HIGHEST_SPEED = 90.0
"""Above it, km/h were given as m/s; the fastest road car reaches 85 [m/s]."""
HIGHEST_ACCELERATION = 12.0
"""Above it, either way, no tyre can follow: the unit is wrong or the log is noise [m/s^2]."""
HIGHEST_SLOPE = 0.5
"""Above it, either way, percent were given as a share; the steepest street has 0.35 [-]."""
LOWEST_ELEVATION, HIGHEST_ELEVATION = -500.0, 9000.0
"""Beyond them it is no metres: the Dead Sea lies at -430, Mount Everest reaches 8849 [m]."""
_LATEST_TIME = 1e15
"""Larger numbers leave too few digits for a step of time [s]."""
_KMH_AS_M_PER_S = "if the numbers are km/h, name the column speed_kmh (arrays take m/s)"


class Place(TypedDict):
    """Where a value stands, as `InputError` takes it."""

    file: str | None
    line: int | None
    key: str


@dataclass(frozen=True)
class Columns:
    """A trace as it was given, in SI; every column is as long as `time`."""

    time: np.ndarray
    """(n+1,) time [s]."""
    speed: np.ndarray
    """(n+1,) road speed [m/s]."""
    slope: np.ndarray | None = None
    """(n+1,) rise over run from this point on [share]."""
    elevation: np.ndarray | None = None
    """(n+1,) height above sea level [m]."""


@dataclass(frozen=True)
class Origin:
    """Where the columns came from, so that an error can say it in the user's terms."""

    file: str | None = None
    """Path of the file; None for arrays [-]."""
    lines: Sequence[int] = ()
    """(n+1,) line of each row in the file, from 1 [-]."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """What the user calls a column, such as `speed_kmh` for `speed`, where it differs [-]."""

    def place(self, column: str, row: int | None = None) -> Place:
        """Return where a value stands.

        Args:
            column: a field of `Columns`.
            row: its row, from 0; None for the column as a whole.
        """
        key = self.keys.get(column, column)
        if self.file is None:
            return Place(file=None, line=None, key=key if row is None else f"{key}[{row}]")
        line = None if row is None else self.lines[row]
        return Place(file=self.file, line=line, key=key)

    def shown_speed(self, speed: float) -> float:
        """Return a speed in the unit that the user gave it in.

        Args:
            speed: () a speed [m/s].
        """
        unit = suffix(self.keys.get("speed", "speed_m_per_s"))
        return float(f"{speed / TO_SI[unit or '_m_per_s']:.6g}")


def check(columns: Columns, origin: Origin) -> None:
    """Refuse a trace whose rows cannot be right, each taken by itself.

    Args:
        columns: the trace.
        origin: where it came from.

    Raises:
        InputError: naming the first row that is wrong.
    """
    if len(columns.time) < 2:
        raise InputError(
            f"a trace needs at least two rows, this one has {len(columns.time)}",
            **origin.place("time"),
            remedy="give one row for each instant, in order of time",
        )
    for column in ("time", "speed", "slope", "elevation"):
        _check_finite(getattr(columns, column), column, origin)
    _check_order(columns.time, origin)
    _check_speed(columns.speed, origin)
    if columns.slope is not None:
        check_slope(columns.slope, origin)
    if columns.elevation is not None:
        _check_elevation(columns.elevation, origin)


def check_slope(slope: np.ndarray, origin: Origin) -> None:
    """Refuse a slope that is no share.

    Args:
        slope: (n+1,) rise over run [share].
        origin: where it came from.

    Raises:
        InputError: naming the first row that is wrong.
    """
    row = _first(np.abs(slope) > HIGHEST_SLOPE)
    if row is not None:
        raise InputError(
            "the slope is too steep for a road",
            **origin.place("slope", row),
            value=float(slope[row]),
            allowed=f"{-HIGHEST_SLOPE} to {HIGHEST_SLOPE} (rise over run)",
            remedy="if it is in percent, divide it by 100"
            if abs(slope[row]) <= 100.0 * HIGHEST_SLOPE
            else "check the column",
        )


def check_acceleration(speed: np.ndarray, step: float, rows: np.ndarray, origin: Origin) -> None:
    """Refuse a speed that jumps.

    Args:
        speed: (n+1,) speed on even steps [m/s].
        step: () time from point to point [s].
        rows: (n+1,) row of the user's data at or after each point, from 0.
        origin: where it came from.

    Raises:
        InputError: naming the first row that is wrong.
    """
    acceleration = np.diff(speed) / step
    at = _first(np.abs(acceleration) > HIGHEST_ACCELERATION)
    if at is None:
        return
    remedy = "smooth the log, or check its time step"
    raise InputError(
        f"the speed jumps by {acceleration[at]:.4g} m/s2",
        **origin.place("speed", int(rows[at + 1])),
        value=origin.shown_speed(float(speed[at + 1])),
        allowed=f"{-HIGHEST_ACCELERATION:g} to {HIGHEST_ACCELERATION:g} m/s2 from row to row",
        remedy=remedy if _in_kmh(origin) else f"{_KMH_AS_M_PER_S}; else {remedy}",
    )


def _check_finite(values: np.ndarray | None, column: str, origin: Origin) -> None:
    row = None if values is None else _first(~np.isfinite(values))
    if values is not None and row is not None:
        raise InputError(
            "this is no finite number",
            **origin.place(column, row),
            value=float(values[row]),
            remedy="fill the gap or leave the row out",
        )


def _check_order(time: np.ndarray, origin: Origin) -> None:
    row = _first(np.abs(time) > _LATEST_TIME)
    if row is not None:
        raise InputError(
            "the time is too large a number",
            **origin.place("time", row),
            value=float(time[row]),
            allowed=f"up to {_LATEST_TIME:g} s either way",
            remedy="give seconds, from the start of the trace",
        )
    after = _first(np.diff(time) <= 0.0)
    if after is not None:
        repeated = time[after + 1] == time[after]
        raise InputError(
            "the time is repeated" if repeated else "the time runs backwards",
            **origin.place("time", after + 1),
            value=float(time[after + 1]),
            allowed=f"more than {float(time[after])!r} s, the time of the row before",
            remedy="leave one of the rows out" if repeated else "sort the rows by time",
        )


def _check_speed(speed: np.ndarray, origin: Origin) -> None:
    row = _first((speed < 0.0) | (speed > HIGHEST_SPEED))
    if row is None:
        return
    unit = "km/h" if _in_kmh(origin) else "m/s"
    may_be_kmh = not _in_kmh(origin) and speed[row] * TO_SI["_kmh"] <= HIGHEST_SPEED
    remedy = _KMH_AS_M_PER_S if may_be_kmh else "check the unit of the column"
    if speed[row] < 0.0:
        remedy = "a car here drives forward only: set noise at standstill to 0"
    raise InputError(
        "the speed is negative" if speed[row] < 0.0 else "the speed is too high for a road car",
        **origin.place("speed", row),
        value=origin.shown_speed(float(speed[row])),
        allowed=f"0 to {origin.shown_speed(HIGHEST_SPEED):g} {unit}",
        remedy=remedy,
    )


def _check_elevation(elevation: np.ndarray, origin: Origin) -> None:
    row = _first((elevation < LOWEST_ELEVATION) | (elevation > HIGHEST_ELEVATION))
    if row is not None:
        raise InputError(
            "no road lies at this elevation",
            **origin.place("elevation", row),
            value=float(elevation[row]),
            allowed=f"{LOWEST_ELEVATION:g} to {HIGHEST_ELEVATION:g} m",
            remedy="give metres above sea level",
        )


def _in_kmh(origin: Origin) -> bool:
    return origin.keys.get("speed") == "speed_kmh"


def _first(wrong: np.ndarray) -> int | None:
    return int(np.argmax(wrong)) if np.any(wrong) else None
