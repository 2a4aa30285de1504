"""Grip: the greatest force of four wheels whose load shifts as the car pulls, in closed form."""

import jax.numpy as jnp

from carwright.state import Scalar


def greatest_drive(
    front_motor: Scalar, rear_motor: Scalar, front_grip: Scalar, rear_grip: Scalar, transfer: Scalar
) -> Scalar:
    """Return the greatest force that drives the car [N].

    Each axle is bound by its motor or by its grip, a straight line of the total: the answer is the
    least of four fixed points.

    Args:
        front_motor: () greatest force of the front motor at the wheels [N].
        rear_motor: () the same of the rear motor [N].
        front_grip: () what the front tyres hold at rest [N].
        rear_grip: () what the rear tyres hold at rest [N].
        transfer: () grip that each newton of drive moves to the rear axle [-].
    """
    both_motors = front_motor + rear_motor
    front_motor_rear_grip = (front_motor + rear_grip) * (1.0 / jnp.maximum(1.0 - transfer, 1e-3))
    front_grip_rear_motor = (front_grip + rear_motor) * (1.0 / (1.0 + transfer))
    both_grips = front_grip + rear_grip
    return jnp.minimum(
        jnp.minimum(both_motors, front_motor_rear_grip),
        jnp.minimum(front_grip_rear_motor, both_grips),
    )
