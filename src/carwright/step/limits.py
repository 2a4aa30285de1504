"""First beat, limits: what battery and motors can give and take, and what resists motion."""

from typing import NamedTuple

import jax.numpy as jnp

from carwright.car.battery import Circuit
from carwright.car.car import Axle
from carwright.codes import Axles, Mode
from carwright.once import once
from carwright.state import Scalar
from carwright.step.conditioning import Conditioning
from carwright.step.moment import Moment
from carwright.step.pedals import Supply, pressed
from carwright.units import GRAVITY, SPECIFIC_GAS_CONSTANT_OF_AIR

STRONGEST_PULL = 2.0 * GRAVITY
"""No road car changes its speed faster [m/s^2]; beyond it the asked mid-step speed is not believed.
"""


class Drag(NamedTuple):
    """A force against motion as a polynomial of road speed."""

    constant: Scalar
    """At rest [N]."""
    linear: Scalar
    """Growth with speed [N s/m]."""
    quadratic: Scalar
    """Growth with the square of speed [N s^2/m^2]."""

    def at(self, speed: Scalar) -> Scalar:
        """Return the force [N].

        Args:
            speed: () road speed [m/s].
        """
        return self.constant + speed * (self.linear + speed * self.quadratic)


class Resistance(NamedTuple):
    """Everything that resists motion, part by part."""

    air: Drag
    """Air [-]."""
    tyres: Drag
    """Tyres [-]."""
    residual: Drag
    """What the coast-down holds beyond the parts [-]."""
    front_motor: Drag
    """De-energised drag of the front motor [-]."""
    rear_motor: Drag
    """De-energised drag of the rear motor [-]."""
    front_spin: Scalar
    """Spin drag of the front gear [N]."""
    rear_spin: Scalar
    """Spin drag of the rear gear [N]."""
    slope: Scalar
    """Weight along the road [N]."""
    total: Drag
    """Sum of all [-]."""


class Limits(NamedTuple):
    """What this step may use."""

    speed: Scalar
    """Mid-step speed that is asked, or that pedals lead to [m/s]."""
    weight: Scalar
    """Load on the road [N]."""
    circuit: Circuit
    """The pack in this step [-]."""
    give: Scalar
    """Greatest power of the pack [W]."""
    take: Scalar
    """Greatest power into the pack, positive [W]."""
    voltage_ratio: Scalar
    """Voltage at zero current over nominal [-]."""
    voltage_inverse: Scalar
    """Nominal over voltage at zero current [-]."""
    front_slowness: Scalar
    """One over the front motor's speed, bounded below base speed [s/rad]."""
    rear_slowness: Scalar
    """One over the rear motor's speed, bounded below base speed [s/rad]."""
    front_torque: Scalar
    """Greatest torque of the front motor [Nm]."""
    rear_torque: Scalar
    """Greatest torque of the rear motor [Nm]."""
    resistance: Resistance
    """What resists motion [-]."""
    conditioning: Conditioning
    """What climate does in this step [-]."""


def limits(now: Moment, conditioning: Conditioning) -> Limits:
    """Return what the car may use in this step.

    Args:
        now: what the step starts from.
        conditioning: what climate does in this step.
    """
    car, state, dt = now.car, now.state, now.dt
    battery, controls = car.battery, car.controls
    circuit = battery.circuit(
        state.charge, state.fast_polarisation, state.slow_polarisation, state.cell_temperature, dt
    )
    fade = controls.charge_fade(state.charge, battery.full_charge, state.cell_temperature)
    give, take = battery.power_limits(circuit, fade, battery.cool(state.cell_temperature))
    ratio = circuit.unloaded * (1.0 / battery.nominal_voltage)
    wanted = jnp.minimum(now.ask.speed, controls.top_speed)
    nearest = jnp.clip(wanted, state.speed - STRONGEST_PULL * dt, state.speed + STRONGEST_PULL * dt)
    speed = 0.5 * (state.speed + nearest)
    slope = now.environment.slope
    weight = car.body.mass * GRAVITY * jnp.sqrt(1.0 - slope * slope)
    parts = resistance(now, weight)
    pedals = pressed(now, Supply(circuit, give, weight, parts.total.at(state.speed)))
    by_pedals = now.ask.mode == Mode.PEDALS
    speed = jnp.where(by_pedals, pedals.speed, speed)
    front_slowness = car.front.unit.slowness(speed * car.front.gear.turns_per_metre)
    rear_slowness = car.rear.unit.slowness(speed * car.rear.gear.turns_per_metre)
    give, take, ratio, speed, front_slowness, rear_slowness = once(
        (give, take, ratio, speed, front_slowness, rear_slowness)
    )
    loaded = jnp.where(by_pedals, pedals.voltage_ratio, ratio)
    return once(
        Limits(
            speed=speed,
            weight=weight,
            circuit=circuit,
            give=give,
            take=take,
            voltage_ratio=ratio,
            voltage_inverse=1.0 / ratio,
            front_slowness=front_slowness,
            rear_slowness=rear_slowness,
            front_torque=car.front.unit.torque_limit(
                front_slowness, loaded, state.front_unit_temperature
            ),
            rear_torque=car.rear.unit.torque_limit(
                rear_slowness, loaded, state.rear_unit_temperature
            ),
            resistance=parts,
            conditioning=conditioning,
        )
    )


def resistance(now: Moment, weight: Scalar) -> Resistance:
    """Return what resists the motion of the car, as polynomials of its road speed.

    An axle that was off in the last step and has a disconnect does not turn.

    Args:
        now: what the step starts from.
        weight: () load on the road [N].
    """
    car, state, environment = now.car, now.state, now.environment
    density = environment.pressure / (SPECIFIC_GAS_CONSTANT_OF_AIR * environment.temperature)
    wind = environment.headwind
    facing = jnp.where(state.speed + wind >= 0.0, 1.0, -1.0).astype(wind.dtype)
    half = 0.5 * density * car.body.drag_area * facing
    air = Drag(half * wind * wind, 2.0 * half * wind, half)
    stiffness = car.tyre.stiffness(state.tyre_temperature) * environment.rolling
    rolling = weight * car.tyre.rolling_coefficient * stiffness
    tyres = Drag(rolling, jnp.zeros_like(rolling), rolling * car.tyre.speed_rise)
    residual = Drag(car.residual.constant, car.residual.linear, car.residual.quadratic)
    colder = car.accessories.oil_warm - state.oil_temperature
    oil = jnp.maximum(1.0 + car.accessories.oil_coefficient * colder, 0.2)
    front_spin, rear_spin = car.front.gear.spin_force * oil, car.rear.gear.spin_force * oil
    slope = car.body.moved_mass * GRAVITY * environment.slope
    only_rear = (state.axles == Axles.REAR).astype(weight.dtype)
    only_front = (state.axles == Axles.FRONT).astype(weight.dtype)
    front_turns = 1.0 - car.front.disconnects * only_rear
    rear_turns = 1.0 - car.rear.disconnects * only_front
    front_spin, rear_spin = front_spin * front_turns, rear_spin * rear_turns
    front_motor, rear_motor = _motor_drag(car.front, front_turns), _motor_drag(car.rear, rear_turns)
    still = residual.constant + air.constant + tyres.constant + front_spin + rear_spin + slope
    linear = residual.linear + front_motor.linear + rear_motor.linear + air.linear
    motors = front_motor.quadratic + rear_motor.quadratic
    quadratic = residual.quadratic + motors + air.quadratic + tyres.quadratic
    total = Drag(still, linear, quadratic)
    return Resistance(
        air, tyres, residual, front_motor, rear_motor, front_spin, rear_spin, slope, total
    )


def _motor_drag(axle: Axle, turning: Scalar) -> Drag:
    turns = axle.gear.turns_per_metre
    unit = axle.unit
    return Drag(
        jnp.zeros_like(turns),
        turning * (unit.drag_linear * turns * turns),
        turning * (unit.drag_quadratic * turns * turns * turns),
    )
