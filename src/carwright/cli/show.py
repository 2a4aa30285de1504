"""carwright show: every figure of a car and where it comes from."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from carwright.carfile.called import called
from carwright.cli.output import print_json, print_text

_SHOWN = ("value", "how", "kind", "source", "date", "note")
"""What is shown of where a figure comes from."""
_HOW = ("bound", "procedure", "side", "currency", "variant")
"""What is shown of how a claim is meant."""


def show(car: str, /, *, json: bool = False) -> None:
    """Show every figure of a car with its source, and what is said of it.

    Parameters
    ----------
    car
        an id of the garage, or the path of a car file
    json
        print one JSON document
    """
    from carwright.population.how_wrong import how_wrong
    from carwright.settle.kept_car import kept_document

    told = kept_document(car)
    if json:
        file = told["file"]
        print_json(
            {
                "schema_version": 1,
                "car": file["id"],
                "name": file["name"],
                "maker": file["maker"],
                "variant": file.get("variant"),
                "year": file.get("year"),
                "on": told["on"],
                "figures": {
                    key: {part: origin[part] for part in _SHOWN}
                    for key, origin in told["origins"].items()
                },
                "claims": told["file"]["claims"],
                "how_wrong": [asdict(one) for one in how_wrong()],
            }
        )
        return
    _print(told)


def _print(told: dict[str, Any]) -> None:
    from carwright.population.how_wrong import how_wrong, in_words

    file = told["file"]
    name = called(file["maker"], file["name"], file.get("variant"))
    figures = [
        (key, _shown(origin["value"]), origin["kind"], origin["source"])
        for key, origin in told["origins"].items()
    ]
    said = [
        (key, _said(claim), _how(claim), claim["kind"], file["sources"][claim["source"]]["by"])
        for key, claims in file["claims"].items()
        for claim in claims
    ]
    # A pipe has no width: one line a figure, so that grep finds all of it.
    tell = _draw if sys.stdout.isatty() else _tell
    tell(f"{name}, as known on {told['on']}", ("figure", "value", "kind", "from"), figures)
    if said:
        tell("", ("said of it, no input", "value", "how", "kind", "from"), said)
    print_text("how wrong is it? official tests of cars whose maker was never seen:")
    for one in how_wrong():
        print_text(f"  {in_words(one)}")


def _tell(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Write a table with a line a row; the second column is numbers."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    print_text(title)
    for row in (head, *rows):
        cells = [
            cell.rjust(width) if at == 1 else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print_text("  ".join(cells).rstrip())


def _draw(title: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Draw the same on a terminal, as wide as that is; estimates are dim."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=escape(title), title_justify="left", box=None, pad_edge=False)
    for at, name in enumerate(head):
        last = at == len(head) - 1
        table.add_column(name, justify="right" if at == 1 else "left", no_wrap=0 < at and not last)
    for row in rows:
        style = "dim" if row[-2] == "estimate" else None
        table.add_row(*(escape(cell) for cell in row), style=style)
    Console().print(table)


def _how(claim: dict[str, Any]) -> str:
    told = [claim.get(part) for part in _HOW]
    told += [f"rollout {claim['rollout']}"] if "rollout" in claim else []
    return ", ".join(filter(None, told))


def _said(claim: dict[str, Any]) -> str:
    if "value" in claim:
        return _shown(claim["value"])
    return " to ".join(_shown(claim[end]) if end in claim else "" for end in ("low", "high"))


def _shown(value: float | str | bool) -> str:
    return f"{value:.6g}" if isinstance(value, int | float) else value
