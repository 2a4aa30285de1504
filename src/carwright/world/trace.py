"""A trace of one's own made into a cycle: checked, on even steps of time, with a slope."""

from typing import Any

import numpy as np

from carwright.errors import InputError
from carwright.world.cycle import Cycle, Phase
from carwright.world.cycle_file import WHOLE
from carwright.world.elevation import (
    SHORTEST_DISTANCE,
    SMOOTHING_LENGTH,
    frozen_at_standstill,
    sine_of_road,
)
from carwright.world.resample import JITTER, even_steps
from carwright.world.trace_check import (
    HIGHEST_SLOPE,
    Columns,
    Origin,
    check,
    check_acceleration,
)

_HIGHEST_SINE = HIGHEST_SLOPE / (1.0 + HIGHEST_SLOPE**2) ** 0.5


def from_arrays(
    time: Any, speed: Any, slope: Any = None, elevation: Any = None, *, name: str = "trace"
) -> Cycle:
    """Return a cycle from arrays, lists or columns of a table.

    Args:
        time: (n+1,) ascending time; steps of 0.01 to 1 s, or uneven ones, which are resampled [s].
        speed: (n+1,) road speed, never negative [m/s].
        slope: (n+1,) rise over run from each point on, level where left out [share].
        elevation: (n+1,) height above sea level, instead of a slope; it is smoothed [m].
        name: id and name of the cycle.

    Raises:
        InputError: if this is no trace that a car could be asked to follow.
    """
    if slope is not None and elevation is not None:
        raise InputError(
            "slope and elevation are both given",
            key="slope, elevation",
            remedy="give one of them: an elevation holds the slope",
        )
    given = {"time": time, "speed": speed, "slope": slope, "elevation": elevation}
    arrays = {
        key: _floats(values, key)
        for key, values in given.items()
        if values is not None or key in ("time", "speed")
    }
    for key, values in arrays.items():
        if len(values) != len(arrays["time"]):
            raise InputError(
                f"'{key}' and 'time' are not of one length",
                key=key,
                value=f"{len(values)} values",
                allowed=f"{len(arrays['time'])} values, as many as time has",
            )
    return make_trace(Columns(**arrays), Origin(), name)


def make_trace(columns: Columns, origin: Origin, name: str) -> Cycle:
    """Return the cycle of a trace.

    Args:
        columns: the trace as given, in SI.
        origin: where it came from.
        name: id and name of the cycle.

    Raises:
        InputError: if this is no trace that a car could be asked to follow.
    """
    check(columns, origin)
    even, step, notes = even_steps(columns, origin)
    check_acceleration(even.speed, step, _rows_at(columns, even), origin)
    slope = np.zeros_like(even.speed) if even.slope is None else even.slope
    if columns.elevation is not None:
        slope, note = _slope_from_elevation(columns, columns.elevation, even, origin)
        notes = (*notes, note)
    duration = step * (len(even.speed) - 1)
    return Cycle(
        id=name,
        name=name,
        regulation="",
        time_step=step,
        speed=even.speed,
        slope=slope,
        phases=(Phase(WHOLE, 0.0, duration),),
        notes=notes,
    )


def _slope_from_elevation(
    columns: Columns, elevation: np.ndarray, even: Columns, origin: Origin
) -> tuple[np.ndarray, str]:
    driven = _distance(columns)
    net_height = float(elevation[-1] - elevation[0])
    frozen = frozen_at_standstill(elevation, columns.speed)
    sine = sine_of_road(driven, frozen, _distance(even), net_height)
    steepest = int(np.argmax(np.abs(sine)))
    if abs(sine[steepest]) > _HIGHEST_SINE:
        row = int(_rows_at(columns, even)[steepest])
        raise InputError(
            f"the elevation changes by {sine[steepest]:.3g} m in each metre of road",
            **origin.place("elevation", row),
            value=float(elevation[row]),
            allowed=f"a slope of {-HIGHEST_SLOPE} to {HIGHEST_SLOPE}",
            remedy="check that it is in metres, and the speed too",
        )
    slope = sine / np.sqrt(1.0 - sine**2)
    note = f"elevation smoothed over {SMOOTHING_LENGTH:g} m of road, net height kept"
    if driven[-1] < SHORTEST_DISTANCE:
        note = "elevation left out: the car does not move"
    return np.append(slope, slope[-1]), f"{note} ({net_height:+.2f} m)"


def _rows_at(columns: Columns, even: Columns) -> np.ndarray:
    """(n+1,) row of the log at or after each even point, from 0; jitter does not count."""
    early = even.time - 2.0 * JITTER * even.time[1]
    rows = np.searchsorted(columns.time - columns.time[0], early)
    return np.minimum(rows, len(columns.time) - 1)


def _distance(columns: Columns) -> np.ndarray:
    steps = 0.5 * (columns.speed[1:] + columns.speed[:-1]) * np.diff(columns.time)
    return np.concatenate([[0.0], np.cumsum(steps)])


def _floats(values: Any, key: str) -> np.ndarray:
    try:
        floats = None if np.iscomplexobj(values) else np.array(values, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        floats = None
    if floats is None or floats.ndim != 1:
        raise InputError(
            f"'{key}' is no row of numbers",
            key=key,
            value=type(values).__name__ if floats is None else f"{floats.ndim} dimensions",
            allowed="one number for each instant",
        )
    return floats
