"""Whether plain data has the shape of `schema`, and the one error that says where it has not."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from carwright.carfile import schema
from carwright.carfile.dates import FIRST_YEAR, LAST_YEAR, SOURCE_DATE
from carwright.carfile.place import Place, Route, nearest_place
from carwright.errors import InputError, nearest

_Part = TypeVar("_Part", bound=schema.Part)

_IN_WORDS = {
    f"^{schema.ID_PATTERN}$": "lower-case letters, digits and hyphens, like nissan-leaf-40",
    f"^{schema.DATE_PATTERN}$": SOURCE_DATE,
    r"^[^\n]*\S[^\n]*$": "one line of text",
    r"^https?://\S+$": "an address that begins with https://",
    "^[A-Z]{3}$": "three capital letters, like CNY",
    r"\S": "text",
}
_KINDS_OF_VALUE = {
    "string_type": ("text belongs here", "write text; a number goes in quotes"),
    "int_type": ("a whole number belongs here", "write it without a point or quotes"),
    "int_from_float": ("a whole number belongs here", "write it without a point"),
    "float_type": ("a number belongs here", "write a number without quotes"),
    "finite_number": ("not a finite number", "write a number, or remove the key"),
    "bool_type": ("true or false belongs here", "write true or false"),
    "tuple_type": ("a list belongs here", "write it in [ ]"),
    "dict_type": ("a mapping belongs here", "write key: value"),
}


def shaped(
    part: type[_Part], data: dict[str, Any], places: Mapping[Route, Place], route: Route = ()
) -> _Part:
    """Return data as a part of a car file.

    Args:
        part: the class of the part.
        data: the data, keys as in the file.
        places: places by route.
        route: where the part stands.

    Raises:
        InputError: if it has not the shape; of several faults the first in the file.
    """
    try:
        return part.model_validate(data)
    except ValidationError as errors:
        faults = [
            (nearest_place(places, (*route, *fault["loc"])), fault)
            for fault in errors.errors(include_url=False)
        ]
        place, fault = min(faults, key=lambda found: found[0].line)
        raise _error(place, fault) from None


def _error(place: Place, fault: Any) -> InputError:
    kind, context = fault["type"], fault.get("ctx", {})
    key = next((str(name) for name in reversed(fault["loc"]) if isinstance(name, str)), None)
    value = fault["input"] if isinstance(fault["input"], str | int | float) else None
    if kind == "missing":
        return place.error(f"the key {key} is missing", remedy=f"add {key}")
    allowed = None
    if kind == "literal_error":
        words = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        hit, allowed = nearest(str(value), words), ", ".join(words)
        what = "not one of the words that belong here"
        remedy = f"write {hit}" if hit else "write one of them"
    elif kind == "string_pattern_mismatch":
        what, remedy = "not written as it should be", "write it in that form"
        allowed = _IN_WORDS.get(context["pattern"])
    elif kind == "string_too_long":
        what, remedy = "too long", "shorten it"
        allowed = f"up to {context['max_length']} characters"
    elif kind in ("greater_than_equal", "less_than_equal"):
        what, remedy = "no year of a road car", "write the model year, or leave it out"
        allowed = f"{FIRST_YEAR} to {LAST_YEAR}"
    else:
        what, remedy = _KINDS_OF_VALUE.get(kind, (fault["msg"], "write what fits"))
    return place.error(what, key=key, value=value, allowed=allowed, remedy=remedy)
