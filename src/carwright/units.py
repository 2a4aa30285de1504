"""The only place where a unit other than SI has a number.

A name that ends in one of these suffixes is in that unit; a name without a suffix is SI.
Temperatures of the air and of parts are kelvin inside and degrees Celsius at the edges; `_k` is a
difference or a coefficient in kelvin.
"""

import math
from functools import lru_cache
from types import MappingProxyType

FOOT = 0.3048
"""International foot [m] (exact, 1959 agreement)."""
INCH = 0.0254
"""International inch [m] (exact, 1959 agreement)."""
MILE = 5280.0 * FOOT
"""International mile [m] (exact, 1959 agreement)."""
POUND = 0.45359237
"""Avoirdupois pound [kg] (exact, 1959 agreement)."""
POUND_FORCE = 4.4482216152605
"""Pound-force [N] (exact: pound times standard gravity)."""
GRAVITY = 9.80665
"""Standard gravity [m/s^2] (CGPM 1901)."""
ZERO_CELSIUS = 273.15
"""0 C [K]."""
FAHRENHEIT_STEP = 5.0 / 9.0
"""One degree Fahrenheit [K] (exact)."""
ZERO_FAHRENHEIT = ZERO_CELSIUS - 32.0 * FAHRENHEIT_STEP
"""0 F [K]."""
HORSEPOWER = 550.0 * FOOT * POUND_FORCE
"""Mechanical horsepower [W] (exact: 550 foot-pounds of force a second)."""
HOUR = 3600.0
"""One hour [s]."""
GALLON_OF_PETROL = 33.705e3 * HOUR
"""Energy of a US gallon of petrol, for MPGe [J] (40 CFR 600.002, from memory)."""
SPECIFIC_GAS_CONSTANT_OF_AIR = 287.05
"""Gas constant of dry air [J/(kg K)] (ISO 2533:1975)."""
LIGHTNESS_OF_VAPOUR = 0.622
"""Molar mass of water over that of dry air [-]."""

_MPH = MILE / 3600.0
_RPM = math.tau / 60.0

TO_SI = MappingProxyType(
    {
        "_kg": 1.0,
        "_lb": POUND,
        "_m": 1.0,
        "_mm": 1e-3,
        "_km": 1e3,
        "_mi": MILE,
        "_m2": 1.0,
        "_s": 1.0,
        "_min": 60.0,
        "_kmh": 1 / 3.6,
        "_mph": _MPH,
        "_rpm": 2.0 * math.pi / 60.0,
        "_m_per_s": 1.0,
        "_m_per_s2": 1.0,
        "_n": 1.0,
        "_n_per_kmh": 3.6,
        "_n_per_kmh2": 3.6**2,
        "_lbf": POUND_FORCE,
        "_lbf_per_mph": POUND_FORCE / _MPH,
        "_lbf_per_mph2": POUND_FORCE / _MPH**2,
        "_nm": 1.0,
        "_w": 1.0,
        "_kw": 1e3,
        "_hp": HORSEPOWER,
        "_kwh": 3.6e6,
        "_wh": 3.6e3,
        "_wh_per_kg": 3.6e3,
        "_wh_per_km": 3.6,
        "_wh_per_mi": HOUR / MILE,
        "_kwh_per_100km": 36.0,
        "_kwh_per_100mi": 10.0 * HOUR / MILE,
        "_w_per_kg": 1.0,
        "_w_per_k": 1.0,
        "_j_per_k": 1.0,
        "_j_per_kg_k": 1.0,
        "_v": 1.0,
        "_a": 1.0,
        "_ah": 3600.0,
        "_ohm": 1.0,
        "_k": 1.0,
        "_per_k": 1.0,
        "_per_h": 1.0 / HOUR,
        "_kpa": 1e3,
        "_rpm_per_mph": _RPM / _MPH,
        "_kg_m2": 1.0,
        "_kg_per_m3": 1.0,
    }
)
"""Factor from each suffix to SI."""

AFFINE = MappingProxyType({"_c": ZERO_CELSIUS})
"""Suffixes whose SI value is the number plus an offset: degrees Celsius to kelvin."""

DIMENSIONLESS = ("_coefficient", "_efficiency", "_ratio", "_share", "_count", "_exponent")
"""Endings of names that carry no unit; they stay part of the name."""

_SUFFIXES = (*TO_SI, *AFFINE)


@lru_cache(maxsize=4096)
def suffix(name: str) -> str | None:
    """Return the unit suffix or dimensionless ending of `name`, longest first, or None.

    Args:
        name: a name as it stands at an edge, such as `kerb_mass_kg`.
    """
    hits = [ending for ending in (*_SUFFIXES, *DIMENSIONLESS) if name.endswith(ending)]
    return max(hits, key=len, default=None)


def bare(name: str) -> str:
    """Return the SI name of an edge name: `kerb_mass_kg` is `kerb_mass`, `drag_coefficient` stays.

    Args:
        name: a name as it stands at an edge.

    Raises:
        KeyError: if `name` names no unit.
    """
    ending = _known_suffix(name)
    return name if ending in DIMENSIONLESS else name.removesuffix(ending)


def to_si(name: str, value: float) -> float:
    """Convert `value` to SI by the suffix of `name`.

    Args:
        name: a name as it stands at an edge.
        value: the number in the unit of `name`.

    Raises:
        KeyError: if `name` names no unit.
    """
    ending = _known_suffix(name)
    return value * TO_SI.get(ending, 1.0) + AFFINE.get(ending, 0.0)


def from_si(name: str, value: float) -> float:
    """Convert an SI `value` to the unit that the suffix of `name` says.

    Args:
        name: a name as it stands at an edge.
        value: the number in SI.

    Raises:
        KeyError: if `name` names no unit.
    """
    ending = _known_suffix(name)
    return (value - AFFINE.get(ending, 0.0)) / TO_SI.get(ending, 1.0)


def fahrenheit(degrees: float) -> float:
    """Return degrees Fahrenheit in kelvin: set points of American tests; no figure is in them.

    Args:
        degrees: the temperature in Fahrenheit.
    """
    return (degrees - 32.0) / 1.8 + ZERO_CELSIUS


def unit(name: str) -> str:
    """Return the unit of an edge name as people write it: `_kmh` is `km/h`; empty when it has none.

    Args:
        name: a name as it stands at an edge.

    Raises:
        KeyError: if `name` names no unit.
    """
    ending = _known_suffix(name)
    return "" if ending in DIMENSIONLESS else _WRITTEN[ending]


def _known_suffix(name: str) -> str:
    ending = suffix(name)
    if ending is None:
        raise KeyError(f"'{name}' names no unit; end it in one of {', '.join(_SUFFIXES)}")
    return ending


_WRITTEN = MappingProxyType(
    {
        "_kg": "kg",
        "_lb": "lb",
        "_m": "m",
        "_mm": "mm",
        "_km": "km",
        "_mi": "mi",
        "_m2": "m²",
        "_s": "s",
        "_min": "min",
        "_kmh": "km/h",
        "_mph": "mph",
        "_rpm": "rpm",
        "_m_per_s": "m/s",
        "_m_per_s2": "m/s²",
        "_n": "N",
        "_n_per_kmh": "N/(km/h)",
        "_n_per_kmh2": "N/(km/h)²",
        "_lbf": "lbf",
        "_lbf_per_mph": "lbf/mph",
        "_lbf_per_mph2": "lbf/mph²",
        "_nm": "Nm",
        "_w": "W",
        "_kw": "kW",
        "_hp": "hp",
        "_kwh": "kWh",
        "_wh": "Wh",
        "_wh_per_kg": "Wh/kg",
        "_wh_per_km": "Wh/km",
        "_wh_per_mi": "Wh/mi",
        "_kwh_per_100km": "kWh/100 km",
        "_kwh_per_100mi": "kWh/100 mi",
        "_w_per_kg": "W/kg",
        "_w_per_k": "W/K",
        "_j_per_k": "J/K",
        "_j_per_kg_k": "J/(kg K)",
        "_v": "V",
        "_a": "A",
        "_ah": "Ah",
        "_ohm": "Ω",
        "_k": "K",
        "_per_k": "1/K",
        "_per_h": "1/h",
        "_kpa": "kPa",
        "_rpm_per_mph": "1/min for each mph",
        "_kg_m2": "kg m²",
        "_kg_per_m3": "kg/m³",
        "_c": "°C",
    }
)
