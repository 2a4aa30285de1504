"""Conditions of a drive when nobody says others. No JAX."""

from carwright.units import to_si

REFERENCE_AIR = to_si("air_c", 20.0)
"""Air temperature to which road loads refer [K] (40 CFR 86.129-00, UN GTR 15)."""
HUMIDITY = 0.5
"""Relative humidity of air that is not hot [share]."""
CABIN = to_si("cabin_c", 22.0)
"""Cabin temperature that people want [K]."""
OCCUPANTS = 1.0
"""People in the cabin [-]."""
COLDEST_AIR, HOTTEST_AIR = to_si("air_c", -60.0), to_si("air_c", 60.0)
"""Air in which a car may be asked to drive [K]."""
SUNNIEST = 1400.0
"""Most that the sun gives to a level surface [W/m^2]: above the atmosphere 1,361."""
DEFAULT_CHARGE = 0.9
"""Charge on the display at the start of a drive [share]: high, with room for regeneration."""
