r"""Plug: what flows from the grid while the car charges, in mode PLUGGED.

An AC station feeds the onboard charger; a DC station, one that names a voltage, feeds the pack.
Each gives what it, the car and the cells allow, until the pack holds its voltage: then the current
falls (constant voltage, in closed form through the circuit), and ends where the pack is full. A
station whose voltage the pack passes gives nothing, unless the car has a booster. In the step in
which the pack is full, and only there, the car charges for a share of the time: losses that do not
depend on load count for that share, so that long steps end as exactly as short ones. A full car
sleeps: it draws nothing, unless climate runs, which then takes what it needs from the grid.
"""

from typing import NamedTuple

import jax
import jax.numpy as jnp

from carwright.car.battery import Circuit
from carwright.car.car import Car
from carwright.car.inlet import BOOSTER_LOSS_SHARE, STATION_LOSS_SHARE
from carwright.once import once
from carwright.state import Ask, Scalar, State
from carwright.step.limits import Limits
from carwright.step.moment import Moment


class Plug(NamedTuple):
    """What flows while the car is plugged in, step means."""

    power: Scalar
    """At the pack's terminals, positive out: negative while it charges [W]."""
    grid: Scalar
    """Out of the grid, at the wall or before the DC station [W]."""
    loss: Scalar
    """Lost in the onboard charger or the DC station [W]."""
    cable: Scalar
    """Lost between a DC station's outlet and the pack [W]."""
    auxiliaries: Scalar
    """Into the 12 V loads and pumps that charging keeps awake [W]."""
    dcdc: Scalar
    """Lost in the converter that feeds them [W]."""


class Way(NamedTuple):
    """How power comes from the grid to the pack, and how much."""

    rate: Scalar
    """Greatest power into the pack's terminals [W]."""
    passed_share: Scalar
    """Share of the grid's power that is not lost by load [-]."""
    outlet_share: Scalar
    """Share of it at the outlet of a DC station; all of it at an AC plug [-]."""
    constant_loss: Scalar
    """Lost on the way at any load [W]."""
    load: Scalar
    """Taken on the car's side for what charging keeps awake [W]."""
    short: Scalar
    """What climate takes beyond all that the station gives, out of the pack [W]."""


@jax.named_scope("plug")
def plug(now: Moment, limits: Limits) -> Plug:
    """Return what flows from the grid, in a car that is plugged in.

    Args:
        now: what the step starts from.
        limits: what this step may use.
    """
    car, battery, circuit = now.car, now.car.battery, limits.circuit
    climate = limits.conditioning.power
    rate, passed, outlet, constant, load, short = way(car, now.state, now.ask, circuit, climate)
    missing = (battery.full_charge - now.state.charge) * (battery.capacity / now.dt)
    filling = _taken(circuit, missing)
    rate, filling = once((rate, filling))
    charges = rate > 0.0
    share = jnp.minimum(filling / jnp.where(charges, rate, 1.0), 1.0)
    time_share = now.alive * jnp.where(charges, share, 0.0)
    power = now.alive * (jnp.minimum(rate, filling) - short)
    output = power + time_share * load + climate
    runs = jnp.where(climate > 0.0, now.alive, time_share)
    grid = (output + runs * constant) / passed
    ac = outlet == 1.0
    at_outlet = outlet * grid
    auxiliaries = time_share * car.charger.auxiliaries
    return once(
        Plug(
            power=-power,
            grid=grid,
            loss=jnp.where(ac, grid - output, grid - at_outlet),
            cable=jnp.where(ac, 0.0, at_outlet - output),
            auxiliaries=auxiliaries,
            dcdc=time_share * load - auxiliaries,
        )
    )


def way(car: Car, state: State, ask: Ask, circuit: Circuit, climate: Scalar) -> Way:
    """Return how power comes to the pack, and how much of it the pack may take.

    Args:
        car: the car.
        state: the car at the start of the step.
        ask: what the station gives.
        circuit: the pack in this step.
        climate: () electric power of climate, which comes first [W].
    """
    charger, inlet, battery = car.charger, car.inlet, car.battery
    load = charger.auxiliaries * (1.0 / car.accessories.dcdc_efficiency)
    dc = ask.station_voltage > 0.0
    conductance = 1.0 / circuit.resistance
    wall = charger.output(jnp.minimum(charger.power, ask.station_power))
    at_wall = wall - load - climate
    held = (battery.full_voltage - circuit.source) * conductance
    slowly = jnp.minimum(jnp.maximum(at_wall, 0.0), _taken(circuit, held))

    offered = jnp.minimum(ask.station_power, inlet.allowed(state.charge, state.cell_temperature))
    passed = 1.0 - inlet.loss_share
    highest = jnp.minimum(battery.held_voltage, ask.station_voltage)
    reached = jnp.minimum(
        jnp.minimum(ask.station_current, inlet.current), (highest - circuit.source) * conductance
    )
    straight = jnp.minimum(
        jnp.maximum(offered * passed - load - climate, 0.0), _taken(circuit, reached)
    )
    lifted = jnp.minimum(
        jnp.minimum(offered, inlet.booster), ask.station_current * ask.station_voltage
    )
    boosted_share = passed * (1.0 - BOOSTER_LOSS_SHARE)
    kept = (battery.held_voltage - circuit.source) * conductance
    boosted = jnp.minimum(
        jnp.maximum(lifted * boosted_share - load - climate, 0.0), _taken(circuit, kept)
    )
    boosts = boosted > straight
    quickly = jnp.where(boosts, boosted, straight)
    lasting = jnp.where(dc, jnp.where(boosts, lifted * boosted_share, offered * passed), wall)
    on_the_way = (1.0 - STATION_LOSS_SHARE) * jnp.where(boosts, boosted_share, passed)
    return once(
        Way(
            rate=jnp.where(dc, quickly, slowly),
            passed_share=jnp.where(dc, on_the_way, 1.0 - charger.loss_share),
            outlet_share=jnp.where(dc, 1.0 - STATION_LOSS_SHARE, 1.0),
            constant_loss=jnp.where(dc, 0.0, charger.constant_loss),
            load=load,
            short=jnp.maximum(climate - jnp.maximum(lasting, 0.0), 0.0),
        )
    )


def _taken(circuit: Circuit, current: Scalar) -> Scalar:
    """Power at the terminals that drives a current into the pack [W]; nothing for none."""
    into = jnp.maximum(current, 0.0)
    return into * (circuit.source + circuit.resistance * into)
