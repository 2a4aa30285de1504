"""throttle: steps with the pedal to the floor, from any state; sprints and climbs stand on them."""

import equinox as eqx
import jax.numpy as jnp

from carwright.car.car import Car
from carwright.run.asks import pedals
from carwright.run.search import greatest
from carwright.state import Ask, Environment, Record, Scalar, State
from carwright.step.step import step

PROBE = 1.0
"""Step by which a speed or a slope is tried [s]."""


def full_throttle(car: Car, time: Scalar) -> Ask:
    """Return what the pedal asks that was pressed to the floor some time ago, at rest.

    Args:
        car: the car.
        time: () since the pedal was pressed [s].
    """
    force = sum(
        axle.unit.present * axle.unit.launch_torque * axle.gear.turns_per_metre
        for axle in (car.front, car.rear)
    )
    asked = force * car.controls.built_up(time)
    return pedals(asked, jnp.zeros_like(asked))


def pulled(
    car: Car, state: State, environment: Environment, time: Scalar, dt: Scalar
) -> tuple[State, Record]:
    """Move a car by one step at full throttle.

    Args:
        car: the car.
        state: the car at the start of the step.
        environment: what surrounds it.
        time: () mid-step time since the pedal was pressed, at rest [s].
        dt: () step [s].
    """
    return step(car, state, full_throttle(car, time), environment, dt)


def gained(car: Car, state: State, environment: Environment) -> Scalar:
    """Return what full throttle that has built up adds to the speed in a second [m/s].

    Args:
        car: the car.
        state: the car, at the speed that is tried.
        environment: what surrounds it, with the slope that is tried.
    """
    probe = jnp.full_like(state.speed, PROBE)
    after, _ = pulled(car, state, environment, car.controls.launch_ramp + probe, probe)
    return after.speed - state.speed


def fastest(car: Car, state: State, environment: Environment) -> Scalar:
    """Return the greatest speed that a car holds, or that its software allows [m/s].

    Args:
        car: the car.
        state: the car; its charge and temperatures count.
        environment: what surrounds it; its slope counts.
    """

    def margin(speed: Scalar) -> Scalar:
        return gained(car, eqx.tree_at(lambda at: at.speed, state, speed), environment)

    limit = car.controls.top_speed
    return greatest(margin, jnp.zeros_like(limit), limit)
