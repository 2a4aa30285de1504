"""What changes as a car moves, what is asked of it, what surrounds it and what one step records.

Power is positive out of the battery; force is positive when it drives the car forward; a
temperature is in kelvin. All four are plain pytrees of scalars; a batch of cars has one leading
axis on each leaf.
"""

import equinox as eqx
from jaxtyping import Bool, Float, Int

from carwright.arrays import Array

Scalar = Float[Array, ""]
Code = Int[Array, ""]


class State(eqx.Module):
    """A car at one instant."""

    speed: Scalar
    """Road speed, never negative [m/s]."""
    position: Scalar
    """Distance driven along the road [m]."""
    height: Scalar
    """Height gained since the start [m]."""
    charge: Scalar
    """Charge of the cells over their capacity, buffers included [share]."""
    fast_polarisation: Scalar
    """Voltage over the fast RC pair of the pack, positive while discharging [V]."""
    slow_polarisation: Scalar
    """Voltage over the slow RC pair of the pack, positive while discharging [V]."""
    cell_temperature: Scalar
    """Mean temperature of the cells [K]."""
    coolant_temperature: Scalar
    """Temperature of the coolant [K]."""
    front_unit_temperature: Scalar
    """Temperature of the front motor and inverter [K]."""
    rear_unit_temperature: Scalar
    """Temperature of the rear motor and inverter [K]."""
    oil_temperature: Scalar
    """Temperature of the gear oil [K]."""
    tyre_temperature: Scalar
    """Temperature of the tyres [K]."""
    cabin_air_temperature: Scalar
    """Temperature of the cabin air [K]."""
    cabin_mass_temperature: Scalar
    """Temperature of seats, panels and glass [K]."""
    time: Scalar
    """Time since the start [s]."""
    outcome: Code
    """How the drive goes so far, a number of `Outcome` [-]."""
    axles: Code
    """Which axles gave torque in the last step, a number of `Axles` [-]."""


class Ask(eqx.Module):
    """What is asked of the car in one step."""

    mode: Code
    """A number of `Mode` [-]."""
    speed: Scalar
    """Speed wanted at the end of the step, in mode FOLLOW_SPEED [m/s]."""
    force: Scalar
    """Force wanted at the wheels, in mode PEDALS [N]."""
    brake: Scalar
    """Friction brake force wanted beside it, in mode PEDALS, positive [N]."""
    station_power: Scalar
    """Greatest power of the charging station, in mode PLUGGED: at the wall of an AC one, at the
    outlet of a DC one [W]."""
    station_current: Scalar
    """Greatest current of a DC station [A]."""
    station_voltage: Scalar
    """Greatest voltage of a DC station; nothing for an AC one [V]."""
    climate: Code
    """A number of `Climate`: off, a given power, or what the cabin needs [-]."""
    climate_power: Scalar
    """Electric power of climate where it is given [W]."""
    cabin_temperature: Scalar
    """Cabin temperature wanted [K]."""
    occupants: Scalar
    """People in the cabin [-]."""
    parked_power: Scalar
    """12 V load of a car that is switched off: soak, cameras on guard [W]."""
    precondition: Bool[Array, ""]
    """Whether the pack is to be warmed for a fast charge [-]."""
    awake: Bool[Array, ""]
    """False where the car is switched off: it stands and draws `parked_power` alone [-]."""
    valid: Bool[Array, ""]
    """False where the trace is padding: then nothing moves and nothing draws [-]."""


class Environment(eqx.Module):
    """What surrounds the car in one step."""

    slope: Scalar
    """Sine of the road's angle, positive uphill [-]."""
    headwind: Scalar
    """Wind along the road, positive against the car [m/s]."""
    temperature: Scalar
    """Temperature of the air [K]."""
    pressure: Scalar
    """Pressure of the air [Pa]."""
    sun: Scalar
    """Sun on a level surface [W/m^2]."""
    water: Scalar
    """Water vapour in the air over its dry mass [-]."""
    grip: Scalar
    """Grip of the road over that of a dry one [-]."""
    rolling: Scalar
    """Rolling force over that on a dry road [-]."""


class Record(eqx.Module):
    """Step-mean powers of one step [W]; a total is their sum times the step [J]."""

    chemical: Scalar
    """Out of the cells' chemistry [W]."""
    terminal_out: Scalar
    """Out of the pack's terminals, while the pack gives [W]."""
    terminal_in: Scalar
    """Into the pack's terminals, while the pack takes, positive [W]."""
    grid: Scalar
    """Out of the grid, at the wall, while the car is plugged in [W]."""
    charger: Scalar
    """Lost in the onboard charger, or in the DC station that stands in for it [W]."""
    cable: Scalar
    """Lost between a DC station's outlet and the pack: cable, inlet, booster [W]."""
    wheel_drive: Scalar
    """On the roller, while it is driven [W]."""
    wheel_brake: Scalar
    """On the roller, while it drives, positive [W]."""
    air: Scalar
    """Against the air [W]."""
    tyres: Scalar
    """Into the tyres [W]."""
    residual_drag: Scalar
    """Into what the coast-down holds beyond air, tyres and spin [W]."""
    friction_brakes: Scalar
    """Into the friction brakes [W]."""
    front_motor_drag: Scalar
    """Into the drag of the turning front motor [W]."""
    rear_motor_drag: Scalar
    """Into the drag of the turning rear motor [W]."""
    front_gear: Scalar
    """Into the front gear, spin and teeth [W]."""
    rear_gear: Scalar
    """Into the rear gear, spin and teeth [W]."""
    front_drive_unit: Scalar
    """Electric losses of the front motor and inverter [W]."""
    rear_drive_unit: Scalar
    """Electric losses of the rear motor and inverter [W]."""
    auxiliaries: Scalar
    """Into the 12 V loads [W]."""
    dcdc: Scalar
    """Lost in the converter that feeds them [W]."""
    climate: Scalar
    """Into cabin and battery climate, blower and all [W]."""
    cabin_heating: Scalar
    """Of that, into heater and heat pump of the cabin [W]."""
    cabin_cooling: Scalar
    """Of that, into air conditioning of the cabin [W]."""
    battery_heating: Scalar
    """Of that, into the heater of the coolant [W]."""
    battery_cooling: Scalar
    """Of that, into the chiller of the coolant [W]."""
    cell_ohmic: Scalar
    """Into the cells' ohmic resistance [W]."""
    cell_polarisation: Scalar
    """Into the resistances of the RC pairs [W]."""
    cell_cooling: Scalar
    """Heat from the cells to the air [W]."""
    front_unit_cooling: Scalar
    """Heat from the front unit to the air [W]."""
    rear_unit_cooling: Scalar
    """Heat from the rear unit to the air [W]."""
    oil_cooling: Scalar
    """Heat from the gear oil to the air [W]."""
    tyre_cooling: Scalar
    """Heat from the tyres to the air [W]."""
    cell_to_coolant: Scalar
    """Heat from the cells to the coolant [W]."""
    front_unit_to_coolant: Scalar
    """Heat from the front unit to the coolant [W]."""
    rear_unit_to_coolant: Scalar
    """Heat from the rear unit to the coolant [W]."""
    coolant_cooling: Scalar
    """Heat from the coolant to the air, by the radiator [W]."""
    coolant_drawn: Scalar
    """Heat that chiller and heat pump draw out of the coolant [W]."""
    cabin_sun: Scalar
    """Heat of the sun into seats and panels [W]."""
    cabin_people: Scalar
    """Heat of the occupants into the cabin air [W]."""
    cabin_delivered: Scalar
    """Heat that climate brings into the cabin air, negative where it cools [W]."""
    cabin_to_mass: Scalar
    """Heat from the cabin air to seats and panels [W]."""
    cabin_to_air: Scalar
    """Heat from the cabin air to the air outside, by walls and ventilation [W]."""
