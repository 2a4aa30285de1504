"""Quantities: what a log may hold, by which names and in which units it is found.

A column names its unit at the end (`speed_kmh`, `Speed [km/h]`) or a column map says it. Charge and
temperature are told by their numbers where nothing is said.
"""

import re
from dataclasses import dataclass

from carwright.units import TO_SI, suffix, unit

CELSIUS, KELVIN, FAHRENHEIT, PERCENT = "c", "k", "f", "percent"
"""Units that are no mere factor, or that no key of a car file has."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A thing that is logged."""

    name: str
    """What the program calls it [-]."""
    units: tuple[str, ...]
    """Units that it may have, as suffixes without their line; the first is taken unsaid [-]."""
    names: tuple[str, ...]
    """Names of columns, without unit, the best first [-]."""
    needed: bool = False
    """Whether there is no replay without it [-]."""
    many: bool = False
    """Whether several columns may tell it, of which the most credible is taken [-]."""


_POWER, _WARMTH, _SHARE = ("w", "kw"), (CELSIUS, KELVIN, FAHRENHEIT), (PERCENT, "share")
QUANTITIES = (
    Quantity("time", ("s", "min", "ms"), ("time", "t", "timestamp", "elapsed", "seconds"), True),
    Quantity(
        "speed",
        ("kmh", "mph", "m_per_s"),
        ("speed", "vehicle_speed", "velocity", "v", "road_speed", "speed_vehicle"),
        True,
    ),
    Quantity("elevation", ("m",), ("elevation", "altitude", "ele", "height", "alt")),
    Quantity(
        "torque", ("nm",), ("motor_torque", "torque", "engine_torque", "em_torque", "drive_torque")
    ),
    Quantity(
        "voltage",
        ("v",),
        ("voltage", "battery_voltage", "pack_voltage", "batt_voltage", "hv_voltage", "batt_v"),
        True,
    ),
    Quantity(
        "current",
        ("a",),
        ("current", "battery_current", "pack_current", "batt_current", "hv_current", "batt_a"),
        True,
    ),
    Quantity("charge", _SHARE, ("soc", "state_of_charge", "battery_soc", "charge", "soc_cells")),
    Quantity(
        "display_charge", _SHARE, ("soc_display", "display_soc", "displayed_soc", "soc_shown")
    ),
    Quantity(
        "cells",
        _WARMTH,
        ("batt_temp", "battery_temperature", "cell_temperature", "pack_temperature", "batt_t"),
    ),
    Quantity(
        "air",
        _WARMTH,
        ("amb_temp", "ambient_temperature", "ambient", "outside_temperature", "air_temperature"),
    ),
    Quantity("cabin", _WARMTH, ("cabin_temp", "cabin_temperature", "inside_temperature")),
    Quantity(
        "heater",
        _POWER,
        ("heater_lin", "heater_can", "heater_req", "heater", "heater_power", "cabin_heater_power"),
        many=True,
    ),
    Quantity(
        "cooling",
        _POWER,
        ("aircon", "aircon_power", "air_conditioning_power", "ac_power", "compressor_power"),
    ),
)
"""Everything that is looked for."""
BY_NAME = {quantity.name: quantity for quantity in QUANTITIES}
TEMPERATURES = tuple(one.name for one in QUANTITIES if one.units == _WARMTH)
"""Quantities that are temperatures."""
_IN_BRACKETS = re.compile(r"^(.*?)\s*[\[(]([^\])]*)[\])]\s*$")
_WORDS = {
    "%": PERCENT,
    "pct": PERCENT,
    "percent": PERCENT,
    "share": "share",
    "°c": CELSIUS,
    "degc": CELSIUS,
    "c": CELSIUS,
    "k": KELVIN,
    "f": FAHRENHEIT,
    "°f": FAHRENHEIT,
    "degf": FAHRENHEIT,
    "ms": "ms",
    "kph": "kmh",
} | {unit(f"x{ending}").casefold(): ending.removeprefix("_") for ending in TO_SI}


def parted(column: str) -> tuple[str, str | None]:
    """Return the plain name of a column and the unit that it says, or None.

    Args:
        column: the name of a column, such as `Speed [km/h]` or `batt_temp_c`.
    """
    hit = _IN_BRACKETS.match(column)
    if hit:
        return _plain(hit[1]), unit_of(hit[2])
    plain = _plain(column)
    for ending in ("pct", "percent", "share", "ms"):
        if plain.endswith(f"_{ending}"):
            return plain.removesuffix(f"_{ending}"), _WORDS[ending]
    ending = suffix(plain)
    if ending is None or not ending.startswith("_") or ending.removeprefix("_") not in _ALLOWED:
        return plain, None
    return plain.removesuffix(ending), ending.removeprefix("_")


def unit_of(text: str) -> str | None:
    """Return a unit as the program calls it, or None for one that it does not know.

    Args:
        text: a unit as people write it, or a suffix: `km/h`, `kmh`, `%`.
    """
    plain = text.strip().casefold()
    return plain if plain in _ALLOWED else _WORDS.get(plain)


def _plain(text: str) -> str:
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", text.strip())
    return re.sub(r"[^a-z0-9%]+", "_", spaced.casefold()).strip("_")


_ALLOWED = frozenset(name for one in QUANTITIES for name in one.units)
