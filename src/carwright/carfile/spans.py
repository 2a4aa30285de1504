"""Spans: a promised year, half, quarter, month or day as its first and last day."""

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from carwright.carfile.dates import last_day_of_span

DAYS_OF_YEAR = 365.25
"""Days of a mean year [day]."""
_MONTHS = {"H": 6, "Q": 3}
_PARTS = re.compile(r"(\d{4})(?:-(?:([HQ])(\d)|(\d{2})(-\d{2})?))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days."""

    first: datetime.date
    """Its first day [-]."""
    last: datetime.date
    """Its last day [-]."""

    @property
    def middle(self) -> datetime.date:
        """The day in its middle."""
        return self.first + (self.last - self.first) / 2


@lru_cache(maxsize=4096)
def span(text: str) -> Span:
    """Return the days that a date means: "2024-H1" is 1 January to 30 June 2024.

    Args:
        text: a date, half or quarter, or two of them: "2023/2025" ends with 2025.

    Raises:
        ValueError: if there is no such date.
    """
    last = last_day_of_span(text)
    return Span(_first_day(text.split("/")[0]), last)


def years_between(start: datetime.date, end: datetime.date) -> float:
    """Return the time from one day to another, negative where the second is earlier [year].

    Args:
        start: the first day.
        end: the other.
    """
    return (end - start).days / DAYS_OF_YEAR


def _first_day(text: str) -> datetime.date:
    found = _PARTS.fullmatch(text)
    if not found:
        raise ValueError(f"'{text}' is no date")
    year, part, count, month, day = found.groups()
    if day:
        return datetime.date.fromisoformat(text)
    if part:
        return datetime.date(int(year), _MONTHS[part] * (int(count) - 1) + 1, 1)
    return datetime.date(int(year), int(month or 1), 1)
