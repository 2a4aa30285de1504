"""carwright timeline: what could be believed of a car on each date with news, and who was right."""

import sys
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from carwright.cli.belief import WIDTH_IN_PIPE, check_count, check_variant, in_words
from carwright.cli.output import print_json, print_text, refuse_to_overwrite
from carwright.cli.telling import progress
from carwright.errors import InputError

PICTURES = (".svg", ".html")
"""Endings of the picture's file."""
MOST_NEWS = 2
"""News of a date that stand in the table; JSON has them all."""
_LOOKS: dict[str, Any] = {"title_justify": "left", "box": None, "pad_edge": False}


def timeline(  # noqa: PLR0913 (each is an option of the command)
    car: str,
    /,
    *,
    cars: int | None = None,
    variant: str | None = None,
    truth: str | None = None,
    output: Annotated[str | None, Parameter(name=("--output", "-o"))] = None,
    json: bool = False,
) -> None:
    """Draw what could be believed of a car on each date with news, what came, and who was right.

    Parameters
    ----------
    car
        an id of the garage, or the path of a car file
    cars
        believable cars of each date, 256 to 65536; by default 1024
    variant
        variant of the car; by default on each date the one that is most spoken of by then
    truth
        car whose file says what came; by default the car itself
    output
        file for the picture, .svg or .html
    json
        print one JSON document
    """
    from carwright.carfile import load
    from carwright.cli.precision import prepare

    check_count(cars)
    car_file = load(car)
    check_variant(car_file, variant)
    later = None if truth is None else load(truth)
    if output is not None:
        if Path(output).suffix.lower() not in PICTURES:
            raise InputError(
                "the picture is saved as SVG or HTML",
                file=output,
                key="ending",
                allowed=", ".join(PICTURES),
            )
        refuse_to_overwrite(output, *(file.path for file in (car_file, later) if file is not None))
    with progress(f"going through what was said of {car_file.id}"):
        prepare()
        from carwright.belief.timeline import CARS
        from carwright.belief.timeline import timeline as timeline_of
        from carwright.belief.timeline_document import document

        found = timeline_of(car_file, count=cars or CARS, variant=variant, later=later)
        result = document(found) | {"picture": output}
    if output is not None:
        from carwright.report.timeline_page import page, svg
        from carwright.whole_file import write_whole

        drawn = svg(found) if Path(output).suffix.lower() == ".svg" else page(found)
        write_whole(output, drawn.encode())
    if json:
        print_json(result)
    else:
        from carwright.report.timeline_panels import shown

        _print(result, shown(found))


def _print(found: dict[str, Any], keys: list[str]) -> None:
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else WIDTH_IN_PIPE)
    for one in (_dates(found, keys), _records(found)):
        if one.row_count:
            console.print(one)
    lines = [f"Note: {note}." for note in found["notes"]]
    lines += [f"The picture is in {found['picture']}."] if found["picture"] else []
    print_text("\n".join(lines))


def _dates(found: dict[str, Any], keys: list[str]) -> Any:
    from rich.markup import escape
    from rich.table import Table

    from carwright.belief.headline_keys import WORDS, unit_of

    title = f"{found['maker']} {found['name']}: what could be believed, 5 to 95 %"
    table = Table("on", title=escape(title), **_LOOKS)
    table.add_column("comes", justify="right", no_wrap=True)
    for key in keys:
        table.add_column(f"{WORDS[key]}, {unit_of(key)}", justify="right")
    table.add_column("news")
    for one in found["dates"]:
        bands = [one["headline"][key] for key in keys]
        cells = [
            f"{in_words(key, band['p05'])} to {in_words(key, band['p95'])}"
            for key, band in zip(keys, bands, strict=True)
        ]
        ever = f"{one['programme']['ever']:.0%}"
        table.add_row(one["on"], ever, *cells, escape(_news(one["news"])))
    if found["truth"]:
        came = [found["truth"].get(key) for key in keys]
        numbers = [
            "" if one is None else in_words(key, one["value"])
            for key, one in zip(keys, came, strict=True)
        ]
        table.add_row("came", "", *numbers, "", end_section=True)
    return table


def _news(news: list[dict[str, Any]]) -> str:
    told = [f"{one['by']}: {one['key']} {one['said']}" for one in news[:MOST_NEWS]]
    more = len(news) - len(told)
    return "; ".join([*told, *([f"and {more} more"] if more > 0 else [])])


def _records(found: dict[str, Any]) -> Any:
    from rich.markup import escape
    from rich.table import Table

    table = Table("who was right", title="", **_LOOKS)
    for head in ("claims", "median error", "right", "wrong"):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("")
    for one in found["records"]:
        off = one["median_error"]
        name = one["name"] if one["of"] == "source" else f"all of kind {one['name']}"
        table.add_row(
            escape(name),
            str(one["scores"]),
            "" if off is None else f"{off:.1%}",
            *(str(one[word]) for word in ("right", "wrong")),
            "" if one["ranked"] or one["of"] == "kind" else "too few to rank",
        )
    return table
