"""Conditioning: climate of cabin and battery in one step, known before the current is solved."""

from typing import NamedTuple

import jax.numpy as jnp

from carwright.codes import Climate
from carwright.state import Scalar
from carwright.step.cabin import Cabin, cabin
from carwright.step.coolant import Coolant, coolant
from carwright.step.moment import Moment


class Conditioning(NamedTuple):
    """What climate does in this step."""

    cabin: Cabin
    """The cabin [-]."""
    coolant: Coolant
    """The coolant [-]."""
    power: Scalar
    """Electric power of all of it [W]."""


def conditioning(now: Moment) -> Conditioning:
    """Return what climate does and draws, from temperatures at the start of the step.

    A given power replaces what the machines draw: then it is not known what heat they bring, and
    cabin and coolant are left to themselves.

    Args:
        now: what the step starts from.
    """
    runs = jnp.where(now.ask.awake, now.alive, 0.0).astype(now.dt.dtype)
    inside, loop = cabin(now, runs), coolant(now, runs)
    power = inside.heating + inside.cooling + inside.blower + loop.heating + loop.cooling
    given = runs * jnp.where(now.ask.climate == Climate.GIVEN, now.ask.climate_power, 0.0)
    return Conditioning(inside, loop, power + given)
