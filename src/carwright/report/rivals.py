"""Rivals: what every car used on each cycle, split by where it went."""

from carwright.report.losses import AT_TERMINALS, CELLS, Group, terms_of
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
    shown = [group for group in AT_TERMINALS if any(_uses(study, group))]
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


def _uses(study: Study, group: Group) -> list[bool]:
    return [
        abs(_per_km(car, cycle.id, group)) >= 0.05 for car in study.cars for cycle in study.cycles
    ]


def _per_km(car: Driven, cycle: str, group: Group) -> float:
    run = car.runs[cycle]
    moved = max(float(run.distance), 1.0)
    return from_si("consumption_wh_per_km", group.energy(terms_of(run)) / moved)


def _bars(width: int, study: Study, shown: list[Group], told: str) -> Html:
    narrow = width == NARROW
    left = 0.0 if narrow else 262.0
    greatest = max(car.consumption(c.id) for car in study.cars for c in study.cycles)
    scale = Scale(0.0, rounded(0.0, greatest, 4)[1], left, width - 44.0)
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
        parts.append(line(left, 34.0, left, y, "axis"))
    size = (float(width), y + 4.0)
    title = "Consumption by where it went"
    return picture(f"bars-{width}", size, title, told, *parts)


def _bar(car: Driven, cycle: str, shown: list[Group], scale: Scale, y: float) -> list[Html]:
    parts, at = [], {True: 0.0, False: 0.0}
    for group in shown:
        size = _per_km(car, cycle, group)
        start = at[size >= 0.0]
        at[size >= 0.0] = start + size
        x1, x2 = sorted((scale(start), scale(start + size)))
        hint = f"{group.name}: {measured(size, 'Wh/km', 1)}"
        parts.append(box((x1, y), (x2 - x1, BAR), f"stream {group.kind}", hint))
        if x2 - x1 > 24.0:
            parts.append(words((x1 + x2) / 2.0, y + 15.0, number(size), "on-stream", "middle"))
    total = car.consumption(cycle)
    parts.append(words(scale(at[True]) + 6.0, y + 15.0, number(total), "label strong"))
    return parts


def _key(shown: list[Group], width: int) -> tuple[Html, float]:
    parts, x, y = [], 0.0, 4.0
    for group in shown:
        room = 26.0 + 7.4 * len(group.name)
        if x + room > width + 12.0:
            x, y = 0.0, y + 20.0
        parts.append(box((x, y), (13.0, 13.0), f"stream {group.kind}"))
        parts.append(words(x + 18.0, y + 11.0, group.name, "label"))
        x += room
    return join(parts), y + 18.0


def _numbers(study: Study, cycle: str, shown: list[Group]) -> Html:
    whole = _table(study, cycle, shown)
    return whole if cycle == SHOWN else folded(f"The same on {SHORT[cycle]}", whole)


def _table(study: Study, cycle: str, shown: list[Group]) -> Html:
    cars = study.cars
    rows: list[Row | str] = [
        Row(group.name, [number(_per_km(car, cycle, group), 1) for car in cars]) for group in shown
    ]
    rows.append(
        Row("At the battery", [number(car.consumption(cycle), 1) for car in cars], "total sum")
    )
    rows.append(Row(CELLS.name, [number(_per_km(car, cycle, CELLS), 1) for car in cars]))
    rows.append(Row("Range, km", [number(car.range(cycle)) for car in cars]))
    return table(f"{SHORT[cycle]}, Wh/km", ["", *(car.name for car in cars)], rows, even=True)
