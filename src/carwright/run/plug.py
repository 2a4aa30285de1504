r"""Plug: what flows from the wall while the car charges, in mode PLUGGED.

The charger gives what it and the station can, until the pack holds its voltage: then the current
falls (constant voltage, in closed form through the circuit), and ends where the pack is full. In
the step in which that happens, and only there, the car charges for a share of the time: losses that
do not depend on load count for that share, so that long steps end as exactly as short ones. A full
car sleeps: it draws nothing, unless climate runs, which then takes what it needs from the wall.
"""

from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import lax

from carwright.car.battery import Circuit
from carwright.run.limits import Limits
from carwright.run.moment import Moment
from carwright.state import Scalar


class Plug(NamedTuple):
    """What flows while the car is plugged in, step means."""

    power: Scalar
    """At the pack's terminals, positive out: negative while it charges [W]."""
    grid: Scalar
    """Out of the grid, at the wall [W]."""
    loss: Scalar
    """Lost in the charger [W]."""
    auxiliaries: Scalar
    """Into the 12 V loads and pumps that charging keeps awake [W]."""
    dcdc: Scalar
    """Lost in the converter that feeds them [W]."""


@jax.named_scope("plug")
def plug(now: Moment, limits: Limits) -> Plug:
    """Return what flows from the wall, in a car that is plugged in.

    Args:
        now: what the step starts from.
        limits: what this step may use.
    """
    car, battery, circuit = now.car, now.car.battery, limits.circuit
    charger = car.charger
    load = charger.auxiliaries * (1.0 / car.accessories.dcdc_efficiency)
    climate = limits.conditioning.power
    most = charger.output(jnp.minimum(charger.power, now.ask.station_power)) - load - climate
    held = (battery.full_voltage - circuit.source) * (1.0 / circuit.resistance)
    rate = jnp.minimum(jnp.maximum(most, 0.0), _taken(circuit, held))
    missing = (battery.full_charge - now.state.charge) * (battery.capacity / now.dt)
    filling = _taken(circuit, missing)
    rate, filling = lax.optimization_barrier((rate, filling))
    charges = rate > 0.0
    share = jnp.minimum(filling / jnp.where(charges, rate, 1.0), 1.0)
    time_share = now.alive * jnp.where(charges, share, 0.0)
    power = now.alive * jnp.minimum(rate, filling)
    output = power + time_share * load + climate
    grid = charger.wall(output, jnp.where(climate > 0.0, now.alive, time_share))
    auxiliaries = time_share * charger.auxiliaries
    return lax.optimization_barrier(
        Plug(
            power=-power,
            grid=grid,
            loss=grid - output,
            auxiliaries=auxiliaries,
            dcdc=time_share * load - auxiliaries,
        )
    )


def _taken(circuit: Circuit, current: Scalar) -> Scalar:
    """Power at the terminals that drives a current into the pack [W]; nothing for none."""
    into = jnp.maximum(current, 0.0)
    return into * (circuit.source + circuit.resistance * into)
