"""carwright can-it-be: whether one claim, typed in plain words, can be true of a car."""

from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from carwright.cli.checked import asked_day, claim_document, told_beside
from carwright.cli.output import print_json, print_text, progress, refuse_to_overwrite
from carwright.errors import InputError

if TYPE_CHECKING:
    from carwright.belief.plausible import Checked


def can_it_be(
    car: str,
    claim: str,
    /,
    *,
    on: str | None = None,
    output: Annotated[str | None, Parameter(name=("--output", "-o"))] = None,
    json: bool = False,
) -> None:
    """Say whether a claim can be true of a car, given what is known of it otherwise.

    Parameters
    ----------
    car
        id of a car of the garage, or path of a car file
    claim
        one number in plain words, such as "800 km cltc" or "0-100 in 2.78 s"
    on
        as of this day, that day included: YYYY-MM-DD, YYYY-MM or YYYY; by default today
    output
        picture to write, .svg
    json
        print one JSON document
    """
    from carwright.belief.plain_words import parsed
    from carwright.carfile import load
    from carwright.carfile.called import called
    from carwright.cli.precision import prepare
    from carwright.settle.known_car import known_car
    from carwright.settle.provenance import provenance

    day = asked_day(on)
    one = parsed(claim, day)
    car_file = load(car)
    if output is not None:
        if not output.casefold().endswith(".svg"):
            raise InputError("the picture is saved as SVG", file=output, allowed=".svg")
        refuse_to_overwrite(output, car_file.path)
    with progress(f"asking whether {claim} can be"):
        prepare()
        from carwright.belief import plausible

        found = plausible.can_it_be(car_file, one, day)
        rests_on = provenance(known_car(car_file, day), "float64")
    if output is not None:
        _draw(found, output, f"{car_file.maker} {car_file.name}, as of {day.isoformat()}")
    document: dict[str, Any] = claim_document(found) | {"variant": found.variant}
    document |= told_beside(found)
    if json:
        print_json(
            {
                "schema_version": 1,
                "car": car_file.id,
                "on": day.isoformat(),
                "asked": claim,
                **document,
                "picture": output,
                "provenance": rests_on,
            }
        )
        return
    print_text(document["verdict"])
    meant = called(car_file.maker, car_file.name, found.variant)
    print_text(f"That is said of the {meant}, as known on {day.isoformat()}.")
    for one in document["apart"]:
        print_text(one["sentence"])
    if not plausible.numeric(car_file):
        print_text("Nobody has said a number of this car: it is judged as its kind is in general.")
    if output is not None:
        print_text(f"The picture is in {output}.")


def _draw(found: "Checked", output: str, car: str) -> None:
    from carwright.belief.verdict import claim_in_words, sentence, unit_of
    from carwright.report.claim_picture import Hill, claim_picture
    from carwright.whole_file import write_whole

    one, said = found.heard, found.predicted
    high = said.band[2]
    hill = Hill(
        said.values,
        said.weights,
        sum(one.numbers) / len(one.numbers),
        found.limit,
        one.claim.currency or unit_of(one.key),
        0 if high >= 30.0 else 1 if high >= 8.0 else 2 if high >= 1.0 else 3,
        claim_in_words(one),
        sentence(found),
        found.plausibility,
        car,
    )
    write_whole(output, claim_picture(hill).encode())
