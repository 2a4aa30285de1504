"""Programmes: cars that were announced or talked of, what was promised, and what came of them.

The list was drawn up by somebody who knew how most of them ended: its rates describe the list.
"""

import csv
import datetime
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from carwright.belief.scored import car_id
from carwright.carfile.spans import Span, span

COLUMNS = (
    *("programme", "company", "company_was", "first_public_claim_date", "claim_kind"),
    *("official_confirmation_date", "promised_on_sale_date", "outcome", "outcome_date"),
    *("cars_delivered_note", "source", "memory"),
)
"""Columns of the file."""
ON_SALE, OPEN = "on_sale", "still_promised"
ENDED = ("cancelled", "bankrupt_before_sale")
GRACE = 2
"""A car counts as come when it is on sale by the end of the promised year plus this [year]."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One programme."""

    id: str
    """Its name with that of the company, lower case with hyphens [-]."""
    company_was: str
    """`non_car company`, `newcomer` or `carmaker` [-]."""
    claim_kind: str
    """Kind of the source that spoke of it first [-]."""
    said: datetime.date
    """When it was first spoken of in public, the last day of that date [-]."""
    confirmed: datetime.date | None
    """When the company confirmed it; None where it did not [-]."""
    promised: Span | None
    """When the car was to be on sale, as first promised; None where nobody said [-]."""
    came: datetime.date | None
    """When it was on sale [-]."""
    ended: datetime.date | None
    """When it was given up [-]."""

    @property
    def deadline(self) -> datetime.date | None:
        """Last day of the promised year plus `GRACE`."""
        if self.promised is None:
            return None
        return datetime.date(self.promised.last.year + GRACE, 12, 31)

    @property
    def in_time(self) -> bool:
        """Whether it was on sale by the deadline."""
        return self.came is not None and (self.deadline is None or self.came <= self.deadline)

    def as_known(self, on: datetime.date) -> "Plan":
        """Return it as it stood on a date: what came later is not there.

        Args:
            on: the date.
        """
        hidden = {
            name: None
            for name in ("confirmed", "came", "ended")
            if (day := getattr(self, name)) is not None and day > on
        }
        return replace(self, **hidden)


def plans(
    on: datetime.date,
    without: frozenset[str] = frozenset(),
    rows: tuple[Plan, ...] | None = None,
) -> tuple[Plan, ...]:
    """Return the programmes spoken of by a date, as they stood then, sorted.

    Args:
        on: the date; what happened on that day counts.
        without: ids of programmes that may not be used.
        rows: the list; None is the one that is shipped.
    """
    found = (row for row in (shipped() if rows is None else rows) if row.said <= on)
    return tuple(
        row.as_known(on)
        for row in sorted(found, key=lambda row: (row.said, row.id))
        if row.id not in without
    )


@cache
def shipped() -> tuple[Plan, ...]:
    """Return the list that comes with the program."""
    text = (files("carwright.belief") / "programmes.csv").read_text(encoding="utf-8")
    return tuple(from_cells(cells) for cells in csv.DictReader(text.splitlines()))


def from_cells(cells: dict[str, str]) -> Plan:
    """Return a row of the file.

    Args:
        cells: text by column.

    Raises:
        ValueError: if a date is none, or there is no such outcome.
    """
    outcome, day = cells["outcome"], _day(cells["outcome_date"])
    if outcome not in (ON_SALE, OPEN, *ENDED):
        raise ValueError(f"outcome cannot be '{outcome}'")
    if (day is None) != (outcome == OPEN):
        raise ValueError(f"outcome_date '{cells['outcome_date']}' does not fit '{outcome}'")
    promised = cells["promised_on_sale_date"]
    said = _day(cells["first_public_claim_date"])
    if said is None:
        raise ValueError("first_public_claim_date is missing")
    return Plan(
        id=car_id(f"{cells['company']} {cells['programme']}"),
        company_was=cells["company_was"],
        claim_kind=cells["claim_kind"],
        said=said,
        confirmed=_day(cells["official_confirmation_date"]),
        promised=span(promised) if promised else None,
        came=day if outcome == ON_SALE else None,
        ended=day if outcome in ENDED else None,
    )


def _day(text: str) -> datetime.date | None:
    return span(text).last if text else None
