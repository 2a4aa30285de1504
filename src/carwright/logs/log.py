"""A log: one measured drive in SI on even steps of a second, and what was found in it.

Current and power are positive out of the battery. Means over each step keep distance and energy
what they were; the height follows the road smoothly, its net rise kept.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from carwright.errors import InputError
from carwright.logs.column_map import ColumnMap, columns_of
from carwright.logs.heaters import credible_heater
from carwright.logs.pieces import SHORTEST_LOG, driving_part, one_piece
from carwright.logs.readings import Readings, readings
from carwright.logs.sensors import mend
from carwright.logs.table import read_table
from carwright.world.elevation import frozen_at_standstill, sine_of_road
from carwright.world.resample import mean_between
from carwright.world.trace_check import HIGHEST_SLOPE

TIME_STEP = 1.0
"""Step of every log [s]: one length of step is one compiled program."""
REGULAR = 1e-3
"""A time off its whole second by less is on it [s]."""
COARSEST = 5.0
"""Longest median step of a log; coarser ones hide accelerations (assumed) [s]."""


@dataclass(frozen=True)
class Log:
    """One measured drive; (n+1,) at the instants, (n,) step means."""

    id: str
    """Name of the file without its ending [-]."""
    file: str
    """Path of the file [-]."""
    speed: np.ndarray
    """(n+1,) road speed [m/s]."""
    slope: np.ndarray
    """(n,) sine of the road's angle [-]."""
    elevation: float
    """Mean height above sea level; 0 where it is not logged [m]."""
    power: np.ndarray
    """(n,) at the battery's terminals [W]."""
    voltage: np.ndarray
    """(n,) at the battery's terminals [V]."""
    torque: np.ndarray | None
    """(n,) of the driven axle's motor [Nm]."""
    heater: np.ndarray | None
    """(n,) electric power of the cabin's heater [W]."""
    cooling: np.ndarray | None
    """(n,) electric power of the air conditioning [W]."""
    charge: np.ndarray | None
    """(n+1,) of the cells [share]."""
    display_charge: np.ndarray | None
    """(n+1,) on the display [share]."""
    cells: np.ndarray | None
    """(n+1,) temperature of the cells [K]."""
    air: np.ndarray | None
    """(n+1,) temperature of the air [K]."""
    cabin: np.ndarray | None
    """(n+1,) temperature of the cabin [K]."""
    sure: np.ndarray
    """(n,) false where a reading of the step is not believed [-]."""
    payload: float
    """Carried beyond the usual load [kg]."""
    sun: float | None
    """On a level surface; None where nobody says it [W/m^2]."""
    notes: tuple[str, ...]
    """What was found, in plain sentences [-]."""

    @property
    def distance(self) -> float:
        """Distance driven [m]."""
        return float(np.sum(0.5 * (self.speed[1:] + self.speed[:-1])) * TIME_STEP)

    @property
    def energy(self) -> float:
        """Energy out of the battery less what came back, where readings are believed [J]."""
        return float(np.sum(self.power[self.sure]) * TIME_STEP)

    @property
    def climate(self) -> np.ndarray:
        """(n,) electric power of heater and air conditioning [W]."""
        parts = [part for part in (self.heater, self.cooling) if part is not None]
        return np.maximum(sum(parts, np.zeros_like(self.power)), 0.0)


def read_log(path: str, given: ColumnMap | None = None, turns: float | None = None) -> Log:
    """Return a measured drive.

    Args:
        path: a CSV, Parquet or MDF4 file.
        given: what the user says of its columns.
        turns: motor angle for each metre of road, where the car is known [rad/m].

    Raises:
        InputError: if this is no log of a drive.
    """
    said = ColumnMap() if given is None else given
    table = read_table(path)
    rows = readings(table, columns_of(table, said))
    one_piece(rows)
    _ascending(rows)
    mend(rows)
    driving_part(rows)
    credible_heater(rows, turns)
    if not (rows.values["speed"] > 1.0).any():
        raise InputError("the car never drives in this log", file=path, key="speed")
    found = _even(rows, said)
    believed = float(np.sum(found.sure)) * TIME_STEP
    if believed < SHORTEST_LOG:
        raise InputError(
            "less than a minute of the log can be believed",
            file=path,
            value=f"{believed:.0f} s",
            allowed=f"{SHORTEST_LOG:.0f} s and more",
            remedy=" ".join(found.notes),
        )
    return found


def _ascending(rows: Readings) -> None:
    """Leave out rows of one instant, and refuse a log that is too coarse."""
    steps = np.diff(rows.values["time"])
    later = np.r_[True, steps > REGULAR]
    if not later.all():
        rows.notes.append(f"{np.sum(~later)} rows repeat an instant: left out.")
        rows.keep(later)
    usual = float(np.median(np.diff(rows.values["time"])))
    if usual > COARSEST:
        raise InputError(
            f"the rows are {usual:.3g} s apart",
            file=rows.file,
            key="time",
            allowed=f"up to {COARSEST:g} s",
            remedy="if it is in milliseconds, say so: --columns time=COLUMN:ms",
        )


def _even(rows: Readings, said: ColumnMap) -> Log:
    values, notes = rows.values, list(rows.notes)
    time = values["time"]
    points = np.arange(np.floor(time[-1] / TIME_STEP + REGULAR) + 1.0) * TIME_STEP
    points = np.minimum(points, time[-1])
    if len(time) == len(points) and np.max(np.abs(time - points)) < REGULAR:
        speed = values["speed"]
    else:
        steps = np.diff(time)
        notes.append(
            f"Resampled from steps of {steps.min():.3g} to {steps.max():.3g} s to {TIME_STEP:g} s."
        )
        half = 0.5 * TIME_STEP
        low, high = np.maximum(points - half, 0.0), np.minimum(points + half, time[-1])
        speed = np.maximum(mean_between(time, values["speed"], low, high), 0.0)

    def mean(name: str) -> np.ndarray | None:
        if name not in values:
            return None
        return mean_between(time, values[name], points[:-1], points[1:])

    def at(name: str) -> np.ndarray | None:
        return np.interp(points, time, values[name]) if name in values else None

    voltage = mean("voltage")
    power = mean_between(time, values["voltage"] * values["current"], points[:-1], points[1:])
    doubt = mean_between(time, (~rows.sure).astype(float), points[:-1], points[1:])
    slope, height = _slope(rows, points, speed, notes)
    return Log(
        id=Path(rows.file).stem,
        file=rows.file,
        speed=speed,
        slope=slope,
        elevation=height,
        power=power,
        voltage=power if voltage is None else voltage,
        torque=mean("torque"),
        heater=mean("heater"),
        cooling=mean("cooling"),
        charge=at("charge"),
        display_charge=at("display_charge"),
        cells=at("cells"),
        air=at("air"),
        cabin=at("cabin"),
        sure=doubt < REGULAR,
        payload=said.payload_of(rows.file),
        sun=said.sun_of(rows.file),
        notes=tuple(notes),
    )


def _slope(
    rows: Readings, points: np.ndarray, speed: np.ndarray, notes: list[str]
) -> tuple[np.ndarray, float]:
    """Sine of the road's angle in each step, and the mean height [m]."""
    if "elevation" not in rows.values:
        notes.append("No elevation is logged: the road is taken as level.")
        return np.zeros(len(points) - 1), 0.0
    height, raw = rows.values["elevation"], rows.values["speed"]
    net = float(height[-1] - height[0])
    steps = 0.5 * (raw[1:] + raw[:-1]) * np.diff(rows.values["time"])
    way = np.concatenate([[0.0], np.cumsum(steps)])
    own = np.concatenate([[0.0], np.cumsum(0.5 * (speed[1:] + speed[:-1]) * np.diff(points))])
    scaled = own * (way[-1] / max(own[-1], REGULAR))
    sine = sine_of_road(way, frozen_at_standstill(height, raw), scaled, net)
    steep = np.abs(sine) > HIGHEST_SLOPE
    if steep.any():
        notes.append(f"The elevation jumps in {np.sum(steep)} steps: its slope is cut there.")
    return np.clip(sine, -HIGHEST_SLOPE, HIGHEST_SLOPE), float(np.mean(height))
