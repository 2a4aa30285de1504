"""Believed: what can be believed of the car of a page, which claims can be true, how it went.

These sections weigh every claim on every date, which takes minutes: a page has them on request.
"""

import datetime

from carwright.belief.timeline import dates, timeline
from carwright.carfile import CarFile
from carwright.report.brief import brief, numbers, parts
from carwright.report.markup import Html, bullets, folded, paragraph, section
from carwright.report.timeline_page import timeline_section
from carwright.report.words import capital, day


def believed(car_file: CarFile) -> tuple[Html, ...]:
    """Return the sections on what could be believed of a car, today and on each date with news.

    Args:
        car_file: the car file.

    Raises:
        InputError: if what is known cannot belong to one car.
    """
    today = brief(car_file, datetime.date.today())
    lists = [
        folded(f"{title}: {len(words)}", bullets(words), is_open=len(words) <= 3)
        for title, words in parts(today)
    ]
    coming = capital(today.coming.sentence)
    now = section(
        "believed",
        "What can be believed",
        paragraph(f"By what had been said by {day(today.on.isoformat())}. {coming}."),
        numbers([today]),
        *lists,
    )
    return (now, timeline_section(timeline(car_file))) if dates(car_file) else (now,)
