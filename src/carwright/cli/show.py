"""carwright show: every figure of a car and where it comes from."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from carwright.cli.output import print_json

if TYPE_CHECKING:
    from carwright.carfile.schema import Claim
    from carwright.settle.settle import Settled

WIDTH_IN_PIPE = 240
"""Width of the tables where there is no terminal [characters]."""
_LOOKS: dict[str, Any] = {"title_justify": "left", "box": None, "pad_edge": False}


def show(car: str, /, *, json: bool = False) -> None:
    """Show every figure of a car with its source, and what is said of it.

    Parameters
    ----------
    car
        an id of the garage, or the path of a car file
    json
        print one JSON document
    """
    from carwright.carfile import load
    from carwright.population.how_wrong import how_wrong
    from carwright.settle.known_car import known_car

    settled = known_car(load(car))
    file = settled.car_file
    day = settled.on.isoformat() if settled.on else None
    if json:
        print_json(
            {
                "schema_version": 1,
                "car": file.id,
                "name": file.name,
                "maker": file.maker,
                "variant": file.variant,
                "year": file.year,
                "on": day,
                "figures": {
                    key: {
                        "value": origin.value,
                        "how": origin.how,
                        "kind": origin.kind,
                        "source": origin.source,
                        "date": origin.date,
                        "note": origin.note,
                    }
                    for key, origin in settled.origins.items()
                },
                "claims": {
                    key: [claim.model_dump(mode="json", exclude_none=True) for claim in claims]
                    for key, claims in file.claims.items()
                },
                "how_wrong": [asdict(one) for one in how_wrong()],
            }
        )
        return
    _print(settled)


def _print(settled: "Settled") -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from carwright.carfile.as_of import called
    from carwright.population.how_wrong import how_wrong, in_words

    file = settled.car_file
    title = f"{called(file)}, as known on {settled.on}"
    figures = Table("figure", title=escape(title), **_LOOKS)
    figures.add_column("value", justify="right", no_wrap=True)
    figures.add_column("kind", no_wrap=True)
    figures.add_column("from")
    for key, origin in settled.origins.items():
        style = None if origin.how == "given" else "dim"
        value, source = _shown(origin.value), origin.source
        figures.add_row(key, escape(value), origin.kind, escape(source), style=style)
    said = Table("said of it, no input", title="", **_LOOKS)
    said.add_column("value", justify="right", no_wrap=True)
    said.add_column("how")
    said.add_column("kind", no_wrap=True)
    said.add_column("from")
    for key, claims in file.claims.items():
        for claim in claims:
            how = [claim.bound, claim.procedure, claim.side, claim.currency, claim.variant]
            how += [f"rollout {claim.rollout}"] if claim.rollout else []
            source = file.sources[claim.source]
            texts = (_said(claim), ", ".join(filter(None, how)), claim.kind, source.by)
            said.add_row(key, *(escape(text) for text in texts))
    # A pipe has no width: one line a figure, so that grep finds all of it.
    console = Console(width=None if sys.stdout.isatty() else WIDTH_IN_PIPE)
    for table in (figures, said):
        if table.row_count:
            console.print(table)
    console.print("how wrong is it? official tests of cars whose maker was never seen:")
    for one in how_wrong():
        console.print(f"  {escape(in_words(one))}", highlight=False)


def _said(claim: "Claim") -> str:
    if claim.value is not None:
        return _shown(claim.value)
    return " to ".join("" if end is None else _shown(end) for end in (claim.low, claim.high))


def _shown(value: float | str | bool) -> str:
    return f"{value:.6g}" if isinstance(value, int | float) else value
