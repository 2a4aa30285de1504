"""Tables of measured cars beside the same cars in simulation."""

import sys
from typing import TYPE_CHECKING, Any

from carwright.cli.output import print_text

if TYPE_CHECKING:
    from carwright.validate.garage import GarageValidation
    from carwright.validate.lists import Validation
    from carwright.validate.summary import Summary

WORST = 10
"""Cars with the greatest error that are printed."""
WIDTH_IN_PIPE = 200
"""Width of the tables where there is no terminal [characters]."""
_LOOKS: dict[str, Any] = {"title_justify": "left", "box": None, "pad_edge": False}


def print_list(found: "Validation") -> None:
    """Print a list of measured cars beside the same cars in simulation.

    Args:
        found: the list, simulated.
    """
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


def print_garage(found: "GarageValidation") -> None:
    """Print the cars of the garage beside what is claimed of them.

    Args:
        found: the garage, simulated.
    """
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
