"""Fourth beat, solve: axles share the force, losses follow, the circuit gives the current, heat goes to each node."""

from typing import NamedTuple

import jax.numpy as jnp
from jax import lax

from carwright.car.car import Car
from carwright.run.achieve import Achieved, AxleLoss
from carwright.run.limits import Limits
from carwright.state import Axles, Code, Scalar, State

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


def share(car: Car, state: State, achieved: Achieved, front: AxleLoss, rear: AxleLoss) -> Share:
    """Return the cheapest of three: the least loss with both axles on, in closed form, and each axle alone.

    A choice other than the last one must save the switching penalty, so that the car does not chatter.

    Args:
        car: the car.
        state: the car at the start of the step.
        achieved: what the car really does.
        front: loss of the front axle.
        rear: loss of the rear axle.
    """
    force = achieved.motors
    least = jnp.maximum(force - achieved.rear_limit, 0.0)
    most = jnp.minimum(force, achieved.front_limit)
    bend = jnp.maximum(front.quadratic + rear.quadratic, 1e-12)
    best = (rear.quadratic * force + 0.5 * (rear.linear - front.linear)) / bend
    both_front = jnp.clip(best, least, jnp.maximum(most, least))
    both_rear = force - both_front
    front_on, rear_on = _on(front, both_front), _on(rear, both_rear)
    front_alone, rear_alone = _on(front, force), _on(rear, force)
    front_on, rear_on, front_alone, rear_alone = lax.optimization_barrier(
        (front_on, rear_on, front_alone, rear_alone)
    )
    penalty = car.controls.switching_penalty

    def cost(axles: Axles, loss: Scalar, possible: Scalar) -> Scalar:
        changed = jnp.where(state.axles == axles, 0.0, penalty)
        return loss + changed + jnp.where(possible, 0.0, IMPOSSIBLE)

    slack = 1e-9 * force
    two = (car.front.unit.present * car.rear.unit.present) > 0.5
    cost_both = cost(Axles.BOTH, front_on + rear_on, two)
    cost_front = cost(
        Axles.FRONT, front_alone + rear.off, (force <= achieved.front_limit + slack) & (car.front.unit.present > 0.5)
    )
    cost_rear = cost(
        Axles.REAR, rear_alone + front.off, (force <= achieved.rear_limit + slack) & (car.rear.unit.present > 0.5)
    )
    alone = jnp.minimum(cost_front, cost_rear) < cost_both
    front_only = alone & (cost_front <= cost_rear)
    rear_only = alone & ~front_only
    front_only, rear_only = lax.optimization_barrier((front_only, rear_only))
    axles = jnp.where(front_only, Axles.FRONT, jnp.where(rear_only, Axles.REAR, Axles.BOTH)).astype(jnp.int32)
    return lax.optimization_barrier(
        Share(
            front=jnp.where(rear_only, 0.0, jnp.where(front_only, force, both_front)),
            rear=jnp.where(front_only, 0.0, jnp.where(rear_only, force, both_rear)),
            front_loss=jnp.where(rear_only, front.off, jnp.where(front_only, front_alone, front_on)),
            rear_loss=jnp.where(front_only, rear.off, jnp.where(rear_only, rear_alone, rear_on)),
            axles=axles,
        )
    )


class Electric(NamedTuple):
    """The pack in this step, solved."""

    current: Scalar
    """Positive out of the battery [A]."""
    rest: Scalar
    """Step-mean rest voltage [V]."""
    fast: Scalar
    """Voltage of the fast pair at the end [V]."""
    slow: Scalar
    """Voltage of the slow pair at the end [V]."""
    ohmic_loss: Scalar
    """Heat in the ohmic resistance [W]."""
    polarisation_loss: Scalar
    """Heat in the resistances of the pairs [W]."""


def electric(car: Car, state: State, limits: Limits, power: Scalar, dt: Scalar) -> Electric:
    """Return current, losses and the pairs' new voltages for the step-mean power at the terminals.

    Heat in each pair is the exact step mean of v^2/R along its exponential, so that the books close without using
    the difference of its stored energy.

    Args:
        car: the car.
        state: the car at the start of the step.
        limits: what this step may use.
        power: () step-mean power at the terminals, positive out [W].
        dt: () step [s].
    """
    circuit = limits.circuit
    current, rest = car.battery.current(circuit, power, dt)
    fast, fast_heat = _pair(
        state.fast_polarisation, current * circuit.fast_resistance, circuit.fast_conductance, circuit.fast_decay, circuit.fast_mean
    )
    slow, slow_heat = _pair(
        state.slow_polarisation, current * circuit.slow_resistance, circuit.slow_conductance, circuit.slow_decay, circuit.slow_mean
    )
    return lax.optimization_barrier(
        Electric(
            current=current,
            rest=rest,
            fast=fast,
            slow=slow,
            ohmic_loss=current * current * circuit.ohmic,
            polarisation_loss=fast_heat + slow_heat,
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
