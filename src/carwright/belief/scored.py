"""Scored: claims of the past beside what came of them, each with the date it became known.

`tools/fit_claims.py` makes the list. Only rows that were known on a date are ever used, so a row
that is added later changes no earlier belief.
"""

import csv
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import attrgetter

NEVER = "never"
"""What stands for the final date of a car that did not come."""
COLUMNS = (
    *("list", "car", "maker", "newcomer", "figure", "procedure", "claimed", "final", "unit"),
    *("final_procedure", "kind", "origin", "bound", "said", "known_from", "memory", "by", "source"),
)
"""Columns of the file."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One claim and what came of it."""

    list: str
    """`first_claims` or `dossiers` [-]."""
    car: str
    """Id of the car as `car_id` writes it [-]."""
    maker: str
    """Who makes it [-]."""
    newcomer: str
    """`none`, `first_bev` of the brand, `first_car` of the company; empty where not known [-]."""
    figure: str
    """Key of a car file, with unit [-]."""
    procedure: str
    """Test procedure or energy that the claim names; empty where there is none [-]."""
    claimed: str
    """What was said, in the unit of the figure; a date, number or word [-]."""
    final: str
    """What came, in the same unit; `never` for a car that did not come [-]."""
    unit: str
    """Currency of a price; empty otherwise [-]."""
    final_procedure: str
    """Test procedure of what came [-]."""
    kind: str
    """Kind of the source [-]."""
    origin: str
    """`own`, `named`, `unnamed` or `derived`; empty where nobody wrote it down [-]."""
    bound: str
    """`exact`, `about`, `at_least` or `at_most` [-]."""
    said: datetime.date
    """Last day of the claim's date [-]."""
    known_from: datetime.date
    """Day from which both are known [-]."""
    memory: bool
    """Whether a number or date was written down from memory [-]."""
    by: str
    """Who said it [-]."""
    source: str
    """Where it is written [-]."""


def scored(
    on: datetime.date,
    without_cars: frozenset[str] = frozenset(),
    rows: tuple[Scored, ...] | None = None,
) -> tuple[Scored, ...]:
    """Return the claims whose end was known on a date, in an order that no row's place changes.

    Args:
        on: the date; rows that became known on that day count.
        without_cars: cars that may not be used, as `car_id` writes them.
        rows: the list; None is the one that is shipped.
    """
    known = (row for row in (shipped() if rows is None else rows) if row.known_from <= on)
    return in_order(row for row in known if row.car not in without_cars)


def in_order(rows: Iterable[Scored]) -> tuple[Scored, ...]:
    """Return rows sorted by everything they say.

    Args:
        rows: the rows.
    """
    return tuple(sorted(rows, key=_ORDER))


def car_id(name: str) -> str:
    """Return the id of a car: lower case with hyphens.

    Args:
        name: the car as a list writes it.
    """
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


_ORDER = attrgetter("known_from", "car", "figure", *COLUMNS)


@cache
def shipped() -> tuple[Scored, ...]:
    """Return the list that comes with the program."""
    text = (files("carwright.belief") / "scored.csv").read_text(encoding="utf-8")
    return in_order(from_cells(cells) for cells in csv.DictReader(text.splitlines()))


def from_cells(cells: dict[str, str]) -> Scored:
    """Return a row of the file.

    Args:
        cells: text by column.
    """
    return Scored(
        list=cells["list"],
        car=cells["car"],
        maker=cells["maker"],
        newcomer=cells["newcomer"],
        figure=cells["figure"],
        procedure=cells["procedure"],
        claimed=cells["claimed"],
        final=cells["final"],
        unit=cells["unit"],
        final_procedure=cells["final_procedure"],
        kind=cells["kind"],
        origin=cells["origin"],
        bound=cells["bound"],
        said=datetime.date.fromisoformat(cells["said"]),
        known_from=datetime.date.fromisoformat(cells["known_from"]),
        memory=cells["memory"] == "true",
        by=cells["by"],
        source=cells["source"],
    )
