"""Banded: rows that put a number with its band beside what somebody says of the car."""

import math

from carwright.carfile import CarFile
from carwright.report.markup import Html, join, tag
from carwright.report.official import Told
from carwright.report.tables import Row
from carwright.report.trial import Banded
from carwright.report.words import NOTHING, day, difference, measured, number
from carwright.units import from_si, unit

HEADS = ("", "Claimed", "Simulated", "Band", "Difference")
"""Heads of a table of such rows."""
NUMBERS = (1, 2, 3)
"""Columns of it that hold numbers."""
NEVER = "not reached"
"""What is said of a time or a range that the car does not reach."""


def banded_row(name: object, key: str, found: Banded, told: Told | None, file: CarFile) -> Row:
    """Return a row: what is claimed, what is simulated, its band, and the difference.

    Args:
        name: what it is.
        key: key with unit, of the number and of the claim.
        found: the number with its band.
        told: what is claimed; None where nothing is.
        file: the file of the car.
    """
    return Row(
        name,
        (
            "" if told is None else _claim(key, told, file),
            in_words(key, found.middle),
            band_in_words(key, found),
            "" if told is None else _apart(from_si(key, told.value), found),
        ),
    )


def in_words(key: str, value: float) -> str:
    """Return a number with its unit.

    Args:
        key: key with unit.
        value: in that unit; infinite where not reached.
    """
    return measured(value, unit(key), _places(key)) if math.isfinite(value) else NEVER


def band_in_words(key: str, found: Banded) -> str:
    """Return the ends of a band, without unit.

    Args:
        key: key with unit.
        found: the number with its band.
    """
    ends = [number(end, _places(key)) for end in (found.low, found.high)]
    if not math.isfinite(found.low):
        return NEVER
    if not math.isfinite(found.high):
        return f"{ends[0]} or {NEVER}"
    return f"{ends[0]} to {ends[1]}" if ends[0] != ends[1] else ends[0]


def _claim(key: str, told: Told, file: CarFile) -> Html:
    source, claim = file.sources[told.claim.source], told.claim
    who = tag("span", f"{source.by}, {claim.kind}, {day(claim.date)}", class_="sub")
    return join([in_words(key, from_si(key, told.value)), who])


def _apart(value: float, found: Banded) -> object:
    if not math.isfinite(found.middle) or value == 0.0:
        return NOTHING
    where = "inside the band" if found.low <= value <= found.high else "outside the band"
    return join([difference(found.middle / value - 1.0), tag("span", where, class_="sub")])


def _places(key: str) -> int:
    return 2 if key.endswith("_s") else 0
