"""carwright belief: what can be believed of a car on a date, and what that rests on."""

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

from carwright.cli.checked import asked_day
from carwright.cli.output import print_json, print_text
from carwright.cli.telling import progress
from carwright.errors import InputError

if TYPE_CHECKING:
    from carwright.carfile.schema import CarFile

FEWEST_CARS, MOST_CARS = 256, 65_536
"""Believable cars that can be asked for."""
WIDTH_IN_PIPE = 160
"""Width of the tables where there is no terminal [characters]."""
_LOOKS: dict[str, Any] = {"title_justify": "left", "box": None, "pad_edge": False}


def belief(
    car: str,
    /,
    *,
    on: str | None = None,
    cars: int | None = None,
    variant: str | None = None,
    json: bool = False,
) -> None:
    """Say what can be believed of a car: bands of its figures, and whether and when it comes.

    Parameters
    ----------
    car
        an id of the garage, or the path of a car file
    on
        as of this day, that day included: YYYY-MM-DD, YYYY-MM or YYYY; by default today
    cars
        believable cars, 256 to 65536; by default 4096
    variant
        variant of the car; by default the one that is most spoken of by then
    json
        print one JSON document
    """
    from carwright.cli.kept_answer import kept_answer
    from carwright.settle.kept_car import kept_car

    day = asked_day(on)
    check_count(cars)
    settled = kept_car(car, day)
    with progress(f"weighing what is said of {settled.head.id}"):
        asked = (variant, cars)
        found = kept_answer("belief", settled, asked, lambda: _answer(car, day, variant, cars))
    if json:
        print_json(found)
    else:
        _print(found)


def _answer(car: str, day: date, variant: str | None, cars: int | None) -> dict[str, Any]:
    """What there is to say, as plain data."""
    from carwright.carfile import load
    from carwright.cli.precision import prepare

    car_file = load(car)
    check_variant(car_file, variant)
    prepare()
    from carwright.belief.belief import believed
    from carwright.belief.document import document
    from carwright.belief.kept_belief import keeping
    from carwright.belief.programme import programme
    from carwright.belief.scene import CARS, Asking, scene

    asking = Asking(day, variant=variant, count=cars or CARS)
    with keeping():
        return document(believed(scene(car_file, asking)), programme(car_file, day))


def check_count(cars: int | None) -> None:
    """Refuse a number of believable cars that is too small to tell, or too large to hold.

    Args:
        cars: what was asked for; None is the usual.

    Raises:
        InputError: if it is outside the bounds.
    """
    if cars is not None and not FEWEST_CARS <= cars <= MOST_CARS:
        raise InputError(
            "so many believable cars cannot be drawn",
            key="--cars",
            value=cars,
            allowed=f"{FEWEST_CARS} to {MOST_CARS}",
        )


def check_variant(car_file: "CarFile", variant: str | None) -> None:
    """Refuse a variant of which a car file does not speak.

    Args:
        car_file: the car file.
        variant: what was asked for; None is the usual.

    Raises:
        InputError: if no claim is of this variant.
    """
    if variant is None:
        return
    parts = (car_file.figures, car_file.claims, car_file.programme)
    claims = [claim for part in parts for of_key in part.values() for claim in of_key]
    named = sorted({claim.variant for claim in claims if claim.variant})
    if variant.casefold() not in {name.casefold() for name in named}:
        raise InputError(
            "nothing is said of this variant",
            file=car_file.path,
            key="--variant",
            value=variant,
            allowed=", ".join(named) or "the car has only one",
        )


def in_words(key: str, value: float) -> str:
    """Return a number without its unit, as precise as its size asks for.

    Args:
        key: key with unit.
        value: in that unit.
    """
    places = 0 if abs(value) >= 100.0 else 1 if abs(value) >= 10.0 else 2
    return f"{100.0 * value:.0f} %" if key.endswith("_share") else f"{value:,.{places}f}"


def _print(found: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from carwright.belief.headline_keys import WORDS, unit_of

    variant = f", {found['variant']}" if found["variant"] else ""
    title = f"{found['maker']} {found['name']}{variant}: what can be believed on {found['on']}"
    table = Table("", title=escape(title), **_LOOKS)
    for head in ("5 %", "middle", "95 %", "simulated"):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("unit")
    for key, band in found["headline"].items():
        numbers = (in_words(key, band[point]) for point in ("p05", "p50", "p95"))
        has = found["simulated"].get(key)
        told = "" if has is None else in_words(key, has)
        table.add_row(WORDS[key], *numbers, told, unit_of(key))
    known = Table("figure somebody has said", title="", **_LOOKS)
    known.add_column("5 to 95 %", justify="right", no_wrap=True)
    known.add_column("known from")
    for key, band in found["figures"].items():
        if band["known_from"]:
            ends = " to ".join(in_words(key, band[point]) for point in ("p05", "p95"))
            known.add_row(key, ends, band["known_from"])
    weighed = Table("what counts", title="", **_LOOKS)
    weighed.add_column("said by")
    weighed.add_column("how past claims of its kind did")
    for claim in found["claims"]:
        said = claim["said"]
        number = f"{said:g}" if isinstance(said, float) else str(said)
        what = " ".join(part for part in (claim["key"], number, claim["procedure"]) if part)
        did = claim["weighed"].partition(": ")[2]
        cells = (what, f"{claim['by']}, {claim['date']}", did)
        weighed.add_row(*(escape(text) for text in cells))
    console = Console(width=None if sys.stdout.isatty() else WIDTH_IN_PIPE)
    for one in (table, known, weighed):
        if one.row_count:
            console.print(one)
    print_text("\n".join(_lines(found)))


def _lines(found: dict[str, Any]) -> list[str]:
    coming, sold = found["programme"], found["on_sale"]
    lines = ["", *(one["sentence"] for one in found["apart"])]
    lines.append(f"Will it come: {found['told']}.")
    if coming["ever"] < 1.0:
        lines.append(f"If it comes, on sale from {sold['p05']} to {sold['p95']} in nine of ten.")
    lines += [
        f"{one['said']} ({one['source']}, {one['date']}) counts nothing: {one['why']}."
        for one in found["not_counted"]
    ]
    lines += [
        f"{one['key']} {one['said']} ({one['by']}, {one['date']}) leaves no room beside the rest: "
        f"claims of its kind are so far off in {one['heard']:.1%}."
        for one in found["conflicts"]
    ]
    settled = "settled" if found["converged"] else "not settled"
    lines.append(f"{found['cars']} believable cars, {found['ess']:.0f} in effect, {settled}.")
    return [*lines, *(f"Note: {note}." for note in found["notes"])]
