"""carwright import-dossier: what was claimed of a car, when and by whom, as a car file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from carwright.cli.output import print_json, print_text, refuse_to_overwrite

if TYPE_CHECKING:
    from carwright.carfile import CarFile

HEAD = "# What was claimed of this car, by whom and when: made by carwright import-dossier.\n"
_MOST_NOTES = 5
"""So many contradictions are printed; JSON has them all."""


def import_dossier(
    file: str,
    /,
    *,
    output: Annotated[str, Parameter(name=("--output", "-o"))],
    maker: str | None = None,
    name: str | None = None,
    json: bool = False,
) -> None:
    """Write a dossier as a car file: figures, claims, programme, and the rest under said.

    Parameters
    ----------
    file
        the dossier: car, sources and claims
    output
        car file to write, .yaml
    maker
        who makes the car; by default as its sources say
    name
        what it is called, without its maker; by default as the dossier's id says
    json
        print one JSON document
    """
    from carwright.carfile.dossier import Names, read_dossier
    from carwright.carfile.exclusions import exclusions
    from carwright.carfile.origins import origins_of
    from carwright.carfile.writing import written
    from carwright.whole_file import write_whole

    refuse_to_overwrite(output, file)
    car = read_dossier(Path(file), Names(maker, name))
    path = write_whole(output, f"{HEAD}{written(car)}".encode())
    origins = len(frozenset().union(*origins_of(car.sources).values()))
    notes = [*_of_nothing(car), *exclusions(car)]
    counts = {part: _count(car, part) for part in ("figures", "claims", "programme")}
    counts |= {"said": len(car.said)}
    if json:
        print_json(
            {
                "schema_version": 1,
                "path": str(path),
                "car": car.id,
                "name": car.name,
                "maker": car.maker,
                "body": car.body,
                "size": car.size,
                "sources": len(car.sources),
                "origins": origins,
                "claims": counts,
                "notes": notes,
            }
        )
        return
    resting = f"{len(car.sources)} sources of {origins} origin{'' if origins == 1 else 's'}"
    print_text(f"Wrote {path}: {car.maker} {car.name}, {resting}.")
    told = "{figures} claims of figures, {claims} of the whole car, {programme} of the programme"
    print_text(f"{told}; {{said}} other statements.".format(**counts))
    for note in notes[:_MOST_NOTES]:
        print_text(f"note: {note}")
    if len(notes) > _MOST_NOTES:
        print_text(f"note: {len(notes) - _MOST_NOTES} more like these; --json lists them")


def _count(car: "CarFile", part: str) -> int:
    return sum(len(claims) for claims in getattr(car, part).values())


def _of_nothing(car: "CarFile") -> list[str]:
    if car.figures:
        return []
    return ["nobody has said a figure of this car: each comes from the population of its class"]
