"""carwright compare: cars as columns, what is known and what is simulated of each as rows."""

import csv
import math
import sys
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carwright.cli.checked import asked_day
from carwright.cli.output import print_json, print_text, refuse_to_overwrite
from carwright.cli.telling import progress
from carwright.errors import InputError
from carwright.units import unit

if TYPE_CHECKING:
    from carwright.report.comparison import Compared

ROW_WIDTH, CAR_WIDTH = 32, 26
"""Width of the column of rows and of a car's, by which a terminal is filled [characters]."""
_PLACES = {"s": 2, "kWh": 1}
"""Decimal places of some units; none for the others."""


def compare(
    *cars: str,
    out: str | None = None,
    belief: bool = False,
    on: str | None = None,
    json: bool = False,
) -> None:
    """Put cars side by side: size, ratings by four regulators, sprint, top speed, motorway range.

    Parameters
    ----------
    cars
        two or more: ids of the garage, or paths of car files
    out
        file for the table, .csv
    belief
        say too how likely each car beats each other one, given all that is said of them
    on
        as of this day, that day included, with beliefs: YYYY-MM-DD, YYYY-MM or YYYY; by default
        today
    json
        print one JSON document
    """
    if len(cars) < 2:
        raise InputError(
            "a comparison takes two cars or more",
            value=", ".join(cars) or None,
            remedy="carwright compare CAR CAR...; the cars that come with it: carwright garage",
        )
    from carwright.cli.precision import prepare
    from carwright.settle.kept_car import kept_car

    day = asked_day(on)
    settled = [kept_car(car, day) for car in cars]
    if out is not None:
        if Path(out).suffix.lower() != ".csv":
            raise InputError("the table is saved as CSV", file=out, key="ending", allowed=".csv")
        refuse_to_overwrite(out, *(car.head.path for car in settled))
    with progress(f"comparing {len(settled)} cars"):
        prepare()
        from carwright.report import comparison

        found = comparison.compare(settled)
        cars_told = [_document(car) for car in found]
        result = {"schema_version": 1, "on": day.isoformat(), "cars": cars_told}
        if belief or on is not None:
            from carwright.belief.versus import document
            from carwright.carfile import load

            result["belief"] = document([load(name) for name in cars], day)
    if out is not None:
        from carwright.whole_file import write_whole

        write_whole(out, _csv(result["cars"], comparison.ROWS).encode())
    if json:
        print_json(result)
    else:
        _print(result["cars"], comparison.ROWS, out)
        if "belief" in result:
            _print_belief(result["belief"])


def _document(car: "Compared") -> dict[str, Any]:
    from carwright.report.comparison import ROWS
    from carwright.settle.provenance import provenance

    file, numbers = car.settled.car_file, car.numbers
    return {
        "id": file.id,
        "name": file.name,
        "maker": file.maker,
        "year": file.year,
        **{key: numbers[key] if math.isfinite(numbers[key]) else None for key in ROWS},
        "estimated": list(car.estimated),
        "warnings": list(car.warnings),
        "provenance": provenance(car.settled, "float64"),
    }


def _csv(cars: Sequence[dict[str, Any]], rows: Mapping[str, str]) -> str:
    """One column a car, and one that says of each number whether it is an estimate."""
    sink = StringIO()
    sink.write(f"# carwright: {cars[0]['provenance']['carwright']}\n")
    for car in cars:
        rests_on = car["provenance"]
        sink.write(f"# {car['id']}: {rests_on['car_file_sha256']} {rests_on['car_file']}\n")
    table = csv.writer(sink, lineterminator="\n")
    heads = [head for car in cars for head in (car["id"], f"{car['id']} is")]
    table.writerow(["row", *heads])
    for key in rows:
        cells = [cell for car in cars for cell in (car[key], _how(car, key))]
        table.writerow([key, *cells])
    return sink.getvalue()


def _how(car: dict[str, Any], key: str) -> str:
    from carwright.report.comparison import KNOWN

    if key in car["estimated"]:
        return "estimated"
    return "known" if key in KNOWN else "simulated"


def _print(cars: Sequence[dict[str, Any]], rows: Mapping[str, str], out: str | None) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    terminal = sys.stdout.isatty()
    width = Console().width if terminal else ROW_WIDTH + CAR_WIDTH * len(cars)
    side_by_side = max((width - ROW_WIDTH) // CAR_WIDTH, 1)
    for first in range(0, len(cars), side_by_side):
        shown = cars[first : first + side_by_side]
        table = Table("", box=None, pad_edge=False)
        for car in shown:
            table.add_column(escape(f"{car['maker']} {car['name']}"), justify="right")
        for key, words in rows.items():
            table.add_row(words, *(_shown(car, key) for car in shown))
        Console(width=width).print(table)
    lines = [
        f"as known on {cars[0]['provenance']['on']}; est.: no source says it of the car; simulated "
        "rows rest on figures of both kinds"
    ]
    lines += [f"{car['id']}: the {_variant(car)} is meant" for car in cars if _variant(car)]
    lines += [f"{car['id']}: {warning}" for car in cars for warning in car["warnings"]]
    print_text("\n".join([*lines, *([f"the table is in {out}"] if out else [])]))


def _variant(car: dict[str, Any]) -> str:
    """The variant that is meant, where the name of the car does not say it."""
    variant = car["provenance"]["variant"] or ""
    return "" if car["name"].endswith(variant) else variant


def _shown(car: dict[str, Any], key: str) -> str:
    value, mark = car[key], " est." if key in car["estimated"] else ""
    if value is None:
        return "not reached"
    if not unit(key):
        return f"{100 * value:.0f} %"
    return f"{value:,.{_PLACES.get(unit(key), 0)}f} {unit(key)}{mark}"


def _print_belief(found: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from carwright.belief.headline_keys import MORE_IS_BETTER, WORDS, unit_of

    names = [car["car"] for car in found["cars"]]
    pairs = list(dict.fromkeys((one["car"], one["other"]) for one in found["beats"]))
    table = Table(f"believed on {found['on']}", title="", box=None, pad_edge=False)
    for name in names:
        table.add_column(escape(name), justify="right")
    for one, other in pairs:
        table.add_column(escape(f"{one} beats {other}"), justify="right")
    for key in MORE_IS_BETTER:
        bands = [car["headline"][key] for car in found["cars"]]
        cells = [f"{_number(key, band['p05'])} to {_number(key, band['p95'])}" for band in bands]
        chances = [one["probability"] for one in found["beats"] if one["figure"] == key]
        shares = [f"{chance:.0%}" for chance in chances]
        table.add_row(f"{WORDS[key]}, {unit_of(key)}", *cells, *shares)
    apart = [f"{car['car']}: {one['sentence']}" for car in found["cars"] for one in car["apart"]]
    terminal = sys.stdout.isatty()
    width = None if terminal else ROW_WIDTH + CAR_WIDTH * (len(names) + len(pairs))
    Console(width=width).print(table)
    held = "less beats more of mass, price, consumption and time; bands hold nine cars in ten"
    print_text("\n".join([held, *apart]))


def _number(key: str, value: float) -> str:
    from carwright.belief.headline_keys import unit_of

    return f"{value:,.{_PLACES.get(unit_of(key), 0)}f}"
