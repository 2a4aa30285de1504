"""Cabin: what keeps it at the wanted temperature, and what that draws.

Air and mass (seats, panels, glass) are two nodes. With both moved implicitly over the step, the
heat that leads the air to a temperature is a straight line of that temperature, so that the
controller needs no iteration; it asks for a steady approach, within what the machines give.

A heat pump reaches a share of Carnot's ratio: its sink's temperature over the lift from its source.
The source is some kelvin below the air (or the coolant, where that is warmer and heat
recovery is fitted), the sink some kelvin above the cabin.

Source of the form: second-law efficiency of vapour-compression machines.
"""

from typing import NamedTuple

import jax
import jax.numpy as jnp

from carwright.codes import Climate
from carwright.once import once
from carwright.state import Scalar
from carwright.step.moment import Moment
from carwright.step.ramp import ramp
from carwright.units import to_si

APPROACH = 60.0
"""Time constant with which the controller closes the gap to the set point [s] (assumed)."""
ABOVE_CABIN, BELOW_AIR = 25.0, 8.0
"""How far the refrigerant condenses above the cabin and boils below the air [K] (assumed)."""
ABOVE_AIR = 12.0
"""How far the air conditioning's refrigerant condenses above the air [K] (assumed)."""
EVAPORATOR = to_si("evaporator_c", 5.0)
"""Temperature of the evaporator that cools and dries the cabin's air [K]."""
LEAST_LIFT = 15.0
"""Least temperature lift of a compressor at work [K] (assumed)."""
PUMP_FADES = (to_si("low_c", -25.0), to_si("high_c", -8.0))
"""Air between which a heat pump comes to its heat [K] (R-1234yf machines, assumed)."""
PUMP_RISE = 0.02
"""Growth of the heat pump's greatest heat for each kelvin of warmer air [1/K] (assumed)."""
RECIRCULATES = (to_si("low_c", 8.0), to_si("high_c", 24.0))
"""Air between which fresh air, which keeps glass clear, gives way to the cabin's own [K]: below,
glass would mist (assumed); above 75 F US cars recirculate by default (40 CFR 86.1868-12)."""
RECOVERY = 10.0
"""How much warmer than the air coolant must be to give what heat recovery can [K] (assumed)."""
PERSON = 100.0
"""Heat of a seated person [W] (ISO 7730: 58 W/m2 over 1.8 m2)."""
VAPORISATION = 2.5e6
"""Heat that condenses a kilogram of water [J/kg]."""
SPECIFIC_HEAT_OF_AIR = 1006.0
"""Of dry air at constant pressure [J/(kg K)]."""
DRY_ENOUGH = 0.0054
"""Water in a kilogram of air that leaves the evaporator [kg/kg] (saturated at 5 C)."""
LEAST_BLOWER = 0.3
"""Share of the blower's power that any climate draws [-] (assumed)."""
SMALL = 300.0
"""Cooling below which the evaporator dries only a part of the air [W]."""


class Cabin(NamedTuple):
    """What climate does to the cabin in this step."""

    delivered: Scalar
    """Heat into the cabin air, negative where it cools [W]."""
    to_air: Scalar
    """Heat flow from cabin air to outside for each kelvin [W/K]."""
    sun: Scalar
    """Heat of the sun into seats and panels [W]."""
    people: Scalar
    """Heat of the occupants [W]."""
    heating: Scalar
    """Electric power of heat pump and heater [W]."""
    cooling: Scalar
    """Electric power of the air conditioning [W]."""
    blower: Scalar
    """Electric power of the fans [W]."""
    recovered: Scalar
    """Heat that the heat pump draws out of the coolant [W]."""


@jax.named_scope("cabin")
def cabin(now: Moment, runs: Scalar) -> Cabin:
    """Return what the cabin needs, gets and draws.

    Args:
        now: what the step starts from.
        runs: () 1 where climate may act by itself, else 0.
    """
    climate, state, environment = now.car.climate, now.state, now.environment
    outside = environment.temperature
    auto = now.ask.climate == Climate.AUTO
    people = now.alive * PERSON * now.ask.occupants
    sun = now.alive * climate.sun_area * environment.sun
    hot = ramp(outside, *RECIRCULATES)
    fresh = climate.defrost_fresh + hot * (1.0 - climate.recirculation - climate.defrost_fresh)
    shell = climate.shell_conductance + climate.shell_rise * state.speed
    to_air = shell + jnp.where(auto, runs * climate.ventilation * fresh, 0.0)
    people, sun, fresh, to_air = once((people, sun, fresh, to_air))
    wanted = once(runs * _wanted(now, to_air, people, sun))
    pump, pump_power, recovered = _pump(now, wanted)
    heater = jnp.clip(wanted - pump, 0.0, climate.heater_power)
    cooled = jnp.clip(-wanted, 0.0, climate.cooling_power)
    greatest = jnp.maximum(climate.heater_power + climate.heat_pump_power, climate.cooling_power)
    effort = (pump + heater + cooled) * (1.0 / jnp.maximum(greatest, 1.0))
    blown = LEAST_BLOWER + (1.0 - LEAST_BLOWER) * jnp.minimum(effort, 1.0)
    machines = {
        "delivered": pump + heater - cooled,
        "heating": pump_power + heater * (1.0 / climate.heater_efficiency),
        "cooling": _cooling(now, cooled, runs * fresh),
        "blower": runs * climate.blower_power * blown,
        "recovered": recovered,
    }
    acting = {name: jnp.where(auto, power, 0.0) for name, power in machines.items()}
    return once(Cabin(to_air=to_air, sun=sun, people=people, **acting))


def _wanted(now: Moment, to_air: Scalar, people: Scalar, sun: Scalar) -> Scalar:
    """Heat that leads the cabin air towards the set point [W], whatever machines give."""
    climate, state, dt = now.car.climate, now.state, now.dt
    per_mass = dt / climate.mass_heat_capacity
    held = climate.mass_conductance / (1.0 + per_mass * climate.mass_conductance)
    gap = now.ask.cabin_temperature - state.cabin_air_temperature
    step = gap * (dt / (dt + APPROACH))
    reached = state.cabin_air_temperature + step
    lost = to_air * (reached - now.environment.temperature)
    absorbed = held * (reached - state.cabin_mass_temperature - per_mass * sun)
    return climate.air_heat_capacity * step / dt + lost + absorbed - people


def _pump(now: Moment, wanted: Scalar) -> tuple[Scalar, Scalar, Scalar]:
    """Heat of the heat pump, its electric power, and what it draws out of the coolant [W]."""
    car, outside = now.car, now.environment.temperature
    colder = jnp.minimum(outside - to_si("air_c", 0.0), 15.0)
    most = car.climate.heat_pump_power * jnp.maximum(1.0 + PUMP_RISE * colder, 0.2)
    most = most * ramp(outside, *PUMP_FADES)
    heat = jnp.where(wanted > 0.0, jnp.minimum(wanted, most), 0.0)
    warmer = now.state.coolant_temperature - outside
    share = car.thermal.recovery * ramp(warmer, 0.0, RECOVERY)
    source = outside - BELOW_AIR + share * jnp.maximum(warmer, 0.0)
    sink = now.ask.cabin_temperature + ABOVE_CABIN
    lift = jnp.maximum(sink - source, LEAST_LIFT)
    ratio = jnp.maximum(car.climate.carnot_share * sink / lift, 1.0)
    power = heat / ratio
    return heat, power, share * (heat - power)


def _cooling(now: Moment, cooled: Scalar, fresh: Scalar) -> Scalar:
    """Electric power of the air conditioning, drying of the air in it [W]."""
    environment, climate = now.environment, now.car.climate
    flow = fresh * climate.ventilation * (1.0 / SPECIFIC_HEAT_OF_AIR)
    drying = flow * VAPORISATION * jnp.maximum(environment.water - DRY_ENOUGH, 0.0)
    lift = jnp.maximum(environment.temperature + ABOVE_AIR - EVAPORATOR, LEAST_LIFT)
    per_heat = lift / (climate.carnot_share * EVAPORATOR)
    return (cooled + drying * ramp(cooled, 0.0, SMALL)) * per_heat
