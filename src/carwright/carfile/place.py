"""Where something stands in a car file, and the error that says so."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from carwright.errors import InputError

Route = tuple[str | int, ...]
"""Keys and places in lists that lead to a value: ("figures", "kerb_mass_kg", 0, "value")."""


class Place(NamedTuple):
    """A line of a file."""

    file: str
    """The file as the user named it [-]."""
    line: int
    """The line, from 1 [-]."""

    def error(self, what: str, **parts: Any) -> InputError:
        """Return the error that points here.

        Args:
            what: what is wrong, in one sentence.
            **parts: key, value, allowed and remedy, as `InputError` takes them.
        """
        return InputError(what, file=self.file, line=self.line, **parts)


def nearest_place(places: Mapping[Route, Place], route: Route) -> Place:
    """Return the place of `route`, or of the nearest thing around it that has one.

    Args:
        places: places by route; the empty route is the file itself.
        route: what to look for.
    """
    while route and route not in places:
        route = route[:-1]
    return places[route]
