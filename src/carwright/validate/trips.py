"""validate trips: a car along measured drives, with torque, climate or nothing given."""

from dataclasses import dataclass
from pathlib import Path

from carwright.cars.from_file import vector
from carwright.codes import Given
from carwright.errors import InputError
from carwright.fit.logs_of import logs_of
from carwright.fit.score import Scored, Summary, scored, summary
from carwright.logs.column_map import ColumnMap
from carwright.logs.log import Log
from carwright.settle.resolve import resolve
from carwright.settle.settled import Settled

PATTERN = "Trip*.csv"
"""Names of the files of drives in a folder."""


@dataclass(frozen=True)
class Trips:
    """A car along measured drives."""

    settled: Settled
    """The car [-]."""
    folder: str
    """Where the drives are [-]."""
    given: Given
    """What of each drive is given [-]."""
    logs: tuple[Log, ...]
    """The drives [-]."""
    scored: tuple[Scored, ...]
    """The car along each of them [-]."""

    @property
    def summary(self) -> Summary:
        """Errors of all scored drives."""
        return summary(self.scored)


def validate_trips(
    folder: str, car: str, given: str = "climate", columns: ColumnMap | None = None
) -> Trips:
    """Return a car along every drive of a folder.

    Args:
        folder: with files `Trip*.csv`.
        car: an id of the garage, or the path of a car file.
        given: `torque`, `climate` or `nothing`.
        columns: what the user says of the columns.

    Raises:
        InputError: if there is no such folder, drive or car.
    """
    settled, what = resolve(car), given_by(given)
    logs = logs_of(files_of(folder), settled, columns)
    return Trips(settled, folder, what, logs, scored(vector(settled), logs, what))


def given_by(word: str) -> Given:
    """Return what a word says is given.

    Args:
        word: `torque`, `climate` or `nothing`.

    Raises:
        InputError: if it is another word.
    """
    words = {one.name.lower(): one for one in Given}
    if word not in words:
        raise InputError(
            "nothing else of a drive can be given",
            key="--given",
            value=word,
            allowed=", ".join(words),
        )
    return words[word]


def files_of(folder: str) -> list[str]:
    """Return the files of drives in a folder, by name.

    Args:
        folder: the folder.

    Raises:
        InputError: if there is none.
    """
    place = Path(folder)
    if not place.is_dir():
        raise InputError("there is no such folder", file=folder, remedy="check the path")
    files = sorted(str(path) for path in place.glob(PATTERN))
    if not files:
        raise InputError("there is no drive in this folder", file=folder, allowed=PATTERN)
    return files
