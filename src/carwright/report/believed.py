"""Believed: what can be believed of the car of a page, which claims can be true, how it went.

These sections weigh every claim on every date, which takes minutes: a page has them on request.
"""

import datetime

from carwright.belief.timeline import dates, timeline
from carwright.carfile import CarFile
from carwright.progress import task
from carwright.report.brief import APART, brief, differences, numbers, parts
from carwright.report.markup import Html, bullets, folded, paragraph, section, tag
from carwright.report.timeline_page import timeline_section
from carwright.report.words import capital, day


def believed(car_file: CarFile, on: datetime.date) -> tuple[Html, ...]:
    """Return the sections on what could be believed of a car, then and on each date with news.

    Args:
        car_file: the car file.
        on: the day of the page, itself included.

    Raises:
        InputError: if what is known cannot belong to one car.
    """
    with task("telling what could be believed", (1.0, 3.0)) as step:
        then = brief(car_file, on)
        step()
        went = timeline(car_file, until=on) if dates(car_file, on) else None
    told = differences(then)
    lists = [
        folded(f"{title}: {len(words)}", bullets(words), is_open=len(words) <= 3)
        for title, words in parts(then)
    ]
    coming = capital(then.coming.sentence)
    now = section(
        "believed",
        "What can be believed",
        paragraph(f"By what had been said by {day(on.isoformat())}. {coming}."),
        numbers([then]),
        *([tag("h3", APART), bullets(told)] if told else []),
        *lists,
    )
    return (now,) if went is None else (now, timeline_section(went))
