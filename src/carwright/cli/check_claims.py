"""carwright check-claims: each claim of a car against what is known without it."""

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from carwright.cli.checked import asked_day, claim_document
from carwright.cli.output import print_json, print_text
from carwright.cli.telling import progress

if TYPE_CHECKING:
    from carwright.belief.plausible import Checked

WIDTH_IN_PIPE = 150
"""Width of the table where there is no terminal [characters]."""
MOST_NEEDS = 2
"""So many changes stand in the table; JSON has them all."""


def check_claims(car: str, /, *, on: str | None = None, json: bool = False) -> None:
    """Hold every number that is claimed of a car against what is known without that claim.

    Parameters
    ----------
    car
        id of a car of the garage, or path of a car file
    on
        as of this day, that day included: YYYY-MM-DD, YYYY-MM or YYYY; by default today
    json
        print one JSON document
    """
    from carwright.cli.kept_answer import kept_answer
    from carwright.settle.kept_car import kept_car
    from carwright.settle.provenance import provenance

    day = asked_day(on)
    settled = kept_car(car, day)
    name = settled.head.id
    with progress(f"checking what is claimed of {name}"):
        answer = kept_answer("check-claims", settled, (), lambda: _answer(car, day))
    if json:
        told = {"car": name, "on": day.isoformat(), "claims": answer["claims"]}
        print_json({"schema_version": 1, **told, "provenance": provenance(settled, "float64")})
        return
    _print(name, day.isoformat(), answer["rows"])


def _answer(car: str, day: date) -> dict[str, Any]:
    """What there is to say, as plain data."""
    from carwright.belief.kept_belief import keeping
    from carwright.carfile import load
    from carwright.cli.precision import prepare

    car_file = load(car)
    prepare()
    from carwright.belief.plausible import check_claims as checked_claims

    with keeping():
        found = checked_claims(car_file, day)
    return {
        "claims": [claim_document(one) for one in found],
        "rows": [_cells(one) for one in found],
    }


def _print(car: str, day: str, found: Sequence[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    if not found:
        print_text(f"no number was claimed of {car} by {day}: carwright belief {car}")
        return
    title = f"What is claimed of {car} by {day}, against what is known without each claim"
    table = Table("claim", title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("said by")
    table.add_column("5 to 95 % without it", justify="right", no_wrap=True)
    table.add_column("of 100 cars", justify="right", no_wrap=True)
    table.add_column("slip, or what it needs")
    for one in found:
        table.add_row(*(escape(cell) for cell in one))
    Console(width=None if sys.stdout.isatty() else WIDTH_IN_PIPE).print(table)
    print_text(
        "of 100 cars: how many believable ones reach the claim; ~: a rough estimate.\n"
        "Physics cannot judge prices, dates, or an ordinary claim that fails later."
    )


def _cells(one: "Checked") -> tuple[str, ...]:
    from carwright.belief.verdict import claim_in_words, listed, needs_in_words, number

    claim, (low, _, high) = one.heard.claim, one.predicted.band
    band = f"{number(one.heard.key, low)} to {number(one.heard.key, high)}"
    rough = "~" if one.predicted.estimate else ""
    return (
        " ".join([claim_in_words(one.heard), *([f"({claim.variant})"] if claim.variant else [])]),
        f"{one.heard.source.by}, {claim.date}",
        rough + band,
        f"{100 * one.plausibility:.0f}",
        _told(one, listed, needs_in_words),
    )


def _told(one: "Checked", listed: Any, needs_in_words: Any) -> str:
    if one.slip:
        return f"slip: {one.slip}"
    if one.broken:
        return f"cannot be: {listed(list(one.broken))}"
    if one.nearest is None:
        return ""
    return listed(needs_in_words(one.nearest.changes)[:MOST_NEEDS])
