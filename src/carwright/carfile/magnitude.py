"""What a number that cannot be right was probably meant to be.

Tried in turn: other units that people use for the same thing, percent, a slip of the sign. The
first by which the number would be that of a sensible car is offered. Where there is none, the
limits of the tool are said.
"""

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from carwright.carfile.vocabulary import NumberRow
from carwright.figure_table import BY_KEY
from carwright.units import (
    FAHRENHEIT_STEP,
    GRAVITY,
    INCH,
    MILE,
    POUND,
    POUND_FORCE,
    TO_SI,
    ZERO_CELSIUS,
    ZERO_FAHRENHEIT,
    to_si,
)

_MILE_AN_HOUR = MILE / TO_SI["_min"] ** 2

_OTHER_UNITS = MappingProxyType(
    {
        "kg": ("_kg", {"tonnes": 1e3, "grams": 1e-3, "pounds": POUND}),
        "lb": ("_lb", {"tonnes": 1e3, "kg": 1.0}),
        "m": ("_m", {"mm": 1e-3, "cm": 1e-2, "inches": INCH}),
        "mm": ("_mm", {"m": 1.0, "cm": 1e-2, "inches": INCH}),
        "km": ("_km", {"m": 1.0}),
        "m²": ("_m2", {"mm²": 1e-6, "cm²": 1e-4}),
        "s": ("_s", {"ms": 1e-3}),
        "min": ("_min", {"h": 60.0 * TO_SI["_min"], "s": 1.0}),
        "km/h": ("_kmh", {"m/s": 1.0, "mph": _MILE_AN_HOUR}),
        "m/s²": ("_m_per_s2", {"km/h each second": TO_SI["_kmh"], "g": GRAVITY}),
        "W": ("_w", {"kW": 1e3}),
        "kW": ("_kw", {"W": 1.0, "MW": 1e6}),
        "kWh": ("_kwh", {"Wh": TO_SI["_wh"], "J": 1.0, "MWh": 1e3 * TO_SI["_kwh"]}),
        "Wh/kg": ("_wh_per_kg", {"kWh/kg": TO_SI["_kwh"], "J/kg": 1.0}),
        "kWh/100 km": (
            "_kwh_per_100km",
            {
                "Wh/km": TO_SI["_wh_per_km"],
                "kWh/km": TO_SI["_kwh"] / TO_SI["_km"],
                "Wh/mile": TO_SI["_wh"] / MILE,
            },
        ),
        "W/kg": ("_w_per_kg", {"kW/kg": 1e3}),
        "W/K": ("_w_per_k", {"kW/K": 1e3}),
        "J/K": ("_j_per_k", {"kJ/K": 1e3}),
        "J/(kg K)": ("_j_per_kg_k", {"kJ/(kg K)": 1e3}),
        "1/K": ("_per_k", {"percent a kelvin": 1e-2}),
        "N": ("_n", {"kN": 1e3, "lbf": POUND_FORCE}),
        "N/(km/h)": ("_n_per_kmh", {"N/(m/s)": 1.0}),
        "N/(km/h)²": ("_n_per_kmh2", {"N/(m/s)²": 1.0}),
        "lbf": ("_lbf", {"N": 1.0}),
        "Nm": ("_nm", {"kNm": 1e3}),
        "kg m²": ("_kg_m2", {"kg cm²": 1e-4}),
        "V": ("_v", {"mV": 1e-3, "kV": 1e3}),
        "A": ("_a", {"mA": 1e-3, "kA": 1e3}),
        "Ah": ("_ah", {"mAh": 1e-3 * TO_SI["_ah"], "As": 1.0}),
        "kg/m³": ("_kg_per_m3", {"g/cm³": 1e3}),
    }
)
"""By unit: its suffix, and the units it is mixed up with, by size in SI, the likeliest first."""

_BARE = MappingProxyType(
    {
        "_share": {"percent": 1e-2, "per mille": 1e-3},
        "_efficiency": {"percent": 1e-2},
        "_coefficient": {"percent": 1e-2, "thousandths (kg/t)": 1e-3},
        "price": {"thousands": 1e3},
    }
)
"""The same for numbers without a unit, by the end of the key."""
_OF_ONE = ("_share", "_efficiency")
"""Ends of keys whose numbers are parts of one."""
_SYMBOLS = MappingProxyType(
    {
        "tonnes": ("t", "tonne", "ton", "tons"),
        "grams": ("g", "gram"),
        "pounds": ("lb", "lbs", "pound"),
        "inches": ("in", "inch"),
        "percent": ("%",),
        "kelvin": ("k",),
        "Fahrenheit": ("f", "°f"),
    }
)
"""How else people write the unit of a number in text."""
_MASSES = ("kerb_mass_kg", "gross_mass_kg", "test_mass_kg", "test_weight_lb")
"""Keys by which a vehicle is too heavy or too light to be known here."""
_HUNDRED, _BEYOND, _BELOW = 100.0, 5.0, 2.0
"""A number that is less than five times too great, or twice too small, was hardly written in a unit
a hundred times smaller, or larger: 3,750 kW are a lorry's charger, not a car's of 3,750 W (assumed)
[-]."""
_LEAST = 0.05
"""Where a key goes down to nothing, less than so much of its greatest is hardly what was meant:
12,000 kg of load are a lorry's, not 12,000 g (assumed) [share]."""

_NUMBER_IN_TEXT = re.compile(r"[-+]?[\d.][\d.,_' ]*(?:[eE][-+]?\d+)?", re.ASCII)
_UNIT_IN_TEXT = re.compile(r"[^\d\s,;]\S*", re.ASCII)
_LONGEST_NUMBER = 40


def scope() -> str:
    """Return what vehicles the tool knows, as the end of a sentence."""
    row = BY_KEY["kerb_mass_kg"]
    return f"passenger cars and vans of {_weight(row.low)} to {_weight(row.high)}"


def fits(row: NumberRow, number: float) -> bool:
    """Say whether a number lies in the bounds of its key; NaN does not.

    Args:
        row: the key.
        number: the number, in the unit of the key.
    """
    return row.low <= number <= row.high


def remedy(row: NumberRow, number: float) -> str:
    """Return what to write instead of a number that is out of bounds, or what the tool knows.

    Args:
        row: the key.
        number: the number, finite.
    """
    other = meant(row, number)
    if other is not None:
        return f"{other[0]}? write {_written(other[1])}"
    if row.low >= 0 and number <= 0:
        return "write a number above zero" if row.low > 0 else "write no number below zero"
    if row.key.endswith(_OF_ONE) and number > 1.0:
        return "write a share: 1 is the whole"
    return outside(row, number)


def meant(row: NumberRow, number: float) -> tuple[str, float] | None:
    """Return the unit, or slip, by which a number would be a sensible car's, and that number.

    Args:
        row: the key.
        number: the number, finite, in the unit of the key.

    Returns:
        The name of what it is, and the number in the unit of the key; None where no usual unit
        makes it a sensible car's.
    """
    for name, size, value in _readings(row, number):
        if fits(row, value) and _likely(row, number, size, value):
            return name, value
    return None


def _likely(row: NumberRow, number: float, size: float, value: float) -> bool:
    """Whether a number was rather written in a unit of that size than meant as it stands."""
    if 1.0 / _HUNDRED < abs(size) < _HUNDRED or row.key.endswith((*_OF_ONE, "price")):
        return True
    if size >= _HUNDRED:
        return number * _BELOW <= row.low
    nothing_left = row.low == 0.0 and value < _LEAST * row.high
    return number >= _BEYOND * row.high and not nothing_left


def outside(row: NumberRow, number: float) -> str:
    """Return the sentence that says where the tool ends.

    Args:
        row: the key.
        number: the number beyond its bounds, in the unit of the key.
    """
    if row.key in _MASSES and number > 0.0:
        return f"carwright knows {scope()}; {_weight(to_si(row.key, number))} is none of them"
    way, end = ("beyond", row.high) if number > row.high else ("below", row.low)
    return f"carwright knows {scope()}: none of them goes {way} {end:,.10g} {row.unit}".rstrip()


def remedy_for_text(row: NumberRow, text: str) -> str:
    """Return what to write instead of text where a number belongs.

    Args:
        row: the key.
        text: what stands there.
    """
    numbers = list(_numbers(text))
    plain = f"write a number{_in(row)}, without quotes"
    written = _unit_of(text)
    if not numbers:
        return plain
    if written and [written] != row.unit.casefold().split()[:1]:
        return _of_unit(row, numbers, written) or plain
    for number in numbers:
        if fits(row, number):
            unit = f"; the key says it is in {row.unit}" if row.unit else ""
            return f"write {_written(number)}{unit}"
    return remedy(row, numbers[0])


def _of_unit(row: NumberRow, numbers: Sequence[float], written: str) -> str | None:
    """What to write where a unit stands beside the number; None where that unit is not known."""
    found = [
        (name, value)
        for number in numbers
        for name, _, value in _readings(row, number)
        if written in (name.casefold(), *_SYMBOLS.get(name, ()))
    ]
    for name, value in found:
        if fits(row, value):
            return f"{name}? write {_written(value)}"
    return outside(row, found[0][1]) if found else None


def _in(row: NumberRow) -> str:
    return f" in {row.unit}" if row.unit else ""


def _written(number: float) -> str:
    return f"{number:.6g}" if abs(number) < 1e6 else f"{number:.15g}"


def _weight(kilograms: float) -> str:
    tonnes = kilograms / 1e3
    return f"{kilograms:.4g} kg" if tonnes < 1.0 else f"{tonnes:.4g} t"


def _readings(row: NumberRow, number: float) -> Iterator[tuple[str, float, float]]:
    """Other readings of a number: name, size of the unit over that of the key, and the number."""
    if row.unit == "°C":
        yield "kelvin", 1.0, number - ZERO_CELSIUS
        yield "Fahrenheit", 1.0, number * FAHRENHEIT_STEP + ZERO_FAHRENHEIT - ZERO_CELSIUS
    suffix, others = _OTHER_UNITS.get(row.unit, ("", {}))
    for name, size in others.items():
        yield name, size / TO_SI[suffix], number * size / TO_SI[suffix]
    if not row.unit:
        for ending, names in _BARE.items():
            if row.key.endswith(ending):
                yield from ((name, size, number * size) for name, size in names.items())
    yield "is the minus sign a slip", -1.0, -number


def _unit_of(text: str) -> str:
    """The word after the first number, lower case; empty where there is none."""
    found = _NUMBER_IN_TEXT.search(text[:_LONGEST_NUMBER])
    if not found:
        return ""
    after = _UNIT_IN_TEXT.match(text[found.end() : found.end() + _LONGEST_NUMBER].lstrip())
    return after[0].casefold().rstrip(".") if after else ""


def _numbers(text: str) -> Iterator[float]:
    found = _NUMBER_IN_TEXT.search(text[:_LONGEST_NUMBER])
    if not found:
        return
    digits = re.sub("[ _']", "", found[0])
    for candidate in (digits, digits.replace(",", ""), digits.replace(".", "").replace(",", ".")):
        try:
            yield float(candidate.rstrip(".,"))
        except ValueError:
            continue
