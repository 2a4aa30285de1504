"""Rivals: what every car used on each cycle, split by where it went."""

from carwright.report.losses import AT_TERMINALS, CELLS, Group, givers, terms_of
from carwright.report.markup import Html, folded, join, paragraph, section, tag
from carwright.report.study import SHORT, SHOWN, Driven, Study
from carwright.report.svg import NARROW, Scale, box, figure, line, picture, rounded, words
from carwright.report.tables import Row, table
from carwright.report.words import measured, number
from carwright.units import from_si

BAR, ROOM = 22.0, 8.0
"""Thickness of a bar and the room after it [px]."""


def rivals(study: Study) -> Html:
    """Return the section that compares the cars.

    Args:
        study: what the page rests on.
    """
    shown = [part for part in _parts(study) if any(_uses(study, part))]
    told = "; ".join(
        f"{car.name}: "
        + ", ".join(
            f"{SHORT[c.id]} {measured(car.consumption(c.id), 'Wh/km')}" for c in study.cycles
        )
        for car in study.cars
    )
    text = (
        "Bars are the energy at the terminals of the battery for each kilometre, split by where it "
        "went. Losses inside the cells come on top and stand in the table."
    )
    return section(
        "rivals",
        "Beside the others",
        paragraph(text),
        figure(
            lambda width: _bars(width, study, shown, told),
            join([tag("strong", "Consumption by where it went, Wh/km. "), "The numbers follow."]),
        ),
        *(_numbers(study, cycle.id, shown) for cycle in study.cycles),
    )


def _parts(study: Study) -> list[Group]:
    """The groups at the terminals, and each of their terms that gave in any drive of any car."""
    books = [terms_of(run) for car in study.cars for run in car.runs.values()]
    outside = [one for one in givers(books) if not set(one.terms) & set(CELLS.terms)]
    return [*AT_TERMINALS, *outside]


def _uses(study: Study, part: Group) -> list[bool]:
    return [
        abs(_per_km(car, cycle.id, part)) >= 0.05 for car in study.cars for cycle in study.cycles
    ]


def _per_km(car: Driven, cycle: str, part: Group) -> float:
    run = car.runs[cycle]
    moved = max(float(run.distance), 1.0)
    return from_si("consumption_wh_per_km", part.energy(terms_of(run)) / moved)


def _bars(width: int, study: Study, shown: list[Group], told: str) -> Html:
    narrow = width == NARROW
    left = 0.0 if narrow else 262.0
    scale = Scale(*_ends(study, shown), left, width - 44.0)
    key, y = _key(shown, width)
    parts: list[Html] = [key]
    for cycle in study.cycles:
        y += 30.0
        parts.append(words(0.0, y, SHORT[cycle.id], "head strong"))
        y += 10.0
        for car in study.cars:
            kind = "label strong" if car is study.main else "label"
            if narrow:
                parts.append(words(0.0, y + 12.0, car.name, kind))
                y += 18.0
            else:
                parts.append(words(left - 10.0, y + 15.0, car.name, kind, "end"))
            parts += _bar(car, cycle.id, shown, scale, y)
            y += BAR + ROOM
    if not narrow:
        parts.append(line(scale(0.0), 34.0, scale(0.0), y, "axis"))
    size = (float(width), y + 4.0)
    title = "Consumption by where it went"
    return picture(f"bars-{width}", size, title, told, *parts)


def _ends(study: Study, shown: list[Group]) -> tuple[float, float]:
    """How far bars go, to the left for what gives."""
    drives = [(car, cycle.id) for car in study.cars for cycle in study.cycles]
    gave, took = (
        [
            sum(_per_km(car, cycle, part) for part in shown if part.gives is side)
            for car, cycle in drives
        ]
        for side in (True, False)
    )
    return rounded(min(gave), max(took), 4)


def _bar(car: Driven, cycle: str, shown: list[Group], scale: Scale, y: float) -> list[Html]:
    parts, at = [], {True: 0.0, False: 0.0}
    for part in shown:
        size = _per_km(car, cycle, part)
        start = at[size >= 0.0]
        at[size >= 0.0] = start + size
        x1, x2 = sorted((scale(start), scale(start + size)))
        told = measured(abs(size), "Wh/km", 1)
        hint = f"{part.name} gives {told}" if part.gives else f"{part.name}: {told}"
        parts.append(box((x1, y), (x2 - x1, BAR), f"stream {part.kind}", hint))
        if x2 - x1 > 24.0:
            middle = (x1 + x2) / 2.0
            parts.append(words(middle, y + 15.0, number(abs(size)), "on-stream", "middle"))
    total = car.consumption(cycle)
    parts.append(words(scale(at[True]) + 6.0, y + 15.0, number(total), "label strong"))
    return parts


def _key(shown: list[Group], width: int) -> tuple[Html, float]:
    parts, x, y = [], 0.0, 4.0
    for part in shown:
        room = 26.0 + 7.4 * len(part.name)
        if x + room > width + 12.0:
            x, y = 0.0, y + 20.0
        parts.append(box((x, y), (13.0, 13.0), f"stream {part.kind}"))
        parts.append(words(x + 18.0, y + 11.0, part.name, "label"))
        x += room
    return join(parts), y + 18.0


def _numbers(study: Study, cycle: str, shown: list[Group]) -> Html:
    whole = _table(study, cycle, shown)
    return whole if cycle == SHOWN else folded(f"The same on {SHORT[cycle]}", whole)


def _table(study: Study, cycle: str, shown: list[Group]) -> Html:
    def row(name: str, part: Group, sign: float = 1.0) -> Row:
        return Row(name, [number(sign * _per_km(car, cycle, part), 1) for car in study.cars])

    rows: list[Row | str] = [row(part.name, part) for part in shown if not part.gives]
    rows.append(
        Row(
            "At the battery", [number(car.consumption(cycle), 1) for car in study.cars], "total sum"
        )
    )
    rows += [row(f"Given besides: {part.name.lower()}", part, -1.0) for part in shown if part.gives]
    rows.append(row(CELLS.name, CELLS))
    rows.append(
        Row("Range on this cycle alone, km", [number(car.range(cycle)) for car in study.cars])
    )
    names = ["", *(car.name for car in study.cars)]
    return table(f"{SHORT[cycle]}, Wh/km", names, rows, even=True)
