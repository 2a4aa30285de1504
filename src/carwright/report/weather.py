"""Weather: how far the car goes from a frosty night to a hot day, and a cold morning."""

import numpy as np

from carwright.report.markup import Html, join, paragraph, section, tag
from carwright.report.study import SHORT, SHOWN, Study
from carwright.report.svg import (
    NARROW,
    Scale,
    figure,
    line,
    path,
    picture,
    rounded,
    words,
)
from carwright.report.tables import Row, cards, table
from carwright.report.weathered import AIR_C, MILD_C, MORNING_C, SPEEDS_KMH, Weathered
from carwright.report.words import difference, measured, number
from carwright.units import from_si

LEFT, RIGHT, TOP, TALL = 44.0, 12.0, 34.0, 230.0
"""Room beside and over the picture, and its height [px]."""


def weather(study: Study) -> Html:
    """Return the section on ranges by weather and the cold morning.

    Args:
        study: what the page rests on.
    """
    found, name = study.weathered, study.main.name
    text = (
        f"The car stands in the air of each point until every part of it is as cold or hot, starts "
        f"full, and drives {SHORT[SHOWN]} after {SHORT[SHOWN]} until it is empty: the first "
        "kilometres warm tyres, oil, cells and cabin, the others hold them. Climate keeps one "
        "person at 22 \N{DEGREE SIGN}C without sun. Climate, cabin and coolant of this car are "
        "estimates of what is usual, unless its file says otherwise."
    )
    blocks = (
        paragraph(text),
        figure(lambda width: _drawn(width, found, name), join([_told(found, name)])),
        _by_speed(found, name),
        _mornings(found, name),
        *_stops(found, name),
    )
    return section("weather", "Heat, cold and the plug", *blocks)


def _stops(found: Weathered, name: str) -> list[Html]:
    if not found.stops:
        return [paragraph(f"No station of 1,000 V charges the {name} to 80 %.")]
    told = "; ".join(
        f"{one.name} (cells at {number(one.cells_c)} \N{DEGREE SIGN}C) "
        f"{measured(one.minutes, 'min')}"
        for one in found.stops
    )
    words_of = (
        f"The {name} from 10 to 80 % at a station of 350 kW, 500 A and 1,000 V: {told}. How the "
        "limit of the cells falls with charge is learnt from published curves of other cars, "
        "unless the car's file has its own."
    )
    return [figure(lambda width: _curves(width, found, name, words_of), words_of)]


def _curves(width: int, found: Weathered, name: str, told: str) -> Html:
    across = Scale(0.0, 100.0, LEFT, width - RIGHT)
    most = rounded(0.0, max(float(one.power_kw.max()) for one in found.stops), 4)[1]
    up = Scale(0.0, most, TOP + TALL, TOP)
    parts = [words(LEFT, TOP - 14.0, "Power at the plug, kW", "head")]
    for tick in up.ticks(4):
        kind = "axis" if tick == 0.0 else "grid"
        parts.append(line(across.start, up(tick), across.end, up(tick), kind))
        parts.append(words(LEFT - 6.0, up(tick) + 4.0, number(tick), "tick", "end"))
    parts += [
        words(across(at), TOP + TALL + 18.0, number(at), "tick", "middle") for at in across.ticks(5)
    ]
    parts.append(words(across.end, TOP + TALL + 36.0, "charge on the display, %", "tick", "end"))
    for one, kind in zip(found.stops, ("charge", "speed", "asked"), strict=False):
        places = [
            (across(100.0 * at), up(power))
            for at, power in zip(one.charge, one.power_kw, strict=True)
        ]
        parts.append(tag("path", d=path(places), class_=f"line {kind}"))
    for order, (one, kind) in enumerate(
        zip(found.stops, ("charge", "speed", "asked"), strict=False)
    ):
        y = TOP + 14.0 + 18.0 * order
        left = across(100.0) - 190.0
        parts.append(line(left - 34.0, y - 4.0, left - 6.0, y - 4.0, f"line {kind}"))
        parts.append(words(left, y, one.name))
    size = (float(width), TOP + TALL + 42.0)
    return picture(f"plug-{width}", size, f"Fast charging of the {name}", told, *parts)


def _told(found: Weathered, name: str) -> str:
    mild = AIR_C.index(MILD_C)
    cold = AIR_C.index(MORNING_C)
    return (
        f"Range of the {name} by the air it drives in: {measured(found.warm[mild], 'km')} at "
        f"{MILD_C:.0f} \N{DEGREE SIGN}C; at {number(MORNING_C)} \N{DEGREE SIGN}C "
        f"{measured(found.warm[cold], 'km')}, {difference(found.warm[cold] / found.warm[mild] - 1)}"
        f", and {measured(found.bare[cold], 'km')} with climate off."
    )


def _drawn(width: int, found: Weathered, name: str) -> Html:
    across = Scale(AIR_C[0], AIR_C[-1], LEFT, width - RIGHT)
    most = rounded(0.0, float(max(found.warm.max(), found.bare.max())), 5)[1]
    up = Scale(0.0, most, TOP + TALL, TOP)
    parts = [words(LEFT, TOP - 14.0, "Range, km", "head")]
    for tick in up.ticks(5):
        kind = "axis" if tick == 0.0 else "grid"
        parts.append(line(across.start, up(tick), across.end, up(tick), kind))
        parts.append(words(LEFT - 6.0, up(tick) + 4.0, number(tick), "tick", "end"))
    parts += [words(across(air), TOP + TALL + 18.0, number(air), "tick", "middle") for air in AIR_C]
    parts.append(words(across.end, TOP + TALL + 36.0, "air, \N{DEGREE SIGN}C", "tick", "end"))
    for values, kind, label in (
        (found.bare, "asked", "climate off"),
        (found.warm, "charge", "cabin at 22 \N{DEGREE SIGN}C"),
    ):
        places = [(across(air), up(float(far))) for air, far in zip(AIR_C, values, strict=True)]
        parts.append(tag("path", d=path(places), class_=f"line {kind}"))
        at = 1 if width == NARROW else 2
        under = 22.0 if kind == "charge" else -24.0
        parts.append(words(places[at][0], places[at][1] + under, label, "strong"))
    size = (float(width), TOP + TALL + 42.0)
    title = f"Range of the {name} by weather"
    return picture(f"weather-{width}", size, title, _told(found, name), *parts)


def _by_speed(found: Weathered, name: str) -> Html:
    rows = [
        Row(
            f"{number(air)} \N{DEGREE SIGN}C",
            (
                measured(found.warm[place], "km"),
                *(measured(found.steady[speed][place], "km") for speed in SPEEDS_KMH),
            ),
        )
        for place, air in enumerate(AIR_C)
    ]
    heads = ("Air", SHORT[SHOWN], *(measured(speed, "km/h") for speed in SPEEDS_KMH))
    return table(f"Range of the {name} by air and speed, climate on", heads, rows, even=True)


def _mornings(found: Weathered, name: str) -> Html:
    mild = float(found.mornings[0].run.consumption_dc)
    rows = []
    for one in found.mornings:
        run = one.run
        kwh = [
            measured(from_si("energy_kwh", float(value)), "kWh", 2)
            for value in (run.totals.climate, run.totals.tyres, run.totals.friction_brakes)
        ]
        used = float(run.consumption_dc)
        more = "" if used == mild else difference(used / mild - 1.0)
        cells = from_si("cells_c", float(run.end.cell_temperature))
        rows.append(
            Row(
                one.name,
                (
                    measured(from_si("consumption_wh_per_km", used), "Wh/km"),
                    more,
                    *kwh,
                    measured(cells, "\N{DEGREE SIGN}C"),
                ),
            )
        )
    heads = ("Night before", "Used", "More", "Climate", "Tyres", "Brakes", "Cells at the end")
    caption = (
        f"The {name} on one {SHORT[SHOWN]} in the morning, at {MILD_C:.0f} and "
        f"{number(MORNING_C)} \N{DEGREE SIGN}C"
    )
    return cards(caption, heads, rows, number_columns=tuple(range(np.size(heads) - 1)))
