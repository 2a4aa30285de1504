"""recharge: a car at its own charger until it is full, the AC end of every regulator's test."""

import equinox as eqx
import jax.numpy as jnp

from carwright.car.car import Car
from carwright.run.charge import Station, charge
from carwright.run.ledger import Ledger
from carwright.state import Environment, Scalar, State


class Recharge(eqx.Module):
    """What a recharge took from the wall and where it went."""

    energy_ac: Scalar
    """At the wall [J]."""
    energy_dc: Scalar
    """Into the pack's terminals [J]."""
    energy_stored: Scalar
    """Rest-voltage energy that the pack gained [J]."""
    duration: Scalar
    """Time until full [s]."""
    end: State
    """The car at the end; its clock has run on after it was full [-]."""
    ledger: Ledger
    """Both books [J]."""


def recharge(car: Car, start: State, environment: Environment | None = None) -> Recharge:
    """Charge one car by its onboard charger until it is full.

    Args:
        car: the car.
        start: the car as it is plugged in, at its temperatures; it stands.
        environment: what surrounds it; None is the air of its own road load.
    """
    nothing = jnp.zeros_like(car.charger.power)
    wall = Station(power=car.charger.power, current=nothing, voltage=nothing)
    found = charge(car, wall, start, jnp.ones_like(nothing), environment)
    return Recharge(
        energy_ac=found.energy_grid,
        energy_dc=found.energy_pack,
        energy_stored=found.energy_stored,
        duration=found.duration,
        end=found.end,
        ledger=found.ledger,
    )
