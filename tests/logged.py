"""What the tests of logs share: a made-up drive whose every number is known, written as a file."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np

import carwright
from carwright.codes import Given
from carwright.logs.log import Log
from carwright.run.replay import Drive, replay
from carwright.world.atmosphere import pressure_at
from carwright.world.padding import padded_length

ROWS = 240
SPEED_KMH = "speed_kmh"


def drive(rows: int = ROWS) -> dict[str, np.ndarray]:
    """A drive up and down in speed at 1 Hz; torque and current follow its acceleration."""
    time = np.arange(float(rows))
    speed = np.round(40.0 - 40.0 * np.cos(2.0 * np.pi * time / 60.0) + 0.01 * (time % 7), 2)
    pull = np.gradient(speed) / 3.6
    torque = np.round(25.0 * pull + 8.0, 2)
    return {
        "time_s": time,
        "speed_kmh": speed,
        "elevation_m": np.round(500.0 + 0.02 * time, 1),
        "motor_torque_nm": torque,
        "batt_v": np.round(380.0 - 0.05 * torque - 0.01 * time, 2),
        "batt_a": np.round(torque * speed / 3.6 * 28.5 / 380.0 + 2.0, 2),
        "batt_temp_c": np.full(rows, 20.0) + time // 100,
        "amb_temp_c": np.full(rows, 15.0),
        "soc_pct": np.round(80.0 - time / 120.0, 1),
        "heater_can_kw": np.zeros(rows),
        "aircon_kw": np.full(rows, 0.1),
        "cabin_temp_c": np.full(rows, 21.0),
    }


def written(folder: Path, columns: dict[str, np.ndarray], name: str = "Trip01.csv") -> str:
    """Columns as a CSV file; what is not a number is an empty cell."""
    rows = zip(*columns.values(), strict=True)
    cells = [",".join("" if np.isnan(cell) else f"{cell:.10g}" for cell in row) for row in rows]
    path = folder / name
    path.write_text("\n".join([",".join(columns), *cells]) + "\n", encoding="utf-8")
    return str(path)


class Simulated(NamedTuple):
    """A drive that the simulator itself made, and what the car did along it."""

    drive: Drive
    power: np.ndarray
    shaft: np.ndarray
    voltage: np.ndarray
    charge: np.ndarray
    cells: np.ndarray
    torque: jax.Array


@cache
def simulated(
    car_id: str, cycle: str = "udds", last: int = 600, figures: tuple[tuple[str, float], ...] = ()
) -> Simulated:
    """The first seconds of a cycle driven by a car of the garage, some of its figures changed.

    Nothing is added to what the car does: a log without noise, at 1 Hz.
    """
    vehicle = carwright.build_car(carwright.figures(car_id).replace(dict(figures)))
    speed = carwright.cycle(cycle).speed[: last + 1]
    length = padded_length(last)
    pad = (0, length - last)
    air, charge = 288.15, 0.8
    rising = 0.01 * np.sin(np.arange(last) / 50.0)
    drive = Drive(
        speed=jnp.asarray(np.pad(speed[1:], pad, mode="edge")),
        slope=jnp.asarray(np.pad(rising, pad)),
        torque=jnp.zeros(length),
        climate_power=jnp.zeros(length),
        air=jnp.full(length, air),
        sun=jnp.full(length, 200.0),
        pressure=jnp.full(length, pressure_at(540.0)),
        valid=jnp.asarray(np.arange(length) < last),
        start_speed=jnp.asarray(float(speed[0])),
        start_charge=jnp.asarray(charge),
        start_cells=jnp.asarray(air),
        start_cabin=jnp.asarray(air),
        warmth=jnp.asarray(0.0),
        payload=jnp.asarray(0.0),
        time_step=jnp.asarray(1.0),
    )
    done = jax.jit(replay)(vehicle, drive, jnp.asarray(Given.CLIMATE))
    power, shaft, voltage = (np.asarray(x) for x in (done.power, done.shaft, done.voltage))
    middle = 0.5 * (np.asarray(drive.speed) + np.r_[speed[0], np.asarray(drive.speed)[:-1]])
    axle = vehicle.rear if float(vehicle.rear.unit.present) > 0.5 else vehicle.front
    turns = float(axle.gear.turns_per_metre)
    torque = np.where(middle > 0.01, shaft / np.maximum(middle * turns, 1e-9), 0.0)
    charge, cells = np.asarray(done.charge), np.asarray(done.cells)
    return Simulated(drive, power, shaft, voltage, charge, cells, jnp.asarray(torque))


def log_of(made: Simulated, name: str = "made") -> Log:
    """A log whose step means are exactly what the car did."""
    count = int(np.sum(np.asarray(made.drive.valid)))
    air = np.full(count + 1, float(made.drive.air[0]))
    return Log(
        id=name,
        file=f"{name}.csv",
        speed=np.r_[float(made.drive.start_speed), np.asarray(made.drive.speed)[:count]],
        slope=np.asarray(made.drive.slope)[:count],
        elevation=540.0,
        power=made.power[:count],
        voltage=made.voltage[:count],
        torque=np.asarray(made.torque)[:count],
        heater=np.zeros(count),
        cooling=np.zeros(count),
        charge=np.r_[float(made.drive.start_charge), made.charge[:count]],
        display_charge=None,
        cells=np.r_[float(made.drive.start_cells), made.cells[:count]],
        air=air,
        cabin=air,
        sure=np.ones(count, bool),
        payload=0.0,
        sun=float(made.drive.sun[0]),
        notes=(),
    )
