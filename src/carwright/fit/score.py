"""Score: a car along its logs, beside what was measured, drive by drive."""

from collections.abc import Sequence
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np

from carwright.car.build import build_car
from carwright.car.car import Car
from carwright.codes import Given
from carwright.figure_vector import Figures
from carwright.fit.drives import Drives, drives
from carwright.logs.log import TIME_STEP, Log
from carwright.run.replay import Replayed, replay
from carwright.units import to_si

SHORTEST_SCORED = to_si("distance_km", 5.0)
"""Shortest drive that is scored [m]."""
WINTER = to_si("air_c", 15.0)
"""Air up to which a heater is scored [K]."""
LEAST_HEATING = to_si("energy_kwh", 0.1)
"""Least energy of a heater that is scored [J]."""


@dataclass(frozen=True)
class Scored:
    """One drive, simulated beside measured; nothing where it is not scored."""

    id: str
    """Name of the log [-]."""
    distance: float
    """Driven [m]."""
    measured: float
    """Energy out of the battery [J]."""
    simulated: float
    """The same, simulated [J]."""
    error: float | None
    """Simulated over measured less 1 [-]."""
    charge_error: float | None
    """Charge of the cells at the end, simulated less measured [share]."""
    voltage_error: float | None
    """Root of the mean square of the voltage's error over the mean voltage [-]."""
    cells_error: float | None
    """Temperature of the cells at the end, simulated less measured [K]."""
    heater_error: float | None
    """Energy of the heater, simulated over measured less 1 [-]."""


@dataclass(frozen=True)
class Summary:
    """Errors of the energy of all scored drives; nothing where none is."""

    n: int
    """Scored drives [-]."""
    mae: float | None
    """Mean of the sizes [-]."""
    median_abs: float | None
    """Median of the sizes [-]."""
    energy_weighted: float | None
    """Sum of the sizes of the differences over the sum of the measured energies [-]."""
    sum_error: float | None
    """Sum of the differences over that [-]."""


def scored(figures: Figures, logs: Sequence[Log], given: Given) -> tuple[Scored, ...]:
    """Return how near a car comes to its logs.

    Args:
        figures: of the car.
        logs: measured drives.
        given: what of them is given.
    """
    batch = drives(logs)
    found = _replayed(build_car(figures), batch, jnp.asarray(given))
    steps = jax.tree.map(np.asarray, found)
    ones = (jax.tree.map(lambda leaf, i=i: leaf[i], steps) for i in range(len(logs)))
    return tuple(_one(log, one, given) for log, one in zip(logs, ones, strict=True))


def summary(drives_scored: Sequence[Scored]) -> Summary:
    """Return the errors of all scored drives.

    Args:
        drives_scored: what `scored` returns.
    """
    kept = [one for one in drives_scored if one.error is not None]
    if not kept:
        return Summary(0, None, None, None, None)
    apart = np.array([one.simulated - one.measured for one in kept])
    measured = np.array([one.measured for one in kept])
    sizes = np.abs(apart / measured)
    return Summary(
        n=len(kept),
        mae=float(np.mean(sizes)),
        median_abs=float(np.median(sizes)),
        energy_weighted=float(np.sum(np.abs(apart)) / np.sum(measured)),
        sum_error=float(np.sum(apart) / np.sum(measured)),
    )


@jax.jit
def _replayed(car: Car, batch: Drives, given: jax.Array) -> Replayed:
    return jax.vmap(replay, (None, 0, None))(car, batch.drive, given)


def _one(log: Log, found: Replayed, given: Given) -> Scored:
    count, sure = len(log.power), log.sure
    energy = float(np.sum(np.asarray(found.power)[:count][sure]) * TIME_STEP)
    counts = log.distance >= SHORTEST_SCORED and log.energy > 0.0
    has_torque = given != Given.TORQUE or log.torque is not None
    if not (counts and has_torque):
        return Scored(log.id, log.distance, log.energy, energy, None, None, None, None, None)
    voltage = log.voltage[sure]
    apart = np.asarray(found.voltage)[:count][sure] - voltage
    return Scored(
        id=log.id,
        distance=log.distance,
        measured=log.energy,
        simulated=energy,
        error=energy / log.energy - 1.0,
        charge_error=_end(np.asarray(found.charge), log.charge),
        voltage_error=float(np.sqrt(np.mean(apart**2)) / np.mean(voltage)),
        cells_error=_end(np.asarray(found.cells), log.cells),
        heater_error=_heater(log, found) if given == Given.NOTHING else None,
    )


def _end(found: np.ndarray, measured: np.ndarray | None) -> float | None:
    if measured is None:
        return None
    return float(found[len(measured) - 2] - measured[-1])


def _heater(log: Log, found: Replayed) -> float | None:
    if log.heater is None or log.air is None or np.mean(log.air) > WINTER:
        return None
    measured = float(np.sum(log.heater)) * TIME_STEP
    simulated = float(np.sum(np.asarray(found.heating)[: len(log.heater)])) * TIME_STEP
    return simulated / measured - 1.0 if measured >= LEAST_HEATING else None
