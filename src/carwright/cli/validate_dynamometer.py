"""carwright validate dynamometer: a car on a chassis dynamometer beside itself in simulation."""

import sys
from typing import TYPE_CHECKING

from carwright.cli.output import print_json, print_text
from carwright.cli.telling import progress
from carwright.units import from_si

if TYPE_CHECKING:
    from carwright.validate.dynamometer import BenchValidation, Tested

WIDTH_IN_PIPE = 160
"""Width of the tables where there is no terminal [characters]."""


def validate_dynamometer(file: str, car: str, out: str | None, *, json: bool) -> None:
    """Simulate the tests of a file and print them beside what was measured.

    Args:
        file: the tests, a CSV file.
        car: an id of the garage or the path of a car file.
        out: CSV file for every row.
        json: whether to print one JSON document.
    """
    from carwright.cli.precision import prepare
    from carwright.whole_file import write_whole

    with progress(f"simulating the tests of {file}"):
        prepare()
        from carwright.validate.dynamometer import validate_dynamometer as simulated
        from carwright.validate.dynamometer_documents import document, table

        found = simulated(file, car)
    if out is not None:
        write_whole(out, table(found).encode())
    if json:
        print_json(document(found))
    else:
        _print(found)


def _print(found: "BenchValidation") -> None:
    from rich.console import Console

    groups = found.by_temperature()
    scored = sum(len(group) for group in groups)
    print_text(
        f"{found.settled.car_file.id} on the dynamometer of {found.file}: "
        f"{scored} of {len(found.tests)} rows scored"
    )
    console = Console(width=None if sys.stdout.isatty() else WIDTH_IN_PIPE)
    for group in groups:
        airs = [from_si("cell_c", one.row.air) for one in group if one.row.air is not None]
        mean = found.mae(group)
        head = f"{min(airs):.0f} to {max(airs):.0f} C: mean error {100 * (mean or 0.0):.1f} %"
        console.print(_table(head, group))
    left = [one for one in found.tests if one.error is None]
    if left:
        console.print(_left_out(left))


def _table(head: str, group: "list[Tested]"):
    from rich.markup import escape
    from rich.table import Table

    table = Table("test", title=head, title_justify="left", box=None, pad_edge=False)
    table.add_column("cycle")
    table.add_column("start")
    for name in ("cell C", "measured Wh/km", "simulated", "error"):
        table.add_column(name, justify="right", no_wrap=True)
    for one in group:
        row = one.row
        table.add_row(
            escape(row.test),
            escape(row.name),
            "cold" if row.cold else "hot",
            f"{from_si('cell_c', row.air or 0.0):.0f}",
            f"{from_si('_wh_per_km', row.consumption or 0.0):.1f}",
            f"{from_si('_wh_per_km', one.simulated or 0.0):.1f}",
            f"{100 * (one.error or 0.0):+.1f} %",
        )
    return table


def _left_out(left: "list[Tested]"):
    from rich.markup import escape
    from rich.table import Table

    table = Table("test", title="not scored", title_justify="left", box=None, pad_edge=False)
    table.add_column("cycle")
    table.add_column("why")
    for one in left:
        table.add_row(escape(one.row.test), escape(one.row.name), escape(one.why))
    return table
