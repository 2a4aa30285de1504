r"""Grip: what four tyres hold whose load shifts as the car pulls, in closed form.

A motor spins up its rotor, gear and wheels before the road feels it. With a force F of the motors,
resistance D and a share p of the inertia that turns, the tyres carry

$$C = F - p (F - D)$$

so that grip bounds C and not F: on the grip of all four tyres a car launches and stops with mu g,
whatever turns in it. Rolling resistance is counted as if it acted on the body.
"""

from typing import NamedTuple

import jax.numpy as jnp

from carwright.car.body import Body
from carwright.state import Scalar


class Hold(NamedTuple):
    """What the tyres hold, and what stands between them and the motors."""

    front: Scalar
    """What the front tyres hold at rest [N]."""
    rear: Scalar
    """What the rear tyres hold at rest [N]."""
    transfer: Scalar
    """Grip that each newton of drive at the road moves to the rear axle [-]."""
    front_spin: Scalar
    """Share of the car's inertia that turns with the front axle [-]."""
    rear_spin: Scalar
    """Share of the car's inertia that turns with the rear axle [-]."""
    drag: Scalar
    """Resistance at the start of the step [N]."""


def hold(body: Body, grip: Scalar, weight: Scalar, drag: Scalar) -> Hold:
    """Return what the tyres hold.

    Args:
        body: the body.
        grip: () greatest force over load [-].
        weight: () load on the road [N].
        drag: () resistance at the start of the step [N].
    """
    held, spin = grip * weight, body.rotating_mass * (1.0 / body.inertia)
    front, front_spin = held * body.front_share, spin * body.front_rotating_share
    return Hold(
        front=front,
        rear=held - front,
        transfer=grip * body.load_transfer,
        front_spin=front_spin,
        rear_spin=spin - front_spin,
        drag=drag,
    )


def greatest_drive(front_motor: Scalar, rear_motor: Scalar, tyres: Hold) -> Scalar:
    """Return the greatest force of the motors that drives the car [N].

    Each axle is bound by its motor or by its grip, a straight line of the total: the answer is the
    least of four fixed points; none where resistance alone is more than the tyres hold.

    Args:
        front_motor: () greatest force of the front motor at the wheels [N].
        rear_motor: () the same of the rear motor [N].
        tyres: what the tyres hold.
    """
    spin = tyres.front_spin + tyres.rear_spin
    moved, pushed = tyres.transfer * (1.0 - spin), tyres.transfer * spin * tyres.drag
    front = tyres.front - pushed - tyres.front_spin * tyres.drag
    rear = tyres.rear + pushed - tyres.rear_spin * tyres.drag
    both_motors = front_motor + rear_motor
    front_motor_rear_grip = (front_motor + rear) / jnp.maximum(1.0 - moved - tyres.rear_spin, 1e-3)
    front_grip_rear_motor = (front + rear_motor) / (1.0 + moved - tyres.front_spin)
    both_grips = (front + rear) / (1.0 - spin)
    least = jnp.minimum(
        jnp.minimum(both_motors, front_motor_rear_grip),
        jnp.minimum(front_grip_rear_motor, both_grips),
    )
    return jnp.maximum(least, 0.0)


def greatest_stop(tyres: Hold) -> Scalar:
    """Return the greatest force of motors and brakes that stops the car, positive [N].

    Args:
        tyres: what the tyres hold; the brakes are split as their loads are.
    """
    spin = tyres.front_spin + tyres.rear_spin
    return jnp.maximum((tyres.front + tyres.rear + spin * tyres.drag) / (1.0 - spin), 0.0)


def by_axle(tyres: Hold, sign: Scalar, force: Scalar) -> tuple[Scalar, Scalar]:
    """Return the greatest size of each axle's force, front and rear, at a force of both [N].

    Args:
        tyres: what the tyres hold.
        sign: () +1 to drive, -1 to brake [-].
        force: () size of the force of motors and brakes together [N].
    """
    net = sign * force - tyres.drag
    moved = tyres.transfer * (sign * force - (tyres.front_spin + tyres.rear_spin) * net)
    front = jnp.maximum(tyres.front - moved, 0.0) + sign * tyres.front_spin * net
    rear = jnp.maximum(tyres.rear + moved, 0.0) + sign * tyres.rear_spin * net
    return jnp.maximum(front, 0.0), jnp.maximum(rear, 0.0)
