"""Logs of a car: read with what is known of the car that drove."""

from collections.abc import Sequence

from carwright.build.build_car import build_car
from carwright.build.resolve import vector
from carwright.build.settle import Settled
from carwright.logs.column_map import ColumnMap
from carwright.logs.log import Log, read_log


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
