"""Fourth beat, solve: axles share the force, losses follow, the circuit gives the current."""

from typing import NamedTuple

import jax.numpy as jnp

from carwright.codes import Axles, Mode
from carwright.once import once
from carwright.state import Code, Scalar
from carwright.step.achieve import Achieved, AxleLoss
from carwright.step.limits import Limits
from carwright.step.moment import Moment
from carwright.step.plug import Plug, plug

IMPOSSIBLE = 1e12
"""Cost of a choice that the limits forbid [W]."""


class Share(NamedTuple):
    """How the axles share the motors' force."""

    front: Scalar
    """Size of the front force [N]."""
    rear: Scalar
    """Size of the rear force [N]."""
    front_loss: Scalar
    """Loss of the front axle, teeth included [W]."""
    rear_loss: Scalar
    """Loss of the rear axle, teeth included [W]."""
    axles: Code
    """Which axles give torque, a number of `Axles` [-]."""


class Electric(NamedTuple):
    """The pack in this step, solved."""

    power: Scalar
    """At the terminals, positive out [W]."""
    current: Scalar
    """Positive out of the battery [A]."""
    chemical: Scalar
    """Step-mean power out of the cells' chemistry [W]."""
    fast: Scalar
    """Voltage of the fast pair at the end [V]."""
    slow: Scalar
    """Voltage of the slow pair at the end [V]."""
    ohmic_loss: Scalar
    """Heat in the ohmic resistance [W]."""
    polarisation_loss: Scalar
    """Heat in the resistances of the pairs [W]."""


class Solved(NamedTuple):
    """What the fourth beat found."""

    share: Share
    """How the axles share the force [-]."""
    electric: Electric
    """The pack [-]."""
    plug: Plug
    """What flows from the wall, if the car is plugged in [-]."""


def solve(now: Moment, limits: Limits, achieved: Achieved) -> Solved:
    """Return how the axles share the force and what that draws from the pack.

    Args:
        now: what the step starts from.
        limits: what this step may use.
        achieved: what the car really does.
    """
    shared = share(now, achieved)
    accessories = now.car.accessories
    load = (1.0 / accessories.dcdc_efficiency) * low_voltage(now) + limits.conditioning.power
    wheels = achieved.sign * achieved.motors * achieved.mean_speed
    power = wheels + shared.front_loss + shared.rear_loss + load
    charging = plug(now, limits)
    power = jnp.where(now.ask.mode == Mode.PLUGGED, charging.power, power)
    return Solved(shared, electric(now, limits, power), charging)


def low_voltage(now: Moment) -> Scalar:
    """Return the 12 V load of a car that is not plugged in [W].

    Args:
        now: what the step starts from.
    """
    sleeps = jnp.where(now.ask.awake | (now.ask.mode == Mode.PLUGGED), 0.0, now.alive)
    return now.car.accessories.load * now.awake + now.ask.parked_power * sleeps


def share(now: Moment, achieved: Achieved) -> Share:
    """Return the cheapest of three: both axles with the least loss in closed form, or one alone.

    A choice other than the last one must save the switching penalty, so that the car does not
    chatter. Without force no axle switches.

    Args:
        now: what the step starts from.
        achieved: what the car really does.
    """
    front, rear = achieved.front_loss, achieved.rear_loss
    state, alive = now.state, now.alive
    force = achieved.motors
    pulls = force > 0.0
    least = jnp.maximum(force - achieved.rear_limit, 0.0)
    most = jnp.maximum(jnp.minimum(force, achieved.front_limit), least)
    bend = jnp.maximum(front.quadratic + rear.quadratic, 1e-12)
    best = (rear.quadratic * force + 0.5 * (rear.linear - front.linear)) / bend
    both_front = jnp.clip(best, least, most)
    both_rear = force - both_front
    front = front._replace(constant=jnp.where(pulls, front.constant, front.off))
    rear = rear._replace(constant=jnp.where(pulls, rear.constant, rear.off))
    held = (_on(front, both_front), _on(rear, both_rear), _on(front, force), _on(rear, force))
    front_on, rear_on, front_alone, rear_alone = once(held)

    penalty = now.car.controls.switching_penalty
    slack = 1e-9 * force
    was_front, was_rear = state.axles == Axles.FRONT, state.axles == Axles.REAR
    forbidden_front = jnp.where(force > achieved.front_limit + slack, IMPOSSIBLE, 0.0)
    forbidden_rear = jnp.where(force > achieved.rear_limit + slack, IMPOSSIBLE, 0.0)
    cost_front = front_alone + rear.off + jnp.where(was_front, 0.0, penalty) + forbidden_front
    cost_rear = rear_alone + front.off + jnp.where(was_rear, 0.0, penalty) + forbidden_rear
    cost_both = front_on + rear_on + jnp.where(was_front | was_rear, penalty, 0.0)
    costs = (cost_front, cost_rear, cost_both)
    cost_front, cost_rear, cost_both = once(costs)
    front_only = (cost_front < cost_both) & (cost_front <= cost_rear)
    rear_only = (cost_rear < cost_both) & (cost_rear < cost_front)
    front_only, rear_only = once((front_only, rear_only))
    chosen = jnp.where(front_only, Axles.FRONT, jnp.where(rear_only, Axles.REAR, Axles.BOTH))
    front_loss = jnp.where(rear_only, front.off, jnp.where(front_only, front_alone, front_on))
    rear_loss = jnp.where(front_only, rear.off, jnp.where(rear_only, rear_alone, rear_on))
    return once(
        Share(
            front=alive * jnp.where(rear_only, 0.0, jnp.where(front_only, force, both_front)),
            rear=alive * jnp.where(front_only, 0.0, jnp.where(rear_only, force, both_rear)),
            front_loss=now.awake * front_loss,
            rear_loss=now.awake * rear_loss,
            axles=jnp.where(pulls & (alive > 0.0), chosen, state.axles).astype(state.axles.dtype),
        )
    )


def electric(now: Moment, limits: Limits, power: Scalar) -> Electric:
    """Return current, losses and the pairs' new voltages for the step-mean power at the terminals.

    Heat in each pair is the exact step mean of v^2/R along its exponential, so that the books
    close without using the difference of its stored energy.

    Args:
        now: what the step starts from.
        limits: what this step may use.
        power: () step-mean power at the terminals, positive out [W].
    """
    state, alive = now.state, now.alive
    circuit = limits.circuit
    current, chemical = now.car.battery.current(circuit, power, now.dt)
    fast, fast_heat = _pair(
        state.fast_polarisation,
        current * circuit.fast_resistance,
        circuit.fast_conductance,
        circuit.fast_decay,
        circuit.fast_mean,
    )
    slow, slow_heat = _pair(
        state.slow_polarisation,
        current * circuit.slow_resistance,
        circuit.slow_conductance,
        circuit.slow_decay,
        circuit.slow_mean,
    )
    return once(
        Electric(
            power=power,
            current=current,
            chemical=chemical,
            fast=jnp.where(alive > 0.0, fast, state.fast_polarisation),
            slow=jnp.where(alive > 0.0, slow, state.slow_polarisation),
            ohmic_loss=current * current * circuit.ohmic,
            polarisation_loss=alive * (fast_heat + slow_heat),
        )
    )


def _on(axle: AxleLoss, force: Scalar) -> Scalar:
    return axle.constant + force * (axle.linear + force * axle.quadratic)


def _pair(
    voltage: Scalar, settled: Scalar, conductance: Scalar, decay: Scalar, mean: Scalar
) -> tuple[Scalar, Scalar]:
    away = voltage - settled
    squared_mean = 0.5 * mean * (1.0 + decay)
    heat = (settled * settled + away * (2.0 * settled * mean + away * squared_mean)) * conductance
    return settled + away * decay, heat
