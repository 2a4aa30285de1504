"""carwright can-it-be: whether one claim, typed in plain words, can be true of a car."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from carwright.cli.checked import asked_day, claim_document, told_beside
from carwright.cli.output import print_json, print_text, refuse_to_overwrite
from carwright.cli.telling import progress
from carwright.errors import InputError
from carwright.whole_file import write_whole

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
    from carwright.carfile.called import called
    from carwright.cli.kept_answer import kept_answer
    from carwright.settle.kept_car import kept_car
    from carwright.settle.provenance import provenance

    day = asked_day(on)
    settled = kept_car(car, day)
    head = settled.head
    if output is not None:
        if not output.casefold().endswith(".svg"):
            raise InputError("the picture is saved as SVG", file=output, allowed=".svg")
        refuse_to_overwrite(output, head.path)
    with progress(f"asking whether {claim} can be"):
        answer = kept_answer("can-it-be", settled, (claim,), lambda: _answer(car, claim, day))
    document = answer["document"]
    if output is not None:
        write_whole(output, answer["picture"].encode())
    if json:
        told = {"car": head.id, "on": day.isoformat(), "asked": claim, **document}
        rests_on = {"picture": output, "provenance": provenance(settled, "float64")}
        print_json({"schema_version": 1, **told, **rests_on})
        return
    print_text(document["verdict"])
    meant = called(head.maker, head.name, document["variant"])
    print_text(f"That is said of the {meant}, as known on {day.isoformat()}.")
    for one in document["apart"]:
        print_text(one["sentence"])
    if not answer["has_numbers"]:
        print_text("Nobody has said a number of this car: it is judged as its kind is in general.")
    if output is not None:
        print_text(f"The picture is in {output}.")


def _answer(car: str, claim: str, day: date) -> dict[str, Any]:
    """What there is to say, as plain data."""
    from carwright.belief.kept_belief import keeping
    from carwright.belief.plain_words import parsed
    from carwright.carfile import load
    from carwright.cli.precision import prepare

    one, car_file = parsed(claim, day), load(car)
    prepare()
    from carwright.belief import plausible

    with keeping():
        found = plausible.can_it_be(car_file, one, day)
    name = f"{car_file.maker} {car_file.name}, as of {day.isoformat()}"
    return {
        "document": claim_document(found) | {"variant": found.variant} | told_beside(found),
        "has_numbers": bool(plausible.numeric(car_file)),
        "picture": _picture(found, name),
    }


def _picture(found: "Checked", car: str) -> str:
    from carwright.belief.verdict import claim_in_words, sentence, unit_of
    from carwright.report.claim_picture import Hill, claim_picture

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
    return claim_picture(hill)
