"""carwright brief: cars in plain words that a reporter can quote."""

from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from carwright.cli.checked import asked_day
from carwright.cli.output import print_json, print_text, refuse_to_overwrite
from carwright.cli.telling import progress
from carwright.errors import InputError
from carwright.progress import in_parts

if TYPE_CHECKING:
    from carwright.report.brief import Brief


def brief(
    *cars: str,
    on: str | None = None,
    output: Annotated[str | None, Parameter(name=("--output", "-o"))] = None,
    json: bool = False,
) -> None:
    """Say in plain words what is known of cars, what is talk, and what cannot be.

    Parameters
    ----------
    cars
        one or more: ids of the garage, or paths of car files
    on
        as of this day, that day included: YYYY-MM-DD, YYYY-MM or YYYY; by default today
    output
        page to write, .html; several cars stand side by side in it
    json
        print one JSON document
    """
    from carwright.carfile import load
    from carwright.cli.precision import prepare

    if not cars:
        raise InputError("no car is named", remedy="carwright brief CAR; carwright garage")
    day = asked_day(on)
    files = [load(name) for name in cars]
    if output is not None:
        if not output.casefold().endswith(".html"):
            raise InputError("the page is saved as HTML", file=output, allowed=".html")
        refuse_to_overwrite(output, *(file.path for file in files))
    with progress(f"going through what is said of {', '.join(file.id for file in files)}"):
        prepare()
        from carwright.report.brief import brief as brief_of

        found = [brief_of(file, day) for file in in_parts("telling each car", files)]
    if output is not None:
        from carwright.report.brief import page
        from carwright.whole_file import write_whole

        write_whole(output, page(found).encode())
    if json:
        cars_told = [_document(one) for one in found]
        print_json({"schema_version": 1, "cars": cars_told, "path": output})
    elif output is not None:
        print_text(f"Wrote {output}")
    else:
        from carwright.report.brief import text

        print_text("\n\n".join(text(one) for one in found))


def _document(found: "Brief") -> dict[str, Any]:
    from carwright.belief.document import as_band, head_of, probabilities, simulated_beside

    return {
        **head_of(found.car_file),
        "variant": found.car_file.variant,
        "on": found.on.isoformat(),
        "programme": probabilities(found.coming),
        "told": found.coming.sentence,
        "headline": {name: as_band(band) for name, band in found.headline.items()},
        **simulated_beside(found.beside),
        "known": list(found.known),
        "talk": list(found.talk),
        "cannot": list(found.cannot),
    }
