"""Gear: one fixed ratio between motor and wheels, tooth loss by power and spin drag by speed.

Source of the form: measured loss maps of single-speed reducers (TUM): a constant torque at the
wheel and a share of the power that passes.
"""

import equinox as eqx

from carwright.state import Scalar


class Gear(eqx.Module):
    """A single-speed reducer with differential."""

    turns_per_metre: Scalar
    """Motor angle for each metre of road: ratio over tyre radius [rad/m]."""
    tooth_loss: Scalar
    """Share of the power lost in the teeth [-]."""
    spin_force: Scalar
    """Drag of the turning gear at the wheel rim, warm oil [N]."""
