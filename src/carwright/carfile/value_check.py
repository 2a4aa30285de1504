"""Whether a key holds what it should: a number in bounds, one of its words, a text, a date."""

import math
import re
from collections.abc import Mapping
from typing import Any

from carwright.carfile import magnitude
from carwright.carfile.dates import last_day_of_span
from carwright.carfile.place import Place, Route, nearest_place
from carwright.carfile.vocabulary import DateRow, NumberRow, Row, TextRow, WordRow
from carwright.errors import nearest

_BOUNDS = ("low", "high")


def check_claim(
    row: Row, claim: dict[str, Any], places: Mapping[Route, Place], route: Route
) -> None:
    """Check what a claim says of its key.

    Args:
        row: the key.
        claim: the claim, keys as in the file.
        places: places by route.
        route: where the claim stands.

    Raises:
        InputError: if the claim cannot be right.
    """
    place = nearest_place(places, route)
    given = _given(claim, place, row.key)
    if not isinstance(row, NumberRow) and "value" not in given:
        raise place.error("low and high are for numbers", key=row.key, remedy="write value")
    for name in given:
        check_value(row, claim[name], nearest_place(places, (*route, name)))
    _check_order(claim, place, row.key)
    if isinstance(row, NumberRow) and row.needs and claim.get(row.needs) is None:
        raise place.error(
            f"{row.key} without {row.needs} means nothing", key=row.key, remedy=f"add {row.needs}"
        )


def check_statement(said: dict[str, Any], places: Mapping[Route, Place], route: Route) -> None:
    """Check the numbers of something that was said and is no claim.

    Args:
        said: the statement, keys as in the file.
        places: places by route.
        route: where it stands.

    Raises:
        InputError: if it says nothing, or a number that cannot be.
    """
    place = nearest_place(places, route)
    for name in _given(said, place, "said"):
        value = said[name]
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if name in _BOUNDS and not is_number:
            at = nearest_place(places, (*route, name))
            raise at.error("a number belongs here", key=name, value=value, remedy="write value")
        if is_number and not math.isfinite(value):
            at = nearest_place(places, (*route, name))
            raise at.error("not a finite number", key=name, value=value, remedy="write a number")
    _check_order(said, place, "said")


def check_value(row: Row, value: Any, place: Place) -> None:
    """Check one value.

    Args:
        row: its key.
        value: what stands there.
        place: where.

    Raises:
        InputError: if the value cannot stand there.
    """
    match row:
        case NumberRow():
            _check_number(row, value, place)
        case WordRow():
            _check_word(row, value, place)
        case TextRow():
            _check_text(row, value, place)
        case DateRow():
            _check_date(row, value, place)


def _given(claim: dict[str, Any], place: Place, key: str) -> list[str]:
    given = [name for name in ("value", *_BOUNDS) if name in claim and claim[name] is not None]
    if not given:
        raise place.error("nothing is said here", key=key, remedy="write value, or low and high")
    if "value" in given and len(given) > 1:
        what = "a claim has value, or low and high, not both"
        raise place.error(what, key=key, remedy="remove one of them")
    return given


def _check_order(claim: dict[str, Any], place: Place, key: str) -> None:
    low, high = claim.get("low"), claim.get("high")
    if low is not None and high is not None and low > high:
        raise place.error(
            "low is above high", key=key, value=f"low {low}, high {high}", remedy="exchange them"
        )


def _check_number(row: NumberRow, value: Any, place: Place) -> None:
    parts = {"key": row.key, "value": value, "allowed": row.allowed}
    if isinstance(value, str):
        hint = magnitude.remedy_for_text(row, value)
        raise place.error("text where a number belongs", **parts, remedy=hint)
    if isinstance(value, bool) or not isinstance(value, int | float):
        found = "true or false" if isinstance(value, bool) else "a list or mapping"
        raise place.error(f"{found} where a number belongs", **parts, remedy="write a number")
    if not math.isfinite(value):
        raise place.error("not a finite number", **parts, remedy="write a number")
    if not magnitude.fits(row, value):
        hint = magnitude.remedy(row, value)
        raise place.error("this cannot be right for a passenger car or van", **parts, remedy=hint)


def _check_word(row: WordRow, value: Any, place: Place) -> None:
    word = str(value).lower() if isinstance(value, bool) else value
    if isinstance(word, str) and word in row.words:
        return
    if isinstance(value, bool):
        word = "yes" if value else "no"
    hit = nearest(str(word).replace("_", "-"), row.words)
    raise place.error(
        "not one of the words that belong here",
        key=row.key,
        value=value,
        allowed=", ".join(row.words),
        remedy=f"write {hit}" if hit else "write one of them",
    )


def _check_text(row: TextRow, value: Any, place: Place) -> None:
    if not isinstance(value, str):
        raise place.error("text belongs here", key=row.key, value=value, remedy="put it in quotes")
    if row.pattern and not re.fullmatch(row.pattern, value, re.ASCII):
        raise place.error(
            "not written as it should be",
            key=row.key,
            value=value,
            allowed=row.form,
            remedy="write it in that form",
        )


def _check_date(row: DateRow, value: Any, place: Place) -> None:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    try:
        last_day_of_span(text if isinstance(text, str) else "")
    except ValueError as error:
        reason = str(error) if isinstance(text, str) and text else "a date belongs here"
        raise place.error(
            reason, key=row.key, value=value, allowed=row.form, remedy="write the date in that form"
        ) from None
