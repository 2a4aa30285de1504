"""Climate: the cabin, its air stream, heat pump, heater and air conditioning."""

import equinox as eqx

from carwright.state import Scalar


class Climate(eqx.Module):
    """Cabin and climate unit."""

    air_heat_capacity: Scalar
    """Heat capacity of the cabin air and what follows it at once [J/K]."""
    mass_heat_capacity: Scalar
    """Heat capacity of seats, panels and glass [J/K]."""
    mass_conductance: Scalar
    """Heat flow from cabin air to seats and panels [W/K]."""
    shell_conductance: Scalar
    """Heat flow from cabin air through walls and glass, at rest [W/K]."""
    shell_rise: Scalar
    """Growth of that with road speed [W s/(K m)]."""
    ventilation: Scalar
    """Heat flow of the air stream, all of it fresh: mass flow times specific heat [W/K]."""
    recirculation: Scalar
    """Share of the air stream that is taken from the cabin in the heat [-]."""
    defrost_fresh: Scalar
    """Share of fresh air in the cold, so that glass stays clear [-]."""
    sun_area: Scalar
    """Sun's heat in the cabin over that on a level square metre [m^2]."""
    cooling_power: Scalar
    """Greatest heat that air conditioning draws out of the cabin [W]."""
    heat_pump_power: Scalar
    """Greatest heat of the heat pump at 0 C; nothing where there is none [W]."""
    carnot_share: Scalar
    """What heat pump and air conditioning reach of Carnot's ratio [-]."""
    heater_power: Scalar
    """Greatest heat of the resistive heater [W]."""
    heater_efficiency: Scalar
    """Heat in the cabin over what the resistive heater draws [-]."""
    blower_power: Scalar
    """Fans at full demand [W]."""
    parked_power: Scalar
    """12 V load of a car that sleeps [W]."""
    guarding_power: Scalar
    """12 V load of a parked car whose cameras are on guard [W]."""
