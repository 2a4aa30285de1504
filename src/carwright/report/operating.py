"""Operating points: at which torque and speed the motors worked, from what each step recorded.

The electric loss of a unit is a quadratic of the size of its torque, so that the recorded loss
gives the torque back; whether it drove or braked is the sign of the power on the shafts. Torque is
that of the field: the drag of the turning motor is still to be paid from it.
"""

from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np

from carwright.car.car import Axle, Car
from carwright.car.drive_unit import Loss
from carwright.run.simulate import Run
from carwright.state import State

SLOW = 0.1
"""Road speed below which a step tells nothing of torque [m/s]."""


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
    """
    if run.series is None:
        raise TypeError("operating points need a run with series")
    state, record = run.series
    axle: Axle = getattr(car, side)
    before = jax.tree.map(
        lambda first, rest: jnp.concatenate([first[None], rest[:-1]]), run.start, state
    )
    time = np.asarray(state.time - before.time)
    dt = float(time.max())
    moved = np.asarray(state.position - before.position) / dt
    shaft = np.maximum(moved, 0.0) * float(axle.gear.turns_per_metre)
    loss = _losses(car, axle, before, jnp.asarray(shaft), dt)
    recorded = np.asarray(getattr(record, f"{side}_drive_unit"))
    size = _size(loss, recorded)
    accessories = record.auxiliaries + record.dcdc + record.climate
    electric = record.front_drive_unit + record.rear_drive_unit
    power = np.asarray(record.terminal_out - record.terminal_in - accessories - electric)
    torque = np.where(moved > SLOW, np.sign(power) * size, 0.0)
    kept = time > 0.0
    shaft, torque = shaft[kept], torque[kept]
    drag = np.asarray(getattr(record, f"{side}_motor_drag"))
    lost = (recorded + drag)[kept] * dt
    work = shaft * torque * dt
    braking = float(-work[work < 0.0].sum())
    driving = float(work[work > 0.0].sum())
    return Points(
        speed=shaft,
        torque=torque,
        time_step=dt,
        driving=driving,
        braking=braking,
        lost=float(lost.sum()),
        received=driving + braking + float(lost[work >= 0.0].sum()),
    )


def _losses(car: Car, axle: Axle, before: State, shaft: jax.Array, dt: float) -> Loss:
    def one(state: State, speed: jax.Array) -> Loss:
        battery = car.battery
        circuit = battery.circuit(
            state.charge,
            state.fast_polarisation,
            state.slow_polarisation,
            state.cell_temperature,
            jnp.asarray(dt, state.charge.dtype),
        )
        ratio = circuit.source * (1.0 / battery.nominal_voltage)
        return axle.unit.loss(speed, axle.unit.slowness(speed), ratio, 1.0 / ratio)

    return jax.jit(jax.vmap(one))(before, shaft)


def _size(loss: Loss, recorded: np.ndarray) -> np.ndarray:
    quadratic, linear = np.asarray(loss.quadratic), np.asarray(loss.linear)
    above = np.maximum(recorded - np.asarray(loss.constant), 0.0)
    root = np.sqrt(linear**2 + 4.0 * quadratic * above)
    below = np.maximum(linear + root, np.finfo(linear.dtype).tiny)
    return 2.0 * above / below
