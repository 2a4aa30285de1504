"""Drives: logs as one batch of arrays of one length, and what was measured along them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Float

from carwright.arrays import Array
from carwright.conditions import CABIN, DEFAULT_CHARGE, REFERENCE_AIR
from carwright.logs.log import TIME_STEP, Log
from carwright.run.replay import Drive
from carwright.units import to_si
from carwright.world.atmosphere import pressure_at
from carwright.world.padding import padded_length

COLD_AIR = to_si("air_c", 15.0)
"""In air colder than this a warm cabin tells that the car was driven before (assumed) [K]."""
DAYLIGHT = 400.0
"""Sun on a level surface on a warm day, where nobody says it (assumed) [W/m^2]."""
DARK, BRIGHT = to_si("air_c", 5.0), to_si("air_c", 25.0)
"""Air between which that comes to its whole: cold days are dark (assumed) [K]."""


class Measured(NamedTuple):
    """What was measured along each drive; nothing where it was not."""

    power: Float[Array, "trips steps"]
    """At the battery's terminals [W]."""
    voltage: Float[Array, "trips steps"]
    """At the battery's terminals [V]."""
    torque: Float[Array, "trips steps"]
    """Of the motor [Nm]."""
    mid_speed: Float[Array, "trips steps"]
    """Mean speed of each step [m/s]."""
    charge: Float[Array, "trips steps"]
    """Charge of the cells at the end of each step [share]."""
    cells: Float[Array, "trips steps"]
    """Temperature of the cells at the end of each step [K]."""
    heater: Float[Array, "trips steps"]
    """Electric power of the heater [W]."""
    sure: Float[Array, "trips steps"]
    """0 where readings are not believed, and past the end, else 1 [-]."""
    last: Float[Array, "trips steps"]
    """1 at the last believed step of each drive, else 0 [-]."""
    has_torque: Float[Array, " trips"]
    """1 where the torque is logged, else 0 [-]."""
    has_charge: Float[Array, " trips"]
    """1 where the charge is logged, else 0 [-]."""
    has_cells: Float[Array, " trips"]
    """1 where the temperature of the cells is logged, else 0 [-]."""
    has_heater: Float[Array, " trips"]
    """1 where the heater's power is logged, else 0 [-]."""


class Drives(NamedTuple):
    """Drives as one batch, and what was measured."""

    drive: Drive
    """What the replay reads; each leaf has a leading axis of trips [-]."""
    measured: Measured
    """What was measured [-]."""


def drives(logs: Sequence[Log]) -> Drives:
    """Return logs as one batch, padded to the longest.

    Args:
        logs: measured drives.
    """
    length = padded_length(max(len(log.power) for log in logs))
    ones = [_one(log, length) for log in logs]
    stack = lambda *parts: jnp.asarray(np.stack(parts))
    return Drives(
        jax.tree.map(stack, *(one[0] for one in ones)),
        jax.tree.map(stack, *(one[1] for one in ones)),
    )


def warmth(log: Log) -> float:
    """Return how warm tyres and oil start: a cabin warm in cold air was heated on the road [share].

    Args:
        log: the drive.
    """
    if log.cabin is None or log.air is None or log.air[0] >= COLD_AIR:
        return 0.0
    return float(np.clip((log.cabin[0] - log.air[0]) / (CABIN - log.air[0]), 0.0, 1.0))


def sunlight(log: Log, air: np.ndarray) -> np.ndarray:
    """Return the sun on a level surface along a drive [W/m^2].

    Args:
        log: the drive.
        air: (n,) temperature of the air [K].
    """
    usual = DAYLIGHT * np.clip((air - DARK) / (BRIGHT - DARK), 0.0, 1.0)
    return usual if log.sun is None else np.full_like(air, log.sun)


def _one(log: Log, length: int) -> tuple[Drive, Measured]:
    count = len(log.power)
    air = np.full(count + 1, REFERENCE_AIR) if log.air is None else log.air
    cells = air if log.cells is None else log.cells
    charge = np.full(count + 1, DEFAULT_CHARGE) if log.charge is None else log.charge
    nothing = np.zeros(count)

    def padded(values: np.ndarray) -> np.ndarray:
        return np.pad(values, (0, length - count), mode="edge")

    def known(values: np.ndarray | None) -> np.ndarray:
        return padded(nothing if values is None else values)

    valid = np.pad(np.ones(count, bool), (0, length - count))
    sure = valid & np.pad(log.sure, (0, length - count))
    middle = 0.5 * (log.speed[1:] + log.speed[:-1])
    mean_air = 0.5 * (air[1:] + air[:-1])
    drive: dict[str, Any] = {
        "speed": padded(log.speed[1:]),
        "slope": padded(log.slope),
        "torque": known(log.torque),
        "climate_power": padded(log.climate),
        "air": padded(mean_air),
        "sun": padded(sunlight(log, mean_air)),
        "pressure": padded(np.full_like(nothing, pressure_at(log.elevation))),
        "valid": valid,
        "start_speed": np.asarray(log.speed[0]),
        "start_charge": np.asarray(charge[0]),
        "start_cells": np.asarray(cells[0]),
        "start_cabin": np.asarray(air[0] if log.cabin is None else log.cabin[0]),
        "warmth": np.asarray(warmth(log)),
        "payload": np.asarray(log.payload),
        "time_step": np.asarray(TIME_STEP),
    }
    measured: dict[str, Any] = {
        "power": padded(log.power),
        "voltage": padded(log.voltage),
        "torque": known(log.torque),
        "mid_speed": padded(middle),
        "charge": padded(charge[1:]),
        "cells": padded(cells[1:]),
        "heater": known(log.heater),
        "sure": sure,
        "last": np.arange(length) == np.flatnonzero(sure)[-1],
        "has_torque": np.asarray(log.torque is not None),
        "has_charge": np.asarray(log.charge is not None),
        "has_cells": np.asarray(log.cells is not None),
        "has_heater": np.asarray(log.heater is not None),
    }
    numbers = jax.tree.map(lambda values: jnp.asarray(values, float), measured)
    return Drive(**jax.tree.map(jnp.asarray, drive)), Measured(**numbers)
