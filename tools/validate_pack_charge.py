"""Hold the i3's DC charge against one that was logged at its pack, second by second.

Run: python tools/validate_pack_charge.py. The charge lies between two of the drives that the car is
fitted to; none of it is in the fit. Charge, cells and air begin as logged; the station is of the
50 kW kind of its years, 125 A. Power is compared over charge, on each step of the display.
"""

import csv
from pathlib import Path
from typing import NamedTuple

import jax

jax.config.update("jax_enable_x64", True)

import numpy as np  # noqa: E402

from carwright.cars.from_file import load  # noqa: E402
from carwright.run.charge import Charge, Station, arrived, charge  # noqa: E402
from carwright.run.drive import surroundings  # noqa: E402
from carwright.units import from_si, to_si  # noqa: E402

CAR = "bmw-i3-60ah"
CURVES = Path(__file__).parents[2] / "shared" / "data" / "charging_curves"
LOG = CURVES / "bmw_i3_60ah_TripB04_dc_charge_1hz.csv"
STATION = Station(to_si("power_kw", 50.0), 125.0, 500.0)
"""Greatest power [W], current [A] and voltage [V] (assumed)."""
FLOWS_KW = 1.0
"""Power above which the log charges [kW]."""


class Logged(NamedTuple):
    """A charge as it was logged at the pack, one entry a second while power flows."""

    time: np.ndarray
    """Since power flows [s]."""
    charge: np.ndarray
    """On the display [share]."""
    power: np.ndarray
    """Into the pack [W]."""
    voltage: np.ndarray
    """Of the pack [V]."""
    cells: np.ndarray
    """Temperature of the cells [K]."""
    air: float
    """Mean temperature of the air [K]."""


class Beside(NamedTuple):
    """Measured and simulated power at one charge of the display."""

    charge: float
    """On the display [share]."""
    measured: float
    """Mean while the display shows it [W]."""
    simulated: float
    """Into the pack [W]."""


def read(path: Path) -> Logged:
    """Return the rows in which power flows into the pack.

    Args:
        path: CSV file with columns time_s, power_kw, soc_display_pct, batt_v, batt_temp_c and
            amb_temp_c.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if float(row["power_kw"]) > FLOWS_KW]

    def column(name: str, key: str = "time_s") -> np.ndarray:
        return np.array([to_si(key, float(row[name])) for row in rows])

    return Logged(
        time=column("time_s") - column("time_s")[0],
        charge=column("soc_display_pct") / 100.0,
        power=column("power_kw", "power_kw"),
        voltage=column("batt_v"),
        cells=column("batt_temp_c", "cells_c"),
        air=float(np.mean(column("amb_temp_c", "air_c"))),
    )


def simulated(logged: Logged) -> Charge:
    """Return the same charge of the car of the garage.

    Args:
        logged: the measured charge.
    """
    car = load(CAR)
    air = surroundings(car, temperature=logged.air)
    start = arrived(car, logged.charge[0], air, logged.cells[0])
    return charge(car, STATION, start, float(logged.charge[-1]), air)


def beside(logged: Logged, found: Charge) -> list[Beside]:
    """Return both powers at each charge that the display shows, but the first and the last.

    Args:
        logged: the measured charge.
        found: the simulated one.
    """
    ends = np.asarray(found.way.charge)
    before = np.concatenate([[logged.charge[0]], ends[:-1]])
    moved, power = ends > before, np.asarray(found.way.pack_power)
    shown = np.unique(logged.charge)[1:-1]
    at = np.interp(shown, 0.5 * (before + ends)[moved], power[moved])
    return [
        Beside(float(one), float(logged.power[logged.charge == one].mean()), float(there))
        for one, there in zip(shown, at, strict=True)
    ]


def rms(pairs: list[Beside]) -> float:
    """Return the root of the mean square over the greatest measured power [-].

    Args:
        pairs: both powers, by charge.
    """
    apart = np.array([pair.simulated - pair.measured for pair in pairs])
    return float(np.sqrt(np.mean(apart**2)) / max(pair.measured for pair in pairs))


def told(logged: Logged, found: Charge, pairs: list[Beside]) -> str:
    """Return one sentence that says how near they are.

    Args:
        logged: the measured charge.
        found: the simulated one.
        pairs: both powers, by charge.
    """
    minutes = (
        from_si("time_min", float(logged.time[-1])),
        from_si("time_min", float(found.duration)),
    )
    held = float(np.max(logged.voltage)), float(load(CAR).battery.held_voltage)
    warm = (
        from_si("air_c", float(logged.cells[-1])),
        from_si("air_c", float(found.end.cell_temperature)),
    )
    return (
        f"From {100 * logged.charge[0]:.0f} to {100 * logged.charge[-1]:.0f} % of the display: "
        f"{minutes[0]:.1f} min measured, {minutes[1]:.1f} simulated; "
        f"power {100 * rms(pairs):.1f} % rms of its peak (goal 5); "
        f"voltage held {held[0]:.1f} V measured, {held[1]:.1f} simulated; "
        f"cells at the end {warm[0]:.0f} C measured, {warm[1]:.0f} simulated."
    )


def main() -> None:
    """Print both powers along the charge."""
    logged = read(LOG)
    found = simulated(logged)
    pairs = beside(logged, found)
    print(told(logged, found, pairs))
    print("display  measured  simulated")
    for pair in pairs[::8]:
        powers = (from_si("power_kw", power) for power in pair[1:])
        print(f"{100 * pair.charge:5.1f} %" + "".join(f"{power:7.1f} kW" for power in powers))


if __name__ == "__main__":
    main()
