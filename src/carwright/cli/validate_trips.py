"""carwright validate trips: a car along measured drives beside itself in simulation."""

from dataclasses import dataclass

from carwright.cli.output import print_json, print_text
from carwright.cli.telling import progress


@dataclass(frozen=True)
class TripOptions:
    """What is said of the drives."""

    given: str
    """`torque`, `climate` or `nothing`."""
    columns: str | None
    """Which column tells what; None finds them by their names."""


def validate_trips(
    folder: str, car: str, options: TripOptions, out: str | None, *, json: bool
) -> None:
    """Simulate the drives of a folder and print them beside what was measured.

    Args:
        folder: with files `Trip*.csv`.
        car: an id of the garage or the path of a car file.
        options: what is said of the drives.
        out: CSV file for every number; None writes none.
        json: whether to print one JSON document.
    """
    from carwright.cli.precision import prepare
    from carwright.logs.column_map import read_map
    from carwright.whole_file import write_whole

    columns = read_map(options.columns)
    with progress(f"simulating the drives of {folder}"):
        prepare()
        from carwright.validate.trips import validate_trips as simulated
        from carwright.validate.trips_document import document, lines, table

        found = simulated(folder, car, options.given, columns)
    if out is not None:
        write_whole(out, table(found).encode())
    if json:
        print_json(document(found))
        return
    for line in lines(found):
        print_text(line)
