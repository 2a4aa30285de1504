r"""Third beat, achieve: what the car really does, and its motion over the step.

Forces are handled by size, with one sign for the step: +1 when the car drives, -1 when it brakes.
Motion over the step is solved in closed form for the mid-step speed u:

$$M \frac{2 (u - v)}{\Delta t} + a_0 + a_1 u + a_2 u^2 = F$$

Where a trace asks for a speed, brakes give what motors do not. Pedals ask for a force of the brakes
beside that of the motors.
"""

from typing import NamedTuple

import jax.numpy as jnp
from jaxtyping import Bool

from carwright.arrays import Array
from carwright.car.car import Axle
from carwright.codes import Mode
from carwright.once import once
from carwright.state import Scalar
from carwright.step.demand import Demand
from carwright.step.grip import by_axle, greatest_drive, greatest_stop, hold
from carwright.step.limits import Limits
from carwright.step.moment import Moment


class AxleLoss(NamedTuple):
    """Electric power beyond the wheels', as a quadratic of the size of an axle's force."""

    quadratic: Scalar
    """Copper [W/N^2]."""
    linear: Scalar
    """Iron under load, inverter and teeth [W/N]."""
    constant: Scalar
    """Standby, switching and field weakening while the axle gives torque [W]."""
    off: Scalar
    """The same while it gives none [W]."""


class Achieved(NamedTuple):
    """What the car really does in this step."""

    sign: Scalar
    """+1 to drive, -1 to brake [-]."""
    motors: Scalar
    """Size of the motors' force at the wheels [N]."""
    front_limit: Scalar
    """Greatest size of the front motor's force [N]."""
    rear_limit: Scalar
    """Greatest size of the rear motor's force [N]."""
    front_loss: AxleLoss
    """Loss of the front axle at the asked mid-step speed [-]."""
    rear_loss: AxleLoss
    """Loss of the rear axle at the asked mid-step speed [-]."""
    brakes: Scalar
    """Size of the friction brakes' force [N]."""
    speed: Scalar
    """Speed at the end of the step [m/s]."""
    mean_speed: Scalar
    """Distance of the step over its time [m/s]."""
    drag_speed: Scalar
    """Speed at which resistance acted: mid-step, also where the car stops within the step [m/s]."""


def axle_loss(axle: Axle, limits: Limits, slowness: Scalar, sign: Scalar) -> AxleLoss:
    """Return the loss of one axle by the size of its wheel force.

    Args:
        axle: the axle.
        limits: what this step may use.
        slowness: () one over motor speed [s/rad].
        sign: () +1 to drive, -1 to brake.
    """
    gear = axle.gear
    torque = (1.0 + sign * gear.tooth_loss) * (1.0 / gear.turns_per_metre)
    shaft_speed = limits.speed * gear.turns_per_metre
    loss = axle.unit.loss(shaft_speed, slowness, limits.voltage_ratio, limits.voltage_inverse)
    return AxleLoss(
        quadratic=loss.quadratic * torque * torque,
        linear=loss.linear * torque + gear.tooth_loss * limits.speed,
        constant=loss.constant,
        off=loss.off,
    )


def achieve(now: Moment, limits: Limits, demand: Demand) -> Achieved:
    """Return what the car really does.

    Args:
        now: what the step starts from.
        limits: what this step may use.
        demand: what is asked of the wheels.
    """
    car, alive = now.car, now.alive
    sign, drives = demand.sign, demand.sign > 0.0
    front = axle_loss(car.front, limits, limits.front_slowness, sign)
    rear = axle_loss(car.rear, limits, limits.rear_slowness, sign)
    front, rear = once((front, rear))
    battery = _battery_force(now, limits, front, rear, sign)
    front_motor = _wheel_force(car.front, limits.front_torque, drives)
    rear_motor = _wheel_force(car.rear, limits.rear_torque, drives)

    grip = car.tyre.grip * now.environment.grip
    tyres = hold(car.body, grip, limits.weight, demand.drag.at(now.state.speed))
    greatest, stop = greatest_drive(front_motor, rear_motor, tyres), greatest_stop(tyres)
    total = jnp.minimum(demand.size, jnp.where(drives, greatest, stop))
    total, front_motor, rear_motor, battery = once((total, front_motor, rear_motor, battery))
    wanted = car.controls.regeneration_force(total, car.body.mass, limits.speed)
    wanted = once(wanted)
    front_share = jnp.where(drives, front_motor, car.controls.front_limit * wanted)
    rear_share = jnp.where(drives, rear_motor, car.controls.rear_limit * wanted)
    front_grip, rear_grip = by_axle(tyres, sign, total)
    front_limit = jnp.minimum(jnp.minimum(front_motor, front_grip), front_share)
    rear_limit = jnp.minimum(jnp.minimum(rear_motor, rear_grip), rear_share)
    front_limit, rear_limit = once((front_limit, rear_limit))
    motors = jnp.minimum(jnp.where(drives, total, wanted), front_limit + rear_limit)
    motors = jnp.minimum(motors, battery)
    brakes = jnp.where(drives, 0.0, total - motors)
    braked = jnp.where(drives, 0.0, motors)
    pressed = jnp.minimum(now.ask.brake, jnp.maximum(stop - braked, 0.0))
    brakes = jnp.where(now.ask.mode == Mode.PEDALS, pressed, brakes)
    motors, brakes = once((motors, brakes))
    speed, mean_speed, drag_speed = _motion(now, limits, demand, sign * motors - brakes)
    return once(
        Achieved(
            sign=sign,
            motors=motors,
            front_limit=front_limit,
            rear_limit=rear_limit,
            front_loss=front,
            rear_loss=rear,
            brakes=brakes,
            speed=jnp.where(alive > 0.0, speed, now.state.speed),
            mean_speed=alive * mean_speed,
            drag_speed=drag_speed,
        )
    )


def _wheel_force(axle: Axle, torque: Scalar, drives: Bool[Array, ""]) -> Scalar:
    gear = axle.gear
    driving = gear.turns_per_metre / (1.0 + gear.tooth_loss)
    braking = gear.turns_per_metre / (1.0 - gear.tooth_loss)
    return torque * jnp.where(drives, driving, braking)


def _battery_force(
    now: Moment, limits: Limits, front: AxleLoss, rear: AxleLoss, sign: Scalar
) -> Scalar:
    r"""Size of the wheel force at which the pack meets its limit, or regeneration its optimum.

    With the least-loss split the power is quadratic in the force: $q A^2 + (l + s v) A + c = P$,
    where $q = q_f q_r / (q_f + q_r)$ and $l = (q_r l_f + q_f l_r) / (q_f + q_r)$; both sides are
    multiplied by $q_f + q_r$.
    """
    both = front.quadratic + rear.quadratic
    quadratic = 2.0 * front.quadratic * rear.quadratic
    linear = rear.quadratic * front.linear + front.quadratic * rear.linear
    linear = linear + sign * limits.speed * both
    accessories = now.car.accessories
    load = accessories.load * (1.0 / accessories.dcdc_efficiency) + limits.conditioning.power
    constant = front.constant + rear.constant + load
    give, take = jnp.maximum(limits.give - constant, 0.0), -limits.take - constant
    room = jnp.where(sign > 0.0, give, take) * both
    space = linear * linear + 2.0 * quadratic * room
    root = jnp.where(space > 0.0, jnp.sqrt(jnp.where(space > 0.0, space, 1.0)), 0.0)
    return jnp.maximum(sign * root - linear, 0.0) / jnp.maximum(quadratic, 1e-30)


def _motion(
    now: Moment, limits: Limits, demand: Demand, force: Scalar
) -> tuple[Scalar, Scalar, Scalar]:
    """Speed at the end of the step, its mean, and the speed at which resistance acted."""
    state, body = now.state, now.car.body
    drag = demand.drag
    rate = 2.0 * body.inertia / now.dt
    stiffness = drag.linear + rate
    push = force - drag.constant + rate * state.speed
    space = jnp.maximum(stiffness * stiffness + 4.0 * drag.quadratic * push, 0.0)
    mean = 2.0 * push / (stiffness + jnp.sqrt(jnp.where(space > 0.0, space, 1.0)))
    met = jnp.abs(force - demand.force) <= 1e-9 * limits.weight
    met = met & (now.ask.mode != Mode.PEDALS)
    mean = jnp.where(met, limits.speed, mean)
    middle = 0.5 * state.speed
    mean, middle = once((mean, middle))
    stops = mean < middle
    against = drag.at(middle) - force
    stopping = rate * middle * middle / jnp.where(stops, against, 1.0)
    speed = jnp.where(stops, 0.0, jnp.maximum(2.0 * mean - state.speed, 0.0))
    return speed, jnp.where(stops, stopping, mean), jnp.where(stops, middle, mean)
