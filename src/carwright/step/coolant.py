"""Coolant: what valves, radiator, chiller and heater do to it in a step.

Valves are controlled by the temperatures at the start of the step: cells give heat when they are
hot, take it when they are cold and the coolant is warmer, or the heater runs. A fast charge, and
the way to one, wants them warm. Before cells are so hot that the chiller works, the loop of the
drive units is parted from theirs, as in cars, and has the radiator to itself: else the chiller
would cool motors that the air cools for nothing.
"""

from typing import NamedTuple

import jax
import jax.numpy as jnp

from carwright.codes import Climate, Mode
from carwright.once import once
from carwright.state import Scalar
from carwright.step.cabin import EVAPORATOR, LEAST_LIFT
from carwright.step.moment import Moment
from carwright.step.ramp import ramp
from carwright.units import to_si

VALVE_SPAN = 5.0
"""Over how many kelvin a valve opens or a machine comes to its power [K] (assumed); for the chiller
also what it cools the cells in the step, so that long steps do not swing."""
WARM_ENOUGH = to_si("cells_c", 15.0)
"""Cells below this take what warmer coolant gives [K] (assumed)."""
RADIATOR_OPENS, RADIATOR_OPEN = to_si("coolant_c", 20.0), to_si("coolant_c", 40.0)
"""Coolant between which the thermostat opens the radiator [K] (assumed)."""
ABOVE_AIR = 15.0
"""How far the chiller's refrigerant condenses above the air [K] (assumed)."""

NOTHING = 1e-6
"""Heat flow for each kelvin that is none [W/K]."""


class Coolant(NamedTuple):
    """What joins the coolant to its neighbours, and what machines do to it."""

    to_cells: Scalar
    """Heat flow between cells and coolant for each kelvin [W/K]."""
    to_front: Scalar
    """Heat flow between front unit and coolant for each kelvin [W/K]."""
    to_rear: Scalar
    """Heat flow between rear unit and coolant for each kelvin [W/K]."""
    front_to_air: Scalar
    """Heat flow from front unit to air for each kelvin, by a loop parted from the coolant [W/K]."""
    rear_to_air: Scalar
    """The same from the rear unit [W/K]."""
    to_air: Scalar
    """Heat flow from coolant to air for each kelvin, by the radiator [W/K]."""
    heating: Scalar
    """Electric power, and heat, of the heater [W]."""
    chilled: Scalar
    """Heat that the chiller draws out [W]."""
    cooling: Scalar
    """Electric power of the chiller [W]."""


@jax.named_scope("coolant")
def coolant(now: Moment, runs: Scalar) -> Coolant:
    """Return what joins the coolant and what conditions it.

    Args:
        now: what the step starts from.
        runs: () 1 where pumps and machines may run, else 0.
    """
    car, state, ask = now.car, now.state, now.ask
    loop, dt = car.thermal, now.dt
    cells, warm = state.cell_temperature, state.coolant_temperature
    plugged = ask.mode == Mode.PLUGGED
    decides = (ask.climate == Climate.AUTO) | plugged | ask.precondition
    allowed = jnp.where(decides, runs, 0.0)
    fast = plugged & (ask.station_voltage > 0.0)
    kept = jnp.where(fast, car.inlet.warm, loop.warm_below)
    target = jnp.where(ask.precondition, loop.precondition, kept)
    cold = ramp(target - cells, 0.0, VALVE_SPAN)
    damped = VALVE_SPAN + loop.chiller_power * (dt / car.battery.heat_capacity)
    hot = ramp(cells - jnp.maximum(loop.cool_above, target), 0.0, damped)
    reaches = jnp.where(loop.pack_conductance > 0.0, 1.0, 0.0).astype(dt.dtype)
    heating = allowed * reaches * cold * loop.heater_power
    warms = ramp(WARM_ENOUGH - cells, 0.0, VALVE_SPAN) * ramp(warm - cells, 0.0, VALVE_SPAN)
    opened = jnp.maximum(jnp.maximum(hot, warms), cold * allowed)
    to_cells = runs * loop.pack_conductance * opened
    heating, to_cells, hot = once((heating, to_cells, hot))
    follows = to_cells / (1.0 + to_cells * (dt / car.battery.heat_capacity))
    above = jnp.maximum(warm - EVAPORATOR, 0.0)
    most = above * (loop.heat_capacity / dt + follows)
    chilled = jnp.minimum(allowed * reaches * hot * loop.chiller_power, most)
    lift = jnp.maximum(now.environment.temperature + ABOVE_AIR - EVAPORATOR, LEAST_LIFT)
    above_air = ramp(warm - now.environment.temperature, -VALVE_SPAN, 0.0)
    open_radiator = above_air * ramp(warm, RADIATOR_OPENS, RADIATOR_OPEN)
    still = loop.radiator_still + loop.radiator_rise * state.speed
    near = ramp(cells - jnp.maximum(loop.cool_above, target), -VALVE_SPAN, 0.0)
    parted = once(allowed * reaches * near)
    joined = runs - parted
    together = still + loop.front_conductance + loop.rear_conductance
    alone = parted * still / jnp.maximum(together, NOTHING)
    machines = {
        "heating": heating,
        "chilled": chilled,
        "cooling": chilled * lift / (car.climate.carnot_share * EVAPORATOR),
    }
    acting = {name: jnp.where(decides, power, 0.0) for name, power in machines.items()}
    return once(
        Coolant(
            to_cells=to_cells,
            to_front=joined * loop.front_conductance,
            to_rear=joined * loop.rear_conductance,
            front_to_air=alone * loop.front_conductance,
            rear_to_air=alone * loop.rear_conductance,
            to_air=joined * open_radiator * still,
            **acting,
        )
    )
