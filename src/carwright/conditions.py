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
HARDLY_CHARGED = 1e-9
"""Charge that is not worth a step at a plug [share]."""
MOST_ROUNDS = 200
"""Rounds of a course after which a car is taken to need no energy at all [-]."""
TRAILER_DRAG_AREA = 1.0
"""Drag area that a usual tall trailer adds [m^2] (estimate between 0.55 of a rounded caravan and
1.7 of a square one, wind tunnels of the 1970s by way of a forum; a low open trailer adds 0.3)."""
TRAILER_ROLLING_COEFFICIENT = 0.011
"""Rolling force over weight of a trailer [-] (estimate, light-truck tyres) [M]."""
