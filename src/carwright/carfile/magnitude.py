"""What a number that cannot be right was probably meant to be.

Tried in turn: other units that people use for the same thing, percent, a slip of the sign. The
first that brings the number into the bounds of its key is offered.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType

from carwright.carfile.vocabulary import NumberRow
from carwright.units import MILE, POUND, POUND_FORCE, TO_SI, ZERO_CELSIUS

_MILE_AN_HOUR = MILE / TO_SI["_min"] ** 2

_OTHER_UNITS = MappingProxyType(
    {
        "kg": ("_kg", {"tonnes": 1e3, "grams": 1e-3, "pounds": POUND}),
        "lb": ("_lb", {"tonnes": 1e3, "kg": 1.0}),
        "m": ("_m", {"mm": 1e-3, "cm": 1e-2}),
        "mm": ("_mm", {"m": 1.0, "cm": 1e-2}),
        "km": ("_km", {"m": 1.0}),
        "m²": ("_m2", {"mm²": 1e-6, "cm²": 1e-4}),
        "s": ("_s", {"ms": 1e-3, "min": 60.0}),
        "min": ("_min", {"h": 60.0 * TO_SI["_min"], "s": 1.0}),
        "km/h": ("_kmh", {"m/s": 1.0, "mph": _MILE_AN_HOUR}),
        "W": ("_w", {"kW": 1e3}),
        "kW": ("_kw", {"W": 1.0, "MW": 1e6}),
        "kWh": ("_kwh", {"Wh": TO_SI["_wh"], "J": 1.0, "MJ": 1e6, "MWh": 1e3 * TO_SI["_kwh"]}),
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
        "J/K": ("_j_per_k", {"kJ/K": 1e3}),
        "J/(kg K)": ("_j_per_kg_k", {"kJ/(kg K)": 1e3}),
        "N": ("_n", {"kN": 1e3, "lbf": POUND_FORCE}),
        "lbf": ("_lbf", {"N": 1.0}),
        "Nm": ("_nm", {"kNm": 1e3}),
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
        "_coefficient": {"thousandths (kg/t)": 1e-3, "percent": 1e-2},
        "price": {"thousands": 1e3},
    }
)
"""The same for numbers without a unit, by the end of the key."""

_NUMBER_IN_TEXT = re.compile(r"[-+]?[\d.][\d.,_' ]*(?:[eE][-+]?\d+)?", re.ASCII)
_LONGEST_NUMBER = 40


def fits(row: NumberRow, number: float) -> bool:
    """Say whether a number lies in the bounds of its key; NaN does not.

    Args:
        row: the key.
        number: the number, in the unit of the key.
    """
    return row.low <= number <= row.high


def remedy(row: NumberRow, number: float) -> str:
    """Return what to write instead of a number that is out of bounds.

    Args:
        row: the key.
        number: the number, finite.
    """
    for name, meant in _meant(row, number):
        if fits(row, meant):
            return f"{name}? write {_written(meant)}"
    if row.low >= 0 and number <= 0:
        return "write a number above zero" if row.low > 0 else "write no number below zero"
    if row.key.endswith(("_share", "_efficiency")):
        return "write a share: 1 is the whole"
    return f"write it in {row.unit}" if row.unit else "check the number"


def remedy_for_text(row: NumberRow, text: str) -> str:
    """Return what to write instead of text where a number belongs.

    Args:
        row: the key.
        text: what stands there.
    """
    numbers = list(_numbers(text))
    for number in numbers:
        if fits(row, number):
            unit = f"; the key says it is in {row.unit}" if row.unit else ""
            return f"write {_written(number)}{unit}"
    return remedy(row, numbers[0]) if numbers else f"write a number{_in(row)}, without quotes"


def _in(row: NumberRow) -> str:
    return f" in {row.unit}" if row.unit else ""


def _written(number: float) -> str:
    return f"{number:.6g}" if abs(number) < 1e6 else f"{number:.15g}"


def _meant(row: NumberRow, number: float) -> Iterator[tuple[str, float]]:
    if row.unit == "°C":
        yield "kelvin", number - ZERO_CELSIUS
    suffix, others = _OTHER_UNITS.get(row.unit, ("", {}))
    for name, size in others.items():
        yield name, number * size / TO_SI[suffix]
    if not row.unit:
        for ending, names in _BARE.items():
            if row.key.endswith(ending):
                yield from ((name, number * size) for name, size in names.items())
    yield "is the minus sign a slip", -number


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
