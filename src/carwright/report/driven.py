"""Driven: what was driven, in what air, and the headline of what came out."""

import numpy as np

from carwright.conditions import REFERENCE_AIR
from carwright.report.claims import headline
from carwright.report.comparison import PROCEDURES as RATED
from carwright.report.markup import Html, bullets, join, paragraph, section, tag
from carwright.report.study import PROCEDURES, SHORT, Driven, Study
from carwright.report.tables import Row, cards
from carwright.report.words import claimed, difference, measured, percent
from carwright.run.results import warnings
from carwright.units import from_si
from carwright.world.cycle import Cycle


def driven(study: Study) -> Html:
    """Return the section on what was driven.

    Args:
        study: what the page rests on.
    """
    heads = ("Cycle", "Laid down in", "Distance", "Time", "Mean speed", "Top speed", "Standing")
    rows = [_row(cycle) for cycle in study.cycles]
    found = [f"{car.name}: {words}" for car in study.cars for words in warned(car, study)]
    said = bullets(found) if found else paragraph("No car fell short of any cycle; no warnings.")
    return section(
        "driven",
        "What was driven",
        tiles(study),
        paragraph(*_conditions(study)),
        cards("The cycles", heads, rows, number_columns=range(1, 6)),
        said,
    )


def warned(car: Driven, study: Study) -> list[str]:
    """Return what a reader must know of the drives of a car.

    Args:
        car: the car.
        study: what the page rests on.
    """
    return [
        f"{SHORT[cycle.id]}: {words}"
        for cycle in study.cycles
        for words in warnings(car.runs[cycle.id].summary(), REFERENCE_AIR)
    ]


def tiles(study: Study) -> Html:
    """Return the headline figures: range on each cycle beside the maker's claim.

    Args:
        study: what the page rests on.
    """
    parts = [_tile(study, cycle) for cycle in study.cycles]
    return tag("div", *parts, class_="tiles")


def _tile(study: Study, cycle: Cycle) -> Html:
    car = study.main
    lines: list[object] = [
        tag("b", measured(car.range(cycle.id), "km")),
        tag("span", f"on {SHORT[cycle.id]} alone, simulated"),
        tag("span", f"{measured(car.consumption(cycle.id), 'Wh/km')} at the battery"),
    ]
    for procedure, driven in PROCEDURES.items():
        found = headline(study, car, procedure) if driven == cycle.id else None
        if found is not None:
            claim, who = found
            rated = f"{measured(claim.simulated or 0.0, 'km')} in the {RATED[procedure]} test"
            told = f"{claimed(claim.claim)} km claimed by {who}"
            apart = f"the test {difference(claim.difference or 0.0)} against that claim"
            lines += [tag("span", words) for words in (rated, told)]
            lines.append(tag("span", apart, class_="against"))
    return tag("div", *lines)


def _conditions(study: Study) -> list[object]:
    run = study.main.runs[study.cycles[0].id]
    car = study.main.car
    load = study.main.settled.values["load_kg"]
    mass = measured(from_si("mass_kg", float(car.body.mass)), "kg")
    air = measured(from_si("air_c", REFERENCE_AIR), "°C")
    density = measured(float(car.reference_density), "kg/m³", 3)
    return [
        "Each car followed the asked speed from second to second on a dry level road in still air "
        "of ",
        tag("strong", air),
        f". The {study.main.name} weighed {mass} on the road, {measured(load, 'kg')} of it driver "
        f"and bags, in air of {density}, and started at {percent(float(run.start_charge))} on the "
        "display. Cells, motors and inverters started at the temperature of the air, tyres and "
        "gear oil warm. Nothing heated or cooled the cabin.",
    ]


def _row(cycle: Cycle) -> Row:
    speed = np.asarray(cycle.speed)
    standing = float(np.mean((speed[1:] == 0.0) & (speed[:-1] == 0.0)))
    kmh = [from_si("speed_kmh", v) for v in (cycle.distance / cycle.duration, float(speed.max()))]
    return Row(
        join([SHORT[cycle.id], tag("span", cycle.name, class_="sub")]),
        (
            cycle.regulation,
            measured(from_si("distance_km", cycle.distance), "km", 1),
            measured(from_si("time_min", cycle.duration), "min"),
            measured(kmh[0], "km/h", 1),
            measured(kmh[1], "km/h"),
            percent(standing),
        ),
    )
