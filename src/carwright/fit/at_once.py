"""At once: limits that logs show by themselves, before anything is fitted.

A display that is full while the cells are not, a motor that often brakes by the same greatest
torque, and the greatest power that a pack took on the road are read, not fitted. What is not
reached in the logs is not told.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from carwright.car.car import Axle, Car
from carwright.figure_vector import Figures
from carwright.logs.log import Log

FULL = 0.995
"""Charge on the display from which on it counts as full [share]."""
OFTEN = 20
"""Steps at the same greatest torque that make it a limit (assumed) [-]."""
ALIKE = 0.02
"""How near torques of a limit lie to it (assumed) [share]."""
SURE = 5
"""A power that was reached in as many steps was taken (assumed) [-]."""


class AtOnce(NamedTuple):
    """A figure that the logs show by themselves."""

    value: float
    """The figure [SI]."""
    note: str
    """How they show it."""


def at_once(logs: Sequence[Log], figures: Figures, car: Car) -> dict[str, AtOnce]:
    """Return what the logs show by themselves, by key of the figure.

    Args:
        logs: measured drives.
        figures: what else is known of the car.
        car: the car with them.
    """
    found = {
        "battery_top_buffer_share": _buffer(logs),
        "regeneration_deceleration_m_per_s2": _lift(logs, car),
        "charge_peak_power_kw": _taken(logs, float(figures["charge_peak_power"])),
    }
    return {key: one for key, one in found.items() if one is not None}


def _buffer(logs: Sequence[Log]) -> AtOnce | None:
    highest = [
        float(np.max(log.charge[log.display_charge >= FULL]))
        for log in logs
        if log.charge is not None
        and log.display_charge is not None
        and (log.display_charge >= FULL).any()
    ]
    if not highest:
        return None
    buffer = min(max(1.0 - max(highest), 0.0), 0.3)
    return AtOnce(buffer, "highest charge of the cells that the display calls full")


def _lift(logs: Sequence[Log], car: Car) -> AtOnce | None:
    """Deceleration of the greatest braking torque, where that is reached often."""
    torques = [log.torque[log.sure] for log in logs if log.torque is not None]
    if not torques:
        return None
    lowest = np.sort(np.concatenate(torques))
    most = float(lowest[min(SURE, len(lowest)) - 1])
    if most >= 0.0 or np.sum(lowest <= (1.0 - ALIKE) * most) < OFTEN:
        return None
    gear = _driven(car).gear
    force = -most * float(gear.turns_per_metre) / (1.0 - float(gear.tooth_loss))
    note = f"the motor brakes by {-most:.0f} Nm and no more; of the mass of the fit"
    return AtOnce(force / float(car.body.mass), note)


def _taken(logs: Sequence[Log], known: float) -> AtOnce | None:
    """Greatest power into the pack on the road, where it is more than what is known."""
    powers = np.sort(np.concatenate([-log.power[log.sure] for log in logs]))
    most = float(powers[-min(SURE, len(powers))])
    return AtOnce(most, "greatest power that the pack took on the road") if most > known else None


def _driven(car: Car) -> Axle:
    front, rear = car.front.unit, car.rear.unit
    by_front = float(front.peak_torque * front.present) > float(rear.peak_torque * rear.present)
    return car.front if by_front else car.rear
