"""carwright report: the page about a car."""

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from carwright.cli.checked import asked_day
from carwright.cli.output import print_json, print_text, refuse_to_overwrite
from carwright.cli.telling import progress


def report(  # noqa: PLR0913 (each is an option of the command)
    car: str,
    /,
    *,
    against: Annotated[tuple[str, ...], Parameter(consume_multiple=True)] = (),
    output: Annotated[str | None, Parameter(name=("--output", "-o"))] = None,
    belief: bool = False,
    on: str | None = None,
    json: bool = False,
) -> None:
    """Write the page about a car: one HTML file that works offline.

    Parameters
    ----------
    car
        an id of the garage, or the path of a car file
    against
        cars to drive beside it
    output
        file to write; by default the car's id with .html
    belief
        tell too what could be believed, then and on each date with news; this takes minutes
    on
        as of this day, that day included: YYYY-MM-DD, YYYY-MM or YYYY; by default today
    json
        print one JSON document
    """
    from carwright.carfile import load
    from carwright.cli.precision import prepare

    day = asked_day(on)
    cars = [load(name) for name in (car, *against)]
    ids = [file.id for file in cars]
    target = output or f"{ids[0]}.html"
    refuse_to_overwrite(target, *(file.path for file in cars))
    with progress(f"writing the page on {ids[0]}"):
        prepare()
        from carwright.report import write

        path = write(car, against, Path(target), belief=belief, on=day)
    if json:
        told = {"car": ids[0], "against": ids[1:], "on": day.isoformat(), "path": str(path)}
        print_json({"schema_version": 1, **told})
    else:
        print_text(f"Wrote {path}")
