"""sale: from which day a car is on sale, and of which model year it is, as of a day."""

import datetime
import math

from carwright.carfile.dates import last_day
from carwright.carfile.schema import CarFile
from carwright.carfile.spans import span

ON_SALE = "on_sale_date"
"""Key of the programme that says from when a car is sold."""
LEAD = 2.0
"""Time from talk to sale where nobody has said when [year] (estimate)."""
_TESTED = ("measured", "regulator")
"""Kinds of sources that have had the car itself."""
_OWN_WORD = ("measured", "regulator", "maker")
"""Kinds of sources that are believed that a car is on sale."""


def sale(car_file: CarFile) -> datetime.date | None:
    """Return the day from which the car is on sale, as its maker or a regulator says; or None.

    Args:
        car_file: the car file, with all that counts.
    """
    days = [
        span(str(claim.value)).last
        for claim in car_file.programme.get(ON_SALE, ())
        if claim.kind in _OWN_WORD and span(str(claim.value)).last <= last_day(claim.date)
    ]
    return min(days, default=None)


def model_year(car_file: CarFile, on: datetime.date) -> int:
    """Return the model year of a car.

    It is that of its file, unless that could not be known by then; else the year from which it is
    on sale; else that in which it was last measured or certified; of a car to come the promised
    year, which is not past; else a usual time ahead.

    Args:
        car_file: the car file, with what was said by then.
        on: the day.
    """
    if car_file.year is not None and car_file.year <= on.year + 1:
        return car_file.year
    sold = sale(car_file)
    if sold is not None and sold <= on:
        return sold.year
    tested = [
        last_day(claim.date)
        for claims in car_file.figures.values()
        for claim in claims
        if claim.kind in _TESTED
    ]
    if tested:
        return min(max(tested), on).year
    promised = [
        claim
        for claim in car_file.programme.get(ON_SALE, ())
        if isinstance(claim.value, str | int | float)
    ]
    for claim in sorted(promised, key=lambda one: last_day(one.date), reverse=True):
        try:
            return max(span(str(claim.value)).middle.year, on.year)
        except ValueError:
            continue
    return on.year + math.ceil(LEAD)
