"""What surrounds a car, and what its people do about it, by plain numbers."""

from typing import NamedTuple

from carwright.codes import Climate
from carwright.conditions import OCCUPANTS
from carwright.plain.call import Numbers, call
from carwright.plain.cars import NO_CLIMATE
from carwright.units import LIGHTNESS_OF_VAPOUR
from carwright.world.atmosphere import SEA_LEVEL


class Weather(NamedTuple):
    """Air and road, by the names that `surroundings` takes."""

    temperature: float
    """Of the air [K]."""
    pressure: float | None = None
    """Of the air; None is that of the car's own road load [Pa]."""
    headwind: float = 0.0
    """Wind against the car [m/s]."""
    grip: float = 1.0
    """Grip of the road over that of a dry one [-]."""
    sun: float = 0.0
    """On a level surface [W/m^2]."""
    humidity: float | None = None
    """Relative, of the air; None is what is usual of air that warm [share]."""
    rolling: float = 1.0
    """Rolling force over that on a dry road [-]."""


def around(car: Numbers, weather: Weather) -> Numbers:
    """Return what surrounds a car.

    Args:
        car: the car.
        weather: air and road.
    """
    own = call("own_air", *car.leaves)
    pressure = own["pressure"] if weather.pressure is None else weather.pressure
    damp, usual = weather.humidity or 0.0, weather.humidity is None
    (water,) = call("water", weather.temperature, pressure, damp, usual).leaves
    told = weather._asdict() | {"pressure": pressure, "water": water}
    return own.replaced({name: told[name] for name in told if name != "humidity"})


def climate(cabin: float | None) -> tuple[int, float, float]:
    """Return what climate is asked to do: code, cabin [K], people.

    Args:
        cabin: temperature at which it keeps the cabin [K]; None is off.
    """
    return NO_CLIMATE if cabin is None else (int(Climate.AUTO), cabin, OCCUPANTS)


def saturated(temperature: float) -> float:
    """Return the pressure of saturated vapour [Pa].

    Args:
        temperature: of the air [K].
    """
    (water,) = call("water", temperature, SEA_LEVEL, 1.0, False).leaves
    return SEA_LEVEL * water / (LIGHTNESS_OF_VAPOUR + water)
