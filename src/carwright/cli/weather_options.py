"""The options that say what surrounds a car, the same for every verb that has weather."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from cyclopts import Parameter

from carwright.conditions import SUNNIEST
from carwright.errors import InputError
from carwright.units import ZERO_CELSIUS, from_si, to_si
from carwright.world.road import road as state_of

if TYPE_CHECKING:
    from carwright.plain.weather import Weather

_BOUNDS = {
    "wind_kmh": (-150.0, 150.0, "km/h", "no car drives in such a wind"),
    "pressure_kpa": (45.0, 110.0, "kPa", "no road has such air"),
    "height_m": (-450.0, 6000.0, "m", "no road lies there"),
    "humidity_percent": (0.0, 100.0, "%", "humidity is a percentage of what air can hold"),
    "sun_w_per_m2": (0.0, SUNNIEST, "W/m2", "the sun does not give that"),
}
"""What is possible: between the Dead Sea and the highest pass, and less than beyond the air."""
DAMPEST = to_si("dew_point_c", 36.0)
"""Dew point above which no air on earth was ever found [K] (35 C, Dhahran, 2003; from memory)."""


@Parameter(name="*")
@dataclass(frozen=True)
class WeatherOptions:
    """What surrounds the car beside the temperature of the air."""

    wind_kmh: float | None = None
    """wind along the road, against the car; below 0 from behind"""
    pressure_kpa: float | None = None
    """pressure of the air, instead of a height"""
    height_m: float | None = None
    """height above the sea, which thins the air"""
    humidity_percent: float | None = None
    """water in the air over what it can hold; by default 50, less above 31 C"""
    sun_w_per_m2: float | None = None
    """sun on a level surface; 850 is a clear summer noon"""
    road: str | None = None
    """dry, wet or snow"""


def check_weather(options: WeatherOptions | None, cabin_c: float | None) -> WeatherOptions | None:
    """Return the options where one was given, else None.

    Args:
        options: what the command line holds.
        cabin_c: what climate keeps the cabin at [C]; None is off.

    Raises:
        InputError: if there is no such weather, or it can change nothing.
    """
    if options is None or options == WeatherOptions():
        return None
    for name, (low, high, unit, what) in _BOUNDS.items():
        value = getattr(options, name)
        if value is not None and not low <= value <= high:
            tenth = value / 10.0
            hecto = name == "pressure_kpa" and low <= tenth <= high
            raise InputError(
                what,
                key=_option(name),
                value=value,
                allowed=f"{low:g} to {high:g} {unit}",
                remedy=f"hPa? write {tenth:g}" if hecto else None,
            )
    if options.pressure_kpa is not None and options.height_m is not None:
        raise InputError(
            "a height is a pressure of the air",
            key="--height-m",
            value=options.height_m,
            remedy="leave out --height-m or --pressure-kpa",
        )
    if options.road is not None:
        state_of(options.road, "--road")
    for name in ("humidity_percent", "sun_w_per_m2"):
        if getattr(options, name) is not None and cabin_c is None:
            raise InputError(
                "sun and water in the air act on climate, which is off",
                key=_option(name),
                value=getattr(options, name),
                remedy="say what it keeps the cabin at with --cabin-c, such as 22",
            )
    return options


def weather_of(options: WeatherOptions | None, air: float) -> "Weather":
    """Return air and road.

    Args:
        options: what the command line holds; None where no option was given.
        air: temperature of the air [K].

    Raises:
        InputError: if no air that warm holds so much water.
    """
    from carwright.plain.weather import Weather

    if options is None:
        return Weather(air)
    _refuse_steam(options.humidity_percent, air)
    ground = state_of(options.road or "dry")
    damp = options.humidity_percent
    return Weather(
        temperature=air,
        pressure=_pressure(options),
        headwind=to_si("wind_kmh", options.wind_kmh or 0.0),
        humidity=None if damp is None else damp / 100.0,
        sun=options.sun_w_per_m2 or 0.0,
        grip=ground.grip,
        rolling=ground.rolling,
    )


def weather_document(options: WeatherOptions | None) -> dict[str, Any] | None:
    """Return what was set, null where it was not; None where nothing was.

    Args:
        options: what the command line holds.
    """
    if options is None:
        return None
    said = {one.name: getattr(options, one.name) for one in fields(options)}
    pressure = _pressure(options)
    known = None if pressure is None else from_si("pressure_kpa", pressure)
    return said | {"pressure_kpa": known}


def weather_text(options: WeatherOptions | None) -> list[str]:
    """Return the line that tells people of what was set; none where nothing was.

    Args:
        options: what the command line holds.
    """
    if options is None:
        return []
    words = {
        "wind_kmh": "{:g} km/h of headwind",
        "pressure_kpa": "air of {:g} kPa",
        "height_m": "{:g} m above the sea",
        "humidity_percent": "{:g} % humidity",
        "sun_w_per_m2": "{:g} W/m2 of sun",
        "road": "a {} road",
    }
    told = {name: getattr(options, name) for name in words}
    parts = [words[name].format(value) for name, value in told.items() if value is not None]
    return [f"  in {', '.join(parts)}"]


def _pressure(options: WeatherOptions) -> float | None:
    from carwright.world.atmosphere import pressure_at

    if options.height_m is not None:
        return pressure_at(options.height_m)
    return None if options.pressure_kpa is None else to_si("pressure_kpa", options.pressure_kpa)


def _refuse_steam(percent: float | None, air: float) -> None:
    """Refuse air with more water than any on earth."""
    if percent is None:
        return
    from carwright.plain.weather import saturated

    most = 100.0 * saturated(DAMPEST) / saturated(air)
    if percent > most:
        raise InputError(
            f"no air on earth holds that much water at {air - ZERO_CELSIUS:g} C",
            key="--humidity-percent",
            value=percent,
            allowed=f"0 to {most:.0f} %",
        )


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
