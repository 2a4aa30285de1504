"""Logs of a car: read with what is known of the car that drove."""

from collections.abc import Sequence

from carwright.car.build import build_car
from carwright.cars.from_file import vector
from carwright.logs.column_map import ColumnMap
from carwright.logs.log import Log, read_log
from carwright.settle.settled import Settled


def logs_of(
    files: Sequence[str], settled: Settled, columns: ColumnMap | None = None
) -> tuple[Log, ...]:
    """Return logs of a car.

    Args:
        files: their paths.
        settled: the car that drove.
        columns: what the user says of the columns.

    Raises:
        InputError: if one of them is no log of a drive.
    """
    built = build_car(vector(settled))
    axle = built.front if settled.choices["rear_machine"] == "none" else built.rear
    turns = float(axle.gear.turns_per_metre)
    return tuple(read_log(file, columns, turns) for file in files)
