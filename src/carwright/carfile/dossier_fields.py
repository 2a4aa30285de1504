"""What a dossier calls a thing, and what a car file calls it: names, units and words of both."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from carwright.carfile.place import Place
from carwright.carfile.vocabulary import SECTIONS, NumberRow, Row
from carwright.units import TO_SI, from_si, to_si, unit

BATTERY = "battery_kwh"
"""The field that its procedure tells apart: gross, usable, or as a brochure says it."""
PRICE = "price"
"""The field whose unit is a currency."""
_BATTERIES = {"gross": "battery_gross_energy_kwh", "usable": "battery_usable_energy_kwh"}
_BATTERY_OF_BROCHURE = "battery_energy_kwh"
_OTHER_NAMES = MappingProxyType(
    {
        "motor_peak_kw": "peak_power_kw",
        "torque": "peak_torque_nm",
        "length": "length_mm",
        "width": "width_mm",
        "height": "height_mm",
        "wheelbase": "wheelbase_m",
        "system_voltage": "system_voltage_v",
        "pack_nominal_voltage": "battery_nominal_voltage_v",
        "pack_charge": "battery_charge_ah",
        "range_km_tested": "range_tested_km",
        "consumption": "consumption_kwh_per_100km",
        "charge_peak_current": "charge_peak_current_a",
    }
)
"""Keys of a car file by the dossier's field, where the names differ."""
_UNIT_OF_FIELD = MappingProxyType({"wheelbase": "mm"})
"""Unit of a field, where the key of the car file has another."""
_ORDER = ("claims", "figures", "programme")
"""Where a field is looked for: what is said of the whole car is a claim, though a figure too."""

_ALIKE = (
    ("_mm", "_m", "_km"),
    ("_kg", "_lb"),
    ("_w", "_kw", "_hp"),
    ("_wh", "_kwh"),
    ("_kmh", "_mph", "_m_per_s"),
    ("_s", "_min"),
    ("_kwh_per_100km", "_wh_per_km", "_wh_per_mi", "_kwh_per_100mi"),
)
"""Suffixes of units of one quantity, of which each becomes the other."""

_WORDS = MappingProxyType(
    {
        "drive": {
            "awd": "all",
            "4wd": "all",
            "all-wheel drive": "all",
            "four-wheel drive": "all",
            "dual motor": "all",
            "rwd": "rear",
            "rear-wheel drive": "rear",
            "fwd": "front",
            "front-wheel drive": "front",
        },
        "chemistry": {"ncm": "nmc", "lithium iron phosphate": "lfp"},
    }
)
"""Other words for those of the car file, by key."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a field of a dossier stands in a car file."""

    section: str
    """`figures`, `claims` or `programme` [-]."""
    row: Row
    """The key [-]."""


@dataclass(frozen=True, slots=True)
class AsField:
    """A number of a car file as a dossier writes it."""

    field: str
    """The dossier's field [-]."""
    value: float
    """The number [unit of the field]."""
    unit: str
    """Its unit as the dossiers write it, empty where it has none [-]."""


def target(field: str, procedure: object = None) -> Target | None:
    """Return where a field stands in a car file, or None for one that has no key there.

    Args:
        field: the field.
        procedure: what the claim names as its procedure.
    """
    key = _OTHER_NAMES.get(field, field)
    if field == BATTERY:
        key = _BATTERIES.get(str(procedure), _BATTERY_OF_BROCHURE)
    for section in _ORDER:
        if key in SECTIONS[section]:
            return Target(section, SECTIONS[section][key])
    return None


def as_field(key: str, value: float) -> AsField:
    """Return a number of a car file as the dossier's field, in the unit of that field.

    Args:
        key: key of the car file.
        value: the number in the unit of the key.
    """
    field = _FIELDS.get(key, key)
    row = next((rows[key] for rows in SECTIONS.values() if key in rows), None)
    written = row.unit if isinstance(row, NumberRow) else ""
    wanted = _UNIT_OF_FIELD.get(field, written)
    if wanted != written:
        value = _exchanged(value, _SUFFIXES[_plain(written)], _SUFFIXES[wanted])
    return AsField(field, value, wanted.replace(" ", ""))


def in_key(field: str, row: NumberRow, number: float, written: object, place: Place) -> float:
    """Return a number of a dossier in the unit of its key.

    Args:
        field: the field, for the error.
        row: the key.
        number: the number.
        written: the unit as it is written; None is the one that dossiers use for the field.
        place: where the unit stands.

    Raises:
        InputError: if the unit measures something else, or is not known.
    """
    own = _UNIT_OF_FIELD.get(field, row.unit)
    given = own if written is None else str(written)
    if _plain(given) == _plain(row.unit):
        return number
    wanted = _SUFFIXES.get(_plain(row.unit))
    alike = next((group for group in _ALIKE if wanted in group), ())
    found = _SUFFIXES.get(_plain(given))
    if wanted is None or found is None or found not in alike:
        named = [row.unit, *(unit(s) for s in alike if s != wanted)]
        raise place.error(
            f"this unit does not fit {field}",
            key="unit",
            value=given,
            allowed=", ".join(named) if row.unit else "none: it is a bare number",
            remedy=f"write the number in {own}" if own else "remove the unit",
        )
    return _exchanged(number, found, wanted)


def in_words(key: str, value: object) -> object:
    """Return the word of a car file for what a dossier says, or the same if there is none.

    Args:
        key: key of the car file.
        value: what the dossier says.
    """
    if not isinstance(value, str):
        return value
    plain = " ".join(value.casefold().split())
    return _WORDS.get(key, {}).get(plain, plain if key in _WORDS else value)


def _exchanged(number: float, given: str, wanted: str) -> float:
    """The number in another unit; the digits that the conversion invents are dropped."""
    return float(f"{from_si(f'x{wanted}', to_si(f'x{given}', number)):.12g}")


def _plain(written: str) -> str:
    return written.replace(" ", "")


_SUFFIXES: Mapping[str, str] = MappingProxyType({_plain(unit(f"x{s}")): s for s in TO_SI})
_FIELDS = MappingProxyType(
    {key: field for field, key in _OTHER_NAMES.items()}
    | dict.fromkeys((*_BATTERIES.values(), _BATTERY_OF_BROCHURE), BATTERY)
)
"""Fields by key of the car file, where the names differ."""
