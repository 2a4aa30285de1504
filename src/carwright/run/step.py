"""The step: limits, demand, achieved, solve. One pure function moves every car, everywhere.

Power is positive out of the battery; force is positive when it drives the car forward.
"""

import jax
import jax.numpy as jnp
from jax import lax

from carwright.car.car import Car
from carwright.run.achieve import Achieved, achieve, demand
from carwright.run.heat import Temperatures, cooling, warmed
from carwright.run.limits import Limits, limits
from carwright.run.solve import Electric, Share, electric, share
from carwright.state import Ask, Environment, Outcome, Record, Scalar, State

SHORTFALL = 2.0 / 3.6
"""Speed by which a trace may be missed [m/s] (UN GTR 15: 2 km/h)."""


def step(car: Car, state: State, ask: Ask, environment: Environment, dt: Scalar) -> tuple[State, Record]:
    """Move the car by one step.

    Args:
        car: the car.
        state: the car at the start of the step.
        ask: what is asked of it.
        environment: what surrounds it.
        dt: () step [s].

    Returns:
        The car at the end of the step and the step-mean powers. Where the ask is not valid, or the battery is empty,
        the state stays and every power is nothing.
    """
    bounds = limits(car, state, ask, environment, dt)
    wanted = demand(car, state, ask, bounds, dt)
    achieved, front, rear = achieve(car, state, environment, bounds, wanted, dt)
    shared = share(car, state, achieved, front, rear)
    accessories = car.accessories.load / car.accessories.dcdc_efficiency
    wheels = achieved.sign * achieved.motors * achieved.mean_speed
    power = wheels + shared.front_loss + shared.rear_loss + accessories
    solved = electric(car, state, bounds, power, dt)
    record = lax.optimization_barrier(
        _record(car, state, environment, bounds, achieved, shared, solved, power, dt)
    )
    moved = _moved(car, state, ask, environment, achieved, shared, solved, warmed(car, state, record, dt), dt)
    alive = ask.valid & (state.outcome != Outcome.EMPTY)
    held = jax.tree.map(lambda new, old: jnp.where(alive, new, old), moved, state)
    return held, jax.tree.map(lambda power: jnp.where(alive, power, 0.0), record)


def _record(
    car: Car,
    state: State,
    environment: Environment,
    bounds: Limits,
    achieved: Achieved,
    shared: Share,
    solved: Electric,
    power: Scalar,
    dt: Scalar,
) -> Record:
    speed = achieved.mean_speed
    parts = bounds.resistance
    front_teeth = car.front.gear.tooth_loss * shared.front * bounds.speed
    rear_teeth = car.rear.gear.tooth_loss * shared.rear * bounds.speed
    rotation = (car.body.rotating_mass / dt) * (achieved.speed - state.speed)
    roller = (achieved.sign * (achieved.motors + achieved.brakes) - parts.slope - rotation) * speed
    cooled = cooling(car, state, environment, bounds, speed)
    return Record(
        chemical=solved.rest * solved.current,
        terminal_out=jnp.maximum(power, 0.0),
        terminal_in=jnp.maximum(-power, 0.0),
        wheel_drive=jnp.maximum(roller, 0.0),
        wheel_brake=jnp.maximum(-roller, 0.0),
        air=parts.air.at(achieved.drag_speed) * speed,
        tyres=parts.tyres.at(achieved.drag_speed) * speed,
        residual_drag=parts.residual.at(achieved.drag_speed) * speed,
        friction_brakes=achieved.brakes * speed,
        front_motor_drag=parts.front_motor.at(achieved.drag_speed) * speed,
        rear_motor_drag=parts.rear_motor.at(achieved.drag_speed) * speed,
        front_gear=front_teeth + parts.front_spin * speed,
        rear_gear=rear_teeth + parts.rear_spin * speed,
        front_drive_unit=shared.front_loss - front_teeth,
        rear_drive_unit=shared.rear_loss - rear_teeth,
        auxiliaries=car.accessories.load,
        dcdc=car.accessories.load / car.accessories.dcdc_efficiency - car.accessories.load,
        climate=jnp.zeros_like(power),
        cell_ohmic=solved.ohmic_loss,
        cell_polarisation=solved.polarisation_loss,
        cell_cooling=cooled.cells,
        front_unit_cooling=cooled.front_unit,
        rear_unit_cooling=cooled.rear_unit,
        oil_cooling=cooled.oil,
        tyre_cooling=cooled.tyres,
    )


def _moved(
    car: Car,
    state: State,
    ask: Ask,
    environment: Environment,
    achieved: Achieved,
    shared: Share,
    solved: Electric,
    warm: Temperatures,
    dt: Scalar,
) -> State:
    distance = achieved.mean_speed * dt
    charge = state.charge - solved.current * (dt / car.battery.capacity)
    short = jnp.where(ask.speed - achieved.speed > SHORTFALL, Outcome.FELL_SHORT, Outcome.FOLLOWED)
    empty = jnp.where(charge <= car.battery.empty_charge, Outcome.EMPTY, Outcome.FOLLOWED)
    outcome = jnp.maximum(state.outcome, jnp.maximum(short, empty)).astype(state.outcome.dtype)
    return State(
        speed=achieved.speed,
        position=state.position + distance,
        height=state.height + distance * environment.slope,
        charge=charge,
        fast_polarisation=solved.fast,
        slow_polarisation=solved.slow,
        cell_temperature=warm.cells,
        coolant_temperature=state.coolant_temperature,
        front_unit_temperature=warm.front_unit,
        rear_unit_temperature=warm.rear_unit,
        oil_temperature=warm.oil,
        tyre_temperature=warm.tyres,
        cabin_air_temperature=state.cabin_air_temperature,
        cabin_mass_temperature=state.cabin_mass_temperature,
        time=state.time + dt,
        outcome=outcome,
        axles=shared.axles,
    )
