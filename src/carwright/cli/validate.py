"""carwright validate: measured cars beside the same cars in simulation."""

from typing import Any, Literal

from carwright.cli.output import print_json, print_text, refuse_to_overwrite
from carwright.cli.telling import progress

What = Literal[
    "epa", "wltp", "label", "garage", "programmes", "claims", "dynamometer", "charging", "trips"
]
"""What can be validated."""


def validate(  # noqa: PLR0913 (each is an option of the command)
    what: What,
    file: str | None = None,
    /,
    *,
    car: str | None = None,
    given: Literal["torque", "climate", "nothing"] | None = None,
    columns: str | None = None,
    out: str | None = None,
    json: bool = False,
) -> None:
    """Put measured cars beside the same cars in simulation: error, band and summary.

    Parameters
    ----------
    what
        epa, wltp or label: kind of the list; garage: the cars of the garage against their claims;
        programmes: announced cars, whether each came in time; claims: early claims, what could be
        believed of each the day before the final value was known; dynamometer: tests of one car
        on a chassis dynamometer; charging: power at a DC station by charge, each car built from
        energy, chemistry, voltage class and peak power alone; trips: logs of drives of one car
    file
        the list, a CSV file; for trips the folder with Trip*.csv; none for the garage
    car
        for dynamometer and trips: an id of the garage, or the path of a car file
    given
        for trips: torque (logged torque and speed), climate (speed, elevation, heater and air
        conditioning; this by default) or nothing (speed and elevation only)
    columns
        for trips: which column tells what, a YAML file or quantity=COLUMN:unit with commas between
    out
        CSV file for every number of every car
    json
        print one JSON document
    """
    _refuse(what, file, car)
    _refuse_options(what, given=given, columns=columns)
    if out is not None and file is not None:
        refuse_to_overwrite(out, file, car or file)
    if file is None:
        _garage(out, json=json)
    elif what == "trips" and car is not None:
        from carwright.cli.validate_trips import TripOptions, validate_trips

        validate_trips(file, car, TripOptions(given or "climate", columns), out, json=json)
    elif car is not None:
        from carwright.cli.validate_dynamometer import validate_dynamometer

        validate_dynamometer(file, car, out, json=json)
    elif what in _TELLING:
        _told(what, file, out, json=json)
    else:
        _list(what, file, out, json=json)
    if out is not None and not json:
        print_text(f"every number is in {out}")


def _refuse(what: str, file: str | None, car: str | None) -> None:
    from carwright.errors import InputError

    if what == "garage" and file is not None:
        raise InputError(
            "the garage is in the package", key="file", value=file, remedy="leave the file out"
        )
    if what != "garage" and file is None:
        which = ("which folder?", "DIR") if what == "trips" else ("which list?", "FILE.csv")
        raise InputError(which[0], key="file", remedy=f"carwright validate {what} {which[1]}")
    if (car is not None) != (what in _OF_ONE_CAR):
        raise InputError(
            "which car was measured?" if car is None else "no car can be chosen for this list",
            key="car",
            value=car,
            remedy="--car ID, or the path of a car file" if car is None else "leave it out",
        )


def _refuse_options(what: str, **options: str | None) -> None:
    from carwright.errors import InputError

    for name, value in options.items():
        if value is not None and what != "trips":
            raise InputError(
                "this is said of drives only", key=f"--{name}", value=value, remedy="leave it out"
            )


def _list(what: str, file: str, out: str | None, *, json: bool) -> None:
    from carwright.cli.precision import prepare

    with progress(f"simulating the cars of {file}"):
        prepare()
        from carwright.cli.validate_tables import print_list
        from carwright.validate.documents import document, table
        from carwright.validate.lists import validate as validate_list

        found = validate_list(what, file)
    _keep(out, table(found))
    if json:
        print_json(document(found))
    else:
        print_list(found)


def _garage(out: str | None, *, json: bool) -> None:
    from carwright.cli.precision import prepare

    with progress("simulating the garage"):
        prepare()
        from carwright.cli.validate_tables import print_garage
        from carwright.validate.garage import validate_garage
        from carwright.validate.garage_documents import document, table

        found = validate_garage()
    _keep(out, table(found))
    if json:
        print_json(document(found))
    else:
        print_garage(found)


def _told(what: str, file: str, out: str | None, *, json: bool) -> None:
    """A validation that tells its own document and lines."""
    with progress(f"simulating the cars of {file}"):
        found, table = _TELLING[what](file)
    _keep(out, table)
    if json:
        print_json(found.document())
        return
    for line in found.lines():
        print_text(line)


def _programmes(file: str) -> tuple[Any, str]:
    from carwright.validate.programmes import table, validate_programmes

    found = validate_programmes(file)
    return found, table(found)


def _claims(file: str) -> tuple[Any, str]:
    from carwright.cli.precision import prepare

    prepare()
    from carwright.validate.first_beliefs import table, validate_claims

    found = validate_claims(file)
    return found, table(found)


def _charging(file: str) -> tuple[Any, str]:
    from carwright.cli.precision import prepare

    prepare()
    from carwright.validate.charging import validate_charging

    found = validate_charging(file)
    return found, found.table()


_TELLING = {"programmes": _programmes, "claims": _claims, "charging": _charging}
_OF_ONE_CAR = ("dynamometer", "trips")


def _keep(out: str | None, table: str) -> None:
    from carwright.whole_file import write_whole

    if out is not None:
        write_whole(out, table.encode())
