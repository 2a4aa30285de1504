r"""Drive unit losses: what motors and inverters lose on a cycle, over the energy at the wheels.

Energy passes the wheels both ways, that into friction brakes included (at most some 2 %). With the
losses $s$ times it, the mean efficiency of a cycle, what comes out of a unit over what goes in, is

$$1 - s \le \eta \le 1 / (1 + s)$$

whatever part of the losses falls to driving: the lower end is that of all lost while braking, the
upper that of all lost while driving. A drive system, as makers rate it, has its gear inside and
drags its turning rotor, which a coast-down counts to the road.
"""

from typing import NamedTuple

import numpy as np

from carwright.car.car import Car
from carwright.run.drive import drive

CHARGE = 0.6
"""On the display at the start: no battery refuses what braking gives [share]."""


class Losses(NamedTuple):
    """Losses of drive units on one cycle."""

    units: np.ndarray
    """(cars,) of motors and inverters, over the energy that passes the wheels [share]."""
    system: np.ndarray
    """(cars,) of these, the gears and the drag of turning motors, over the same [share]."""
    consumption: np.ndarray
    """(cars,) at the battery's terminals [J/m]."""


def efficiencies(share: float) -> tuple[float, float]:
    """Return the least and the greatest mean efficiency that losses leave [share].

    Args:
        share: losses over the energy that passes the wheels, both ways.
    """
    return 1.0 - share, 1.0 / (1.0 + share)


def losses(cars: Car, cycle: str) -> Losses:
    """Return what the drive units of cars lose on a cycle.

    Args:
        cars: a batch of cars.
        cycle: its id.
    """
    run = drive(cars, cycle, charge=CHARGE)
    totals = run.totals
    passed = totals.wheel_drive + totals.wheel_brake
    units = totals.front_drive_unit + totals.rear_drive_unit
    gears = totals.front_gear + totals.rear_gear
    drag = totals.front_motor_drag + totals.rear_motor_drag
    found = (units / passed, (units + gears + drag) / passed, run.consumption_dc)
    return Losses(*(np.asarray(one) for one in found))
