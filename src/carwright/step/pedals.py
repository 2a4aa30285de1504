r"""Pedals: the speed at which a step of full or part throttle acts, in mode PEDALS.

Limits must be taken at the speed that the car reaches, which follows from the limits. With a
constant force F and with a constant power P at the wheels the mid-step speed u is closed:

$$u = v + \frac{\Delta t}{2 M} (F - D), \qquad M \frac{2 (u - v)}{\Delta t} u = P - D u$$

The lesser of all such u (what is asked, torque, grip, motor power, pack power) is taken. Peak power
is that of a pack as good as half full at 25 C after ten seconds: one whose voltage sags more gives
less.
"""

from typing import NamedTuple

import jax
import jax.numpy as jnp

from carwright.car.battery import Circuit
from carwright.car.car import Axle
from carwright.once import once
from carwright.state import Scalar
from carwright.step.grip import greatest_drive, hold
from carwright.step.moment import Moment


class Supply(NamedTuple):
    """What does not depend on the speed within the step."""

    circuit: Circuit
    """The pack in this step [-]."""
    give: Scalar
    """Greatest power of the pack [W]."""
    weight: Scalar
    """Load on the road [N]."""
    drag: Scalar
    """Resistance at the start of the step [N]."""


class Pressed(NamedTuple):
    """At what pedals act."""

    speed: Scalar
    """Mid-step speed [m/s]."""
    voltage_ratio: Scalar
    """Voltage under the load of peak power, over that at which peak power is given [-]."""


class Peak(NamedTuple):
    """What one axle can give at most."""

    force: Scalar
    """At the wheels, from torque [N]."""
    power: Scalar
    """At the wheels [W]."""
    drawn: Scalar
    """From the pack at that power [W]."""


@jax.named_scope("pedals")
def pressed(now: Moment, supply: Supply) -> Pressed:
    """Return at what speed and voltage the step acts, where pedals ask.

    Args:
        now: what the step starts from.
        supply: what does not depend on the speed within the step.
    """
    car, state, body = now.car, now.state, now.car.body
    front = _peak(car.front, state.front_unit_temperature)
    rear = _peak(car.rear, state.rear_unit_temperature)
    drawn = front.drawn + rear.drawn
    load = car.accessories.load * (1.0 / car.accessories.dcdc_efficiency)
    ratio = _sag(now, supply, jnp.minimum(supply.give, drawn))
    shared = (front.power + rear.power) * (1.0 / jnp.maximum(drawn, 1.0))
    power = jnp.minimum(
        (front.power + rear.power) * jnp.minimum(ratio, 1.0),
        jnp.maximum(supply.give - load, 0.0) * shared,
    )
    grip = car.tyre.grip * now.environment.grip
    pull = greatest_drive(front.force, rear.force, hold(body, grip, supply.weight, supply.drag))
    force = jnp.minimum(now.ask.force, pull) - now.ask.brake
    ratio, power, force = once((ratio, power, force))

    ease = 0.5 * now.dt * (1.0 / body.inertia)
    coasting = state.speed - ease * supply.drag
    by_force = coasting + ease * force
    space = coasting * coasting + 4.0 * ease * power
    by_power = 0.5 * (coasting + jnp.sqrt(jnp.where(space > 0.0, space, 1.0)))
    fastest = 0.5 * (state.speed + jnp.maximum(car.controls.top_speed, state.speed))
    speed = jnp.minimum(jnp.minimum(by_force, by_power), fastest)
    speed = jnp.maximum(speed, 0.5 * state.speed)
    return Pressed(*once((speed, ratio)))


def _peak(axle: Axle, temperature: Scalar) -> Peak:
    unit, gear = axle.unit, axle.gear
    fade, passes = unit.fade(temperature), 1.0 / (1.0 + gear.tooth_loss)
    return Peak(
        force=fade * unit.launch_torque * gear.turns_per_metre * passes,
        power=fade * unit.delivered_power * passes,
        drawn=fade * (unit.delivered_power + unit.peak_loss),
    )


def _sag(now: Moment, supply: Supply, power: Scalar) -> Scalar:
    battery, circuit = now.car.battery, supply.circuit
    here = _loaded(circuit.source, circuit.resistance, power)
    usual = _loaded(battery.nominal_voltage, battery.resistance, power)
    return here * (1.0 / usual)


def _loaded(source: Scalar, resistance: Scalar, power: Scalar) -> Scalar:
    """Voltage of a source under a power, at least that of its greatest power [V]."""
    space = source * source - 4.0 * resistance * power
    root = jnp.where(space > 0.0, jnp.sqrt(jnp.where(space > 0.0, space, 1.0)), 0.0)
    return 0.5 * (source + root)
