r"""Fit how the heat that a cabin loses grows with speed to the winter drives of a BMW i3.

Run: PYTHONPATH=src python tools/fit_cabin_wind.py; the outcome stands in class_defaults.toml.
Where the cabin is warm, heat and loss balance in the mean over five minutes:

$$\eta P + P_{person} = (a + b v) (T_{cabin} - T_{air}) + C \dot T_{cabin} + C_w \dot T_{water}$$

with the heater's logged power P; a, b and both heat capacities by least squares. Both grow alike
for walls, glass and fresh air, so that b holds all that wind does. Cold days are dark: no sun.

For comparison, glass between 9 W/(m^2 K) inside and, outside, 9 at rest and 0.6 + 6.64 sqrt(v) with
5 of radiation in the wind (v in m/s; Fayazbakhsh and Bahrami, SAE 2013-01-1507) lets through 1.6
times as much at 100 km/h.
"""

import csv
from pathlib import Path
from typing import NamedTuple

import numpy as np
from i3_drives import DRIVES

from carwright.settle.defaults import Kind, default

PERSON, WINDOW, HUNDRED_KMH = 100.0, 300.0, 100.0 / 3.6
SETTLED = (600.0, 900.0)
"""After so long a cabin that was heated from the start is warm [s]."""
CHARGES = ("TripB04",)
"""Drives that hold a charge, in which nobody heats for people alone."""
COLUMNS = ("time_s", "heater_can_kw", "cabin_temp_c", "amb_temp_c", "speed_kmh")
WATER = "coolant_heatercore_c"


class Found(NamedTuple):
    """What a cabin loses for each kelvin."""

    still: float
    """At rest [W/K]."""
    rise: float
    """More at 100 km/h [W/K]."""
    spread: float
    """Standard error of that [W/K]."""
    windows: int
    """From so many stretches of five minutes [-]."""


def windows(path: Path, settled: float) -> list[list[float]]:
    """Return heater [W], temperature difference [K], speed [m/s] and both drifts [K/s]."""
    with path.open(encoding="utf-8") as file:
        rows = [[float(row[name]) for name in (*COLUMNS, WATER)] for row in csv.DictReader(file)]
    time, heater, cabin, air, speed, water = np.array(rows).T
    found = []
    for start in np.arange(settled, time[-1] - WINDOW, WINDOW):
        at = np.flatnonzero((time >= start) & (time < start + WINDOW))
        drifts = [(part[at[-1]] - part[at[0]]) / WINDOW for part in (cabin, water)]
        means = [1e3 * heater[at].mean(), (cabin - air)[at].mean(), speed[at].mean() / 3.6]
        found.append([*means, *drifts])
    return found


def fitted(settled: float) -> Found:
    """Return what the winter drives say."""
    paths = [path for path in sorted(DRIVES.glob("TripB*.csv")) if path.stem not in CHARGES]
    rows = np.array([row for path in paths for row in windows(path, settled)])
    heater, warmer, speed, *drifts = rows.T
    heat = float(default("cabin_heater_efficiency", Kind()).value) * heater + PERSON
    factors = np.column_stack([warmer, warmer * speed, *drifts])
    solved, *_ = np.linalg.lstsq(factors, heat, rcond=None)
    off = heat - factors @ solved
    variance = float(off @ off) / (len(heat) - factors.shape[1])
    spread = float(np.sqrt(variance * np.linalg.inv(factors.T @ factors)[1, 1]))
    return Found(float(solved[0]), solved[1] * HUNDRED_KMH, spread * HUNDRED_KMH, len(heat))


def main() -> None:
    """Print what is lost at rest and how it grows."""
    walls = float(default("cabin_shell_conductance_w_per_k", Kind(size="small")).value)
    for settled in SETTLED:
        found = fitted(settled)
        print(
            f"after {settled:.0f} s, {found.windows} windows: {found.still:.0f} W/K at rest, "
            f"{found.rise:.1f} +- {found.spread:.1f} more at 100 km/h, "
            f"{found.rise / walls:.2f} of a small car's walls"
        )


if __name__ == "__main__":
    main()
