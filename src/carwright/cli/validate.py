"""carwright validate: measured cars beside the same cars in simulation."""

import sys
from typing import TYPE_CHECKING, Any, Literal

from carwright.cli.output import print_json, print_text, progress, refuse_to_overwrite

if TYPE_CHECKING:
    from carwright.validate.garage import GarageValidation
    from carwright.validate.lists import Validation
    from carwright.validate.summary import Summary

What = Literal[
    "epa", "wltp", "label", "garage", "programmes", "claims", "dynamometer", "charging", "trips"
]
"""What can be validated."""
WORST = 10
"""Cars with the greatest error that are printed."""
WIDTH_IN_PIPE = 200
"""Width of the tables where there is no terminal [characters]."""
_LOOKS: dict[str, Any] = {"title_justify": "left", "box": None, "pad_edge": False}


def validate(  # noqa: PLR0913 (each is an option of the command)
    what: What,
    file: str | None = None,
    /,
    *,
    car: str | None = None,
    given: Literal["torque", "climate", "nothing"] | None = None,
    columns: str | None = None,
    out: str | None = None,
    json: bool = False,
) -> None:
    """Put measured cars beside the same cars in simulation: error, band and summary.

    Parameters
    ----------
    what
        epa, wltp or label: kind of the list; garage: the cars of the garage against their claims;
        programmes: announced cars, whether each came in time; claims: early claims, what could be
        believed of each the day before the final value was known; dynamometer: tests of one car
        on a chassis dynamometer; charging: power at a DC station by charge, each car built from
        energy, chemistry, voltage class and peak power alone; trips: logs of drives of one car
    file
        the list, a CSV file; for trips the folder with Trip*.csv; none for the garage
    car
        for dynamometer and trips: an id of the garage, or the path of a car file
    given
        for trips: torque (logged torque and speed), climate (speed, elevation, heater and air
        conditioning; this by default) or nothing (speed and elevation only)
    columns
        for trips: which column tells what, a YAML file or quantity=COLUMN:unit with commas between
    out
        CSV file for every number of every car
    json
        print one JSON document
    """
    _refuse(what, file, car)
    _refuse_options(what, given=given, columns=columns)
    if out is not None and file is not None:
        refuse_to_overwrite(out, file, car or file)
    if file is None:
        _garage(out, json=json)
    elif what == "trips" and car is not None:
        from carwright.cli.validate_trips import TripOptions, validate_trips

        validate_trips(file, car, TripOptions(given or "climate", columns), out, json=json)
    elif car is not None:
        from carwright.cli.validate_dynamometer import validate_dynamometer

        validate_dynamometer(file, car, out, json=json)
    elif what in _LISTS:
        _LISTS[what](file, out, json=json)
    else:
        _list(what, file, out, json=json)
    if out is not None and not json:
        print_text(f"every number is in {out}")


def _refuse(what: str, file: str | None, car: str | None) -> None:
    from carwright.errors import InputError

    if what == "garage" and file is not None:
        raise InputError(
            "the garage is in the package", key="file", value=file, remedy="leave the file out"
        )
    if what != "garage" and file is None:
        which = ("which folder?", "DIR") if what == "trips" else ("which list?", "FILE.csv")
        raise InputError(which[0], key="file", remedy=f"carwright validate {what} {which[1]}")
    if (car is not None) != (what in _OF_ONE_CAR):
        raise InputError(
            "which car was measured?" if car is None else "no car can be chosen for this list",
            key="car",
            value=car,
            remedy="--car ID, or the path of a car file" if car is None else "leave it out",
        )


def _refuse_options(what: str, **options: str | None) -> None:
    from carwright.errors import InputError

    for name, value in options.items():
        if value is not None and what != "trips":
            raise InputError(
                "this is said of drives only", key=f"--{name}", value=value, remedy="leave it out"
            )


def _list(what: str, file: str, out: str | None, *, json: bool) -> None:
    from carwright.cli.precision import prepare

    with progress(f"simulating the cars of {file}"):
        prepare()
        from carwright.validate.documents import document, table
        from carwright.validate.lists import validate as validate_list

        found = validate_list(what, file)
    _keep(out, table(found))
    if json:
        print_json(document(found))
    else:
        _print_list(found)


def _garage(out: str | None, *, json: bool) -> None:
    from carwright.cli.precision import prepare

    with progress("simulating the garage"):
        prepare()
        from carwright.validate.garage import validate_garage
        from carwright.validate.garage_documents import document, table

        found = validate_garage()
    _keep(out, table(found))
    if json:
        print_json(document(found))
    else:
        _print_garage(found)


def _programmes(file: str, out: str | None, *, json: bool) -> None:
    from carwright.validate.programmes import table, validate_programmes

    found = validate_programmes(file)
    _keep(out, table(found))
    if json:
        print_json(found.document())
    else:
        for line in found.lines():
            print_text(line)


def _claims(file: str, out: str | None, *, json: bool) -> None:
    from carwright.cli.precision import prepare

    with progress(f"simulating the cars of {file}"):
        prepare()
        from carwright.validate.first_beliefs import table, validate_claims

        found = validate_claims(file)
    _keep(out, table(found))
    if json:
        print_json(found.document())
    else:
        for line in found.lines():
            print_text(line)


def _charging(file: str, out: str | None, *, json: bool) -> None:
    from carwright.cli.precision import prepare

    with progress(f"charging the cars of {file}"):
        prepare()
        from carwright.validate.charging import validate_charging

        found = validate_charging(file)
    _keep(out, found.table())
    if json:
        print_json(found.document())
    else:
        for line in found.lines():
            print_text(line)


_LISTS = {"programmes": _programmes, "claims": _claims, "charging": _charging}
_OF_ONE_CAR = ("dynamometer", "trips")


def _keep(out: str | None, table: str) -> None:
    from carwright.whole_file import write_whole

    if out is not None:
        write_whole(out, table.encode())


def _print_list(found: "Validation") -> None:
    from rich.markup import escape
    from rich.table import Table

    from carwright.validate.documents import in_unit, unit_of

    seen = sum(car.seen for car in found.cars)
    print_text(
        f"{len(found.cars)} cars of {found.file}, {seen} of them known to the population; "
        f"{len(found.rejected)} rows rejected"
    )
    scores = {name: found.summary(name) for name in found.results}
    if 0 < seen < len(found.cars):
        scores |= {f"{name}, unseen": found.summary(name, unseen=True) for name in found.results}
    tables = [_summary_table(scores)]
    worst = Table("farthest off", title="", **_LOOKS)
    for name in ("result", "measured", "simulated", "error", "band"):
        worst.add_column(name, justify="left" if name == "result" else "right", no_wrap=True)
    pairs = [(car, name, one) for car in found.cars for name, one in car.found.items()]
    for car, name, one in sorted(pairs, key=lambda pair: -abs(pair[2].error))[:WORST]:
        numbers = in_unit(name, one)
        worst.add_row(
            escape(car.row.id) + (", seen" if car.seen else ""),
            name,
            f"{numbers['measured']:.1f} {unit_of(name)}",
            f"{numbers['simulated']:.1f}",
            _signed(one.error),
            f"{numbers['low']:.1f} to {numbers['high']:.1f}",
        )
    tables.append(worst)
    told = [(car.row.id, car.row.note) for car in found.cars if car.row.note]
    for head, rows in (
        ("rejected", [(row.id, row.why) for row in found.rejected]),
        ("to know", told),
    ):
        listed = Table(head, title="", **_LOOKS)
        listed.add_column("why")
        for row in rows:
            listed.add_row(*(escape(text) for text in row))
        tables.append(listed)
    _show(tables)


def _print_garage(found: "GarageValidation") -> None:
    from rich.markup import escape
    from rich.table import Table

    print_text(f"{found.count} cars of the garage against what is claimed of them")
    cars = Table("car", title="", **_LOOKS)
    cars.add_column("what", no_wrap=True)
    for name in ("claimed", "simulated", "error", "band"):
        cars.add_column(name, justify="right", no_wrap=True)
    cars.add_column("note")
    for one in found.compared:
        numbers = one.in_unit
        cars.add_row(
            escape(one.car),
            escape(one.what),
            f"{numbers['measured']:.1f} {one.unit}",
            f"{numbers['simulated']:.1f}",
            _signed(one.found.error),
            f"{numbers['low']:.1f} to {numbers['high']:.1f}",
            escape(one.claim.note),
        )
    left = Table("not compared", title="", **_LOOKS)
    left.add_column("why")
    for row in found.left_out:
        left.add_row(escape(row.id), escape(row.why))
    _show([_summary_table(found.summaries()), cars, left])


def _summary_table(scores: "dict[str, Summary]") -> Any:
    from rich.table import Table

    table = Table("errors", title="", **_LOOKS)
    heads = ("cars", "mean", "by maker", "median", "9 in 10 below", "bias", "in the band")
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    for name, one in scores.items():
        shares = (one.mae, one.mae_by_maker, one.median_abs, one.p90_abs)
        inside = "" if one.inside_band is None else f"{one.inside_band:.0%}"
        bias = "" if one.bias is None else _signed(one.bias)
        table.add_row(name, str(one.n), *(_percent(share) for share in shares), bias, inside)
    return table


def _show(tables: list[Any]) -> None:
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else WIDTH_IN_PIPE)
    for table in tables:
        if table.row_count:
            console.print(table)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"


def _signed(share: float) -> str:
    return f"{100 * share:+.1f} %"
