r"""shafts: how fast each motor turned and which torque it gave, from what each step recorded.

At one speed the electric loss of a unit is a quadratic of the size of its torque, so that the
recorded loss gives the torque back,

$$k_2 T^2 + k_1 T + k_0 = P$$

and the sign of the power on the shafts says whether the motors drove or braked. Torque times speed
and loss are the electric power of a unit. A step that falls short books its loss at the speed that
was asked: taken at the lower one it would tell too much torque, which the power on the shafts then
bounds. Torque is that of the field: the drag of the turning motor is still to be paid from it.
"""

from typing import NamedTuple

import jax
import numpy as np

from carwright.car.car import Axle, Car
from carwright.car.drive_unit import Loss
from carwright.codes import Axles
from carwright.run.steps import Steps
from carwright.state import Scalar, State

SIDES = {"front": Axles.REAR, "rear": Axles.FRONT}
"""The two axles, and which axle gives torque while each of them rests."""


class Shaft(NamedTuple):
    """The shaft of one motor, step by step."""

    speed: np.ndarray
    """(steps,) mean speed; nothing where there is no motor or it is uncoupled [rad/s]."""
    torque: np.ndarray
    """(steps,) torque, negative while it brakes; nothing while the car stands [Nm]."""


def shafts(car: Car, done: Steps) -> dict[str, Shaft]:
    """Return what the motor of each axle did, by the names front and rear.

    Args:
        car: the car.
        done: what each step did.
    """
    record = done.record
    loads = record.auxiliaries + record.dcdc + record.climate
    lost = record.front_drive_unit + record.rear_drive_unit
    power = np.asarray(record.terminal_out - record.terminal_in - loads - lost)
    alone = {side: _by_loss(car, done, side) for side in SIDES}
    told = sum((one.speed * one.torque for one in alone.values()), np.zeros_like(power))
    gives = told > 0.0
    held = np.where(gives, np.minimum(np.abs(power) / np.where(gives, told, 1.0), 1.0), 0.0)
    signed = np.sign(power) * held
    return {side: Shaft(one.speed, signed * one.torque) for side, one in alone.items()}


def _by_loss(car: Car, done: Steps, side: str) -> Shaft:
    """Speed, and the size of the torque that the recorded loss tells."""
    axle: Axle = getattr(car, side)
    turned = np.asarray(float(axle.gear.turns_per_metre) * done.speed)
    quadratic, linear, constant, _ = map(
        np.asarray, _losses(car, axle, done.before, turned, done.time)
    )
    above = np.maximum(np.asarray(getattr(done.record, f"{side}_drive_unit")) - constant, 0.0)
    root = linear + np.sqrt(linear**2 + 4.0 * quadratic * above)
    was, gives = np.asarray(done.before.axles), np.asarray(done.after.axles)
    off = (was == SIDES[side]) & (gives == SIDES[side])
    coupled = float(axle.unit.present) * (1.0 - float(axle.disconnects) * off)
    return Shaft(coupled * turned, 2.0 * above / np.maximum(root, np.finfo(root.dtype).tiny))


def _loss(car: Car, axle: Axle, before: State, turned: Scalar, dt: Scalar) -> Loss:
    battery, unit = car.battery, axle.unit
    circuit = battery.circuit(
        before.charge,
        before.fast_polarisation,
        before.slow_polarisation,
        before.cell_temperature,
        dt,
    )
    ratio = circuit.unloaded * (1.0 / battery.nominal_voltage)
    return unit.loss(turned, unit.slowness(turned), ratio, 1.0 / ratio)


_losses = jax.jit(jax.vmap(_loss, in_axes=(None, None, 0, 0, 0)))
