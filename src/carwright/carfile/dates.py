"""Dates as car files give them: a year, half, quarter, month or day, counted from its last day."""

import datetime
import re
from calendar import monthrange

FIRST_YEAR = 1880
"""No road car, and no word of one, is older [year] (assumed)."""
LAST_YEAR = 2100
"""No date of a car file is later [year] (assumed)."""

NEWEST = datetime.date(2026, 11, 22)
"""The newest date of the files that ship: the clock of a machine may be behind it."""

SOURCE_DATE = "YYYY, YYYY-MM or YYYY-MM-DD"
"""How the date of a source is written."""
PROGRAMME_DATE = f"{SOURCE_DATE}, YYYY-H1, YYYY-Q1, or two of them as from/to"
"""How a date of the programme is written."""

DATE_PATTERN = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
"""Regular expression of a source's date."""
_DATE = re.compile(DATE_PATTERN)
_PART_OF_YEAR = re.compile(r"(\d{4})-(?:H([12])|Q([1-4]))", re.ASCII)


def last_day(date: str) -> datetime.date:
    """Return the last day of a date of a source: "2021-02" is 28 February 2021.

    Args:
        date: the date, YYYY, YYYY-MM or YYYY-MM-DD.

    Raises:
        ValueError: if there is no such date.
    """
    return _days(date)[1]


def first_day(date: str) -> datetime.date:
    """Return the first day of a date of a source: "2021-02" is 1 February 2021.

    Args:
        date: the date, YYYY, YYYY-MM or YYYY-MM-DD.

    Raises:
        ValueError: if there is no such date.
    """
    return _days(date)[0]


def is_to_come(date: str) -> bool:
    """Say whether every day of a date of a source lies in the future.

    Args:
        date: the date, YYYY, YYYY-MM or YYYY-MM-DD.

    Raises:
        ValueError: if there is no such date.
    """
    return first_day(date) > max(datetime.date.today(), NEWEST)


def known_from(date: str) -> datetime.date:
    """Return the day from which what a source says counts: the last day of its date, or today.

    Who reads of it today knows of it, though a partial date may end later.

    Args:
        date: the date, YYYY, YYYY-MM or YYYY-MM-DD.

    Raises:
        ValueError: if there is no such date.
    """
    return min(last_day(date), datetime.date.today())


def last_day_of_span(text: str) -> datetime.date:
    """Return the last day of a date of a programme: "2024-H1" is 30 June 2024.

    Args:
        text: a date, half or quarter, or two of them: "2023/2025" ends with 2025.

    Raises:
        ValueError: if there is no such date, or the second one is earlier.
    """
    parts = [last_day(_month(part)) for part in text.split("/")]
    if len(parts) > 2 or parts[0] > parts[-1]:
        raise ValueError(f"'{text}' is no span from earlier to later")
    return parts[-1]


def _days(date: str) -> tuple[datetime.date, datetime.date]:
    if not _DATE.fullmatch(date):
        raise ValueError(f"'{date}' is no date")
    year, month, day = ([int(part) for part in date.split("-")] + [0, 0])[:3]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"the year is outside {FIRST_YEAR} to {LAST_YEAR}")
    first, last = (month, month) if len(date) > len("YYYY") else (1, 12)
    if not 1 <= first <= 12:
        raise ValueError(f"there is no month {month}")
    longest = monthrange(year, last)[1]
    start, end = (day, day) if len(date) > len("YYYY-MM") else (1, longest)
    if not 1 <= start <= longest:
        raise ValueError(f"the month has no day {day}")
    return datetime.date(year, first, start), datetime.date(year, last, end)


def _month(part: str) -> str:
    found = _PART_OF_YEAR.fullmatch(part)
    if not found:
        return part
    last = int(found[2]) * 6 if found[2] else int(found[3]) * 3
    return f"{found[1]}-{last:02d}"
