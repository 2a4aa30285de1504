"""Side by side: the car of the talk, the car that came and its rivals in one table."""

from collections.abc import Callable

from carwright.report.markup import Html, join, paragraph, tag
from carwright.report.study import SHORT, Driven, Study
from carwright.report.tables import Row, table
from carwright.report.words import NOTHING, measured, number, percent, significant

ESTIMATED = tag("span", "est.", class_="est", title="estimated: no source states it of this car")
"""The mark of a number that nobody has said of the car."""
TESTS = {"wltp": "WLTP", "cltc": "CLTC", "epa": "EPA, label"}
"""Tests by which ranges are told, and their names."""
DRIVEN_AXLES = {(True, True): "front and rear", (True, False): "front", (False, True): "rear"}
"""Driven axles in words, by whether front and rear have a machine."""


def side_by_side(study: Study) -> Html:
    """Return the table of all cars.

    Args:
        study: what the page rests on.
    """
    cars = study.cars
    heads = ["", *(_head(study, car) for car in cars)]

    def row(name: object, cell: Callable[[Driven], object]) -> Row:
        return Row(name, [cell(car) for car in cars])

    rows: list[Row | str] = [
        "The car",
        row("Mass ready to drive", lambda car: value(car, "kerb_mass_kg", "kg")),
        row("Drag area", _drag_area),
        row("Battery, gross", lambda car: value(car, "battery_gross_energy_kwh", "kWh", 1)),
        row("Battery, usable", lambda car: value(car, "battery_usable_energy_kwh", "kWh", 1)),
        row("Peak power", _power),
        row("Driven axles", _axles),
        "Simulated: consumption at the battery",
        *(row(SHORT[c.id], _consumption(c.id)) for c in study.cycles),
        "Simulated: range, as rated",
        *(row(name, _range(study, key)) for key, name in TESTS.items()),
        "What it rests on",
        row("Figures that are estimates", _share),
    ]
    caption = "What is known or estimated of each car, and what it does in simulation"
    note = paragraph(
        ESTIMATED,
        " marks a number that no source states of that car: it is from memory, follows from others "
        "by a rule, or is what is usual of its class. Small print under it is the band that holds "
        "about nine cars in ten.",
        class_="note",
    )
    return join([table(caption, heads, rows, even=True), note])


def value(car: Driven, key: str, unit: str, places: int = 0) -> Html:
    """Return a figure of a car with its unit, its mark where it is estimated, and its band.

    Args:
        car: the car.
        key: key of the figure.
        unit: as people write it.
        places: decimal places.
    """
    origin = car.settled.origins[key]
    parts: list[object] = [measured(car.settled.values[key], unit, places)]
    if origin.kind == "estimate":
        parts += [" ", ESTIMATED]
    if origin.low is not None and origin.high is not None:
        band = f"{significant(origin.low)} to {significant(origin.high)}"
        parts.append(tag("span", band, class_="sub"))
    return join(parts)


def _head(study: Study, car: Driven) -> Html:
    role = "the car of the talk" if car is study.talk else "rival"
    if car is study.main:
        role = "the car that came" if study.talk is not None else "this car"
    year = f", {car.file.year}" if car.file.year and str(car.file.year) not in car.name else ""
    return join([tag("span", role, class_="sub"), car.name, year])


def _drag_area(car: Driven) -> Html:
    keys = ("drag_coefficient", "frontal_area_m2")
    coefficient, area = (car.settled.values[key] for key in keys)
    marks = [[" ", ESTIMATED] if car.settled.origins[k].kind == "estimate" else [] for k in keys]
    told = (
        ["coefficient ", significant(coefficient, 3), *marks[0]],
        ["area ", measured(area, "m²", 2), *marks[1]],
    )
    return join(
        [
            measured(coefficient * area, "m²", 3),
            *([" ", ESTIMATED] if any(marks) else []),
            *(tag("span", *line, class_="sub") for line in told),
        ]
    )


def _power(car: Driven) -> Html:
    keys = [f"{side}_peak_power_kw" for side in _sides(car)]
    total = sum(car.settled.values[key] for key in keys)
    marked = any(car.settled.origins[key].kind == "estimate" for key in keys)
    return join([measured(total, "kW"), *([" ", ESTIMATED] if marked else [])])


def _axles(car: Driven) -> str:
    sides = _sides(car)
    return DRIVEN_AXLES.get(("front" in sides, "rear" in sides), NOTHING)


def _sides(car: Driven) -> list[str]:
    return [s for s in ("front", "rear") if car.settled.choices[f"{s}_machine"] != "none"]


def _consumption(cycle: str) -> Callable[[Driven], str]:
    return lambda car: measured(car.consumption(cycle), "Wh/km", 0)


def _range(study: Study, procedure: str) -> Callable[[Driven], str]:
    return lambda car: measured(study.trial.of(car.file.id, f"range_{procedure}_km"), "km")


def _share(car: Driven) -> Html:
    share = len(car.estimated) / len(car.used)
    told = f"{number(len(car.estimated))} of {number(len(car.used))}"
    return join([percent(share), tag("span", told, class_="sub")])
