"""timeline_picture: belief over time as small pictures, a band each, claims as marks, truth a line.

Between two dates with news nothing is learnt, so bands are steps. On top stands how likely it was
that the car comes.
"""

import datetime
from collections.abc import Sequence
from itertools import pairwise

from carwright.belief.headline_keys import WORDS, unit_of
from carwright.belief.timeline import Timeline
from carwright.report.markup import Html, join, tag
from carwright.report.svg import NARROW, Scale, line, path, picture, place, rounded, words
from carwright.report.timeline_panels import Mark, Panel, panel, shown
from carwright.report.words import capital, day, measured, percent, significant

LEFT, RIGHT, GAP = 50.0, 14.0, 58.0
"""Room left of, right of and between panels [px]."""
STRIP, TALL = 74.0, 132.0
"""Height of the strip on top and of a panel [px]."""
ENDING = datetime.timedelta(days=60)
"""So long after the last date the picture ends [day]."""
LETTER = 7.0
"""Width of a letter [px]."""
RADIUS = 4.0
"""Of a mark [px]."""
_KEY = (
    ("proof", "regulator, measured"),
    ("own", "its maker"),
    ("talk", "press, leaks, analysts"),
)


def timeline_picture(found: Timeline, width: int) -> Html:
    """Return the picture of a timeline.

    Args:
        found: the timeline.
        width: how wide it is drawn [px].
    """
    parts, height = drawn(found, width)
    return picture(f"timeline-{width}", (float(width), height), title(found), told(found), *parts)


def title(found: Timeline) -> str:
    """Return what the picture is called.

    Args:
        found: the timeline.
    """
    return f"{found.car_file.maker} {found.car_file.name}: what could be believed, date by date"


def drawn(found: Timeline, width: int) -> tuple[list[Html], float]:
    """Return what is drawn, and how high it is [px].

    Args:
        found: the timeline.
        width: how wide it is drawn [px].
    """
    columns = 1 if width == NARROW else 2
    wide = (width - (columns - 1) * 30.0) / columns
    parts, top = _key(width)
    parts += _strip(found, top, width)
    top += STRIP + GAP
    for number, key in enumerate(shown(found)):
        left = (number % columns) * (wide + 30.0)
        if number and number % columns == 0:
            top += TALL + GAP
        parts += _panel(panel(found, key), _time(found, left + LEFT, left + wide - RIGHT), top)
    return parts, top + TALL + 24.0


def told(found: Timeline) -> str:
    """Return what the picture shows, in words.

    Args:
        found: the timeline.
    """
    first, last = found.moments[0], found.moments[-1]
    parts = [
        f"From {day(first.on.isoformat())} to {day(last.on.isoformat())}: that the car comes was "
        f"{percent(first.programme.ever)} likely at first and {percent(last.programme.ever)} at "
        "the end."
    ]
    for key in shown(found):
        ends = [
            f"{significant(one.headline[key][0], 3)} to {significant(one.headline[key][2], 3)}"
            for one in (first, last)
        ]
        truth = found.truths.get(key)
        came = "" if truth is None else f"; it came with {measured_of(key, truth.value)}"
        parts.append(
            f"{WORDS[key]}: at first {ends[0]}, at the end {ends[1]} {unit_of(key)}{came}."
        )
    return " ".join(parts)


def measured_of(key: str, value: float) -> str:
    """Return a number with its unit, about three digits of it.

    Args:
        key: key with unit.
        value: in that unit.
    """
    places = 0 if value >= 100.0 else 1 if value >= 10.0 else 2
    return measured(value, unit_of(key), places)


def _time(found: Timeline, start: float, end: float) -> Scale:
    first, last = found.moments[0].on, found.moments[-1].on + ENDING
    return Scale(float(first.toordinal()), float(last.toordinal()), start, end)


def _key(width: int) -> tuple[list[Html], float]:
    parts: list[Html] = []
    x, y = 0.0, 12.0
    for look, text in _KEY:
        parts += [_dot(x + 6.0, y - 4.0, f"mark {look}"), words(x + 16.0, y, text, "label")]
        x += 36.0 + 6.9 * len(text)
        if x > width - 130.0:
            x, y = 0.0, y + 20.0
    parts.append(line(x, y - 4.0, x + 22.0, y - 4.0, "came"))
    parts.append(words(x + 28.0, y, "what came", "label"))
    x += 116.0
    if x > width - 150.0:
        x, y = 0.0, y + 20.0
    parts.append(tag("rect", x=place(x), y=place(y - 11.0), width=22, height=13, class_="believed"))
    parts.append(words(x + 28.0, y, "nine cars in ten", "label"))
    return parts, y + 40.0


def _strip(found: Timeline, top: float, width: int) -> list[Html]:
    time = _time(found, LEFT, width - RIGHT)
    scale = Scale(0.0, 1.0, top + STRIP, top)
    days = [one.on for one in found.moments]
    chances = [(0.0, one.programme.ever, one.programme.ever) for one in found.moments]
    parts = [words(time.start, top - 10.0, "How likely the car comes", "head")]
    for share in (0.0, 0.5, 1.0):
        parts.append(line(time.start, scale(share), time.end, scale(share), "grid"))
        parts.append(words(time.start - 6.0, scale(share) + 4.0, percent(share), "tick", "end"))
    parts += _years(time, top + STRIP)
    return [*parts, *_steps(days, chances, time, scale), *_variants(found, time, top)]


def _variants(found: Timeline, time: Scale, top: float) -> list[Html]:
    """Where the belief turns to another variant of the car, its name, if there is room for it."""
    turns: list[tuple[float, str]] = []
    before: str | None = None
    for one in found.moments:
        if one.variant != before and one.variant is not None:
            turns.append((time(float(one.on.toordinal())), one.variant))
        before = one.variant
    parts: list[Html] = []
    for (x, name), (after, _) in pairwise([*turns, (time.end, "")]):
        parts.append(line(x, top - 4.0, x, top + STRIP, "border"))
        if after - x > LETTER * len(name) + 8.0:
            parts.append(words(x + 4.0, top + STRIP - 8.0, name, "tick"))
    return parts


def _panel(one: Panel, time: Scale, top: float) -> list[Html]:
    low, high = rounded(*one.reach, 4) if one.reach[0] < one.reach[1] else (0.0, 1.0)
    scale = Scale(low, high, top + TALL, top)
    head = f"{capital(WORDS[one.key])}, {unit_of(one.key)}"
    parts = [words(time.start, top - 10.0, head, "head")]
    for tick in scale.ticks(4):
        parts.append(line(time.start, scale(tick), time.end, scale(tick), "grid"))
        parts.append(words(time.start - 6.0, scale(tick) + 4.0, significant(tick), "tick", "end"))
    parts += _years(time, top + TALL)
    parts += _steps(one.days, one.bands, time, scale)
    if one.truth is not None:
        y = scale(one.truth)
        parts.append(line(time.start, y, time.end, y, "came"))
        came = measured_of(one.key, one.truth)
        parts.append(words(time.end, y - 6.0 if y > top + 16.0 else y + 16.0, came, "tick", "end"))
    parts += [_mark(mark, time, scale) for mark in sorted(one.marks, key=lambda m: not m.aside)]
    return parts


def _steps(
    days: Sequence[datetime.date],
    bands: Sequence[tuple[float, float, float]],
    time: Scale,
    scale: Scale,
) -> list[Html]:
    ends = [*(time(float(day.toordinal())) for day in days), time.end]
    low, middle, high = ([] for _ in range(3))
    for place_, band in enumerate(bands):
        for x in (ends[place_], ends[place_ + 1]):
            for points, value in zip((low, middle, high), band, strict=True):
                points.append((x, scale(value)))
    return [
        tag("path", d=path([*low, *reversed(high)], closed=True), class_="believed"),
        tag("path", d=path(middle), class_="middling"),
    ]


def _mark(mark: Mark, time: Scale, scale: Scale) -> Html:
    x = min(max(time(float(mark.on.toordinal())), time.start), time.end)
    ends = [min(max(value, scale.low), scale.high) for value in (mark.low, mark.high)]
    y = [scale(value) for value in ends]
    kind = f"mark {mark.look}{' aside' if mark.aside else ''}"
    parts = [_dot(x, 0.5 * (y[0] + y[1]), kind, mark.hint)]
    if y[0] - y[1] > 2.0 * RADIUS:
        parts.insert(0, line(x, y[0], x, y[1], f"span {kind}"))
    return join(parts)


def _dot(x: float, y: float, kind: str, hint: str = "") -> Html:
    inside = [tag("title", hint)] if hint else []
    return tag("circle", *inside, cx=place(x), cy=place(y), r=place(RADIUS), class_=kind)


def _years(time: Scale, base: float) -> list[Html]:
    first = datetime.date.fromordinal(int(time.low)).year
    last = datetime.date.fromordinal(int(time.high)).year
    room = (time.end - time.start) / max(last - first, 1)
    every = max(1, round(34.0 / room + 0.49))
    parts = [line(time.start, base, time.end, base, "axis")]
    for year in range(first + 1, last + 1):
        x = time(float(datetime.date(year, 1, 1).toordinal()))
        parts.append(line(x, base, x, base + 5.0, "axis"))
        if (year - first - 1) % every == 0 and x < time.end - 12.0:
            parts.append(words(x, base + 18.0, str(year), "tick", "middle"))
    return parts
