"""Operating points: at which torque and speed the motors worked, and with which efficiency.

Torque is that of the field: the drag of the turning motor is still to be paid from it.
"""

from dataclasses import dataclass

import numpy as np

from carwright.car.car import Car
from carwright.run.shafts import shafts
from carwright.run.simulate import Run
from carwright.run.steps import steps


@dataclass(frozen=True)
class Points:
    """What one motor did, step by step."""

    speed: np.ndarray
    """(n,) shaft speed [rad/s]."""
    torque: np.ndarray
    """(n,) torque, negative while braking [Nm]."""
    time_step: float
    """Length of a step [s]."""
    driving: float
    """Mechanical energy given while driving [J]."""
    braking: float
    """Mechanical energy taken while braking [J]."""
    lost: float
    """Electric loss and drag in all steps [J]."""
    received: float
    """Energy put in: electric, and mechanical while braking [J]."""

    @property
    def efficiency(self) -> float:
        """What came out of the unit over what was put in, both ways and idling [-]."""
        return 1.0 - self.lost / self.received if self.received > 0.0 else 0.0


def operating_points(car: Car, run: Run, side: str) -> Points:
    """Return what the motor of one axle did.

    Args:
        car: the car.
        run: its drive, with series.
        side: front or rear.

    Raises:
        InputError: if the run has no series.
    """
    done = steps(run)
    found = shafts(car, done)[side]
    dt = float(done.time.max())
    electric = np.asarray(getattr(done.record, f"{side}_drive_unit"))
    drag = np.asarray(getattr(done.record, f"{side}_motor_drag"))
    lost, work = (electric + drag) * dt, found.speed * found.torque * dt
    braking = float(-work[work < 0.0].sum())
    driving = float(work[work > 0.0].sum())
    return Points(
        speed=found.speed,
        torque=found.torque,
        time_step=dt,
        driving=driving,
        braking=braking,
        lost=float(lost.sum()),
        received=driving + braking + float(lost[work >= 0.0].sum()),
    )
