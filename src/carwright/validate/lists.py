"""Lists: measured cars of a file beside the same cars in simulation, as numbers with units."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike, fspath
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from carwright.cars.batch import stacked_cars
from carwright.errors import InputError
from carwright.population.official import NOTHING_KNOWN
from carwright.population.population import Population
from carwright.progress import in_parts, task
from carwright.settle.expected import expected
from carwright.settle.settle import settle
from carwright.settle.settled import Settled
from carwright.validate.brochure import BATTERY, BrochureRow
from carwright.validate.epa_rows import EpaRow, read_epa
from carwright.validate.label_rows import read_label
from carwright.validate.predict import rated
from carwright.validate.provenance import rests_on
from carwright.validate.seen import of_others, seen
from carwright.validate.summary import Compared, Summary, summary
from carwright.validate.table import Rejected, Rows
from carwright.validate.wltp_rows import read_wltp

Row = EpaRow | BrochureRow
"""What a list says of a car."""


@dataclass(frozen=True)
class Kind:
    """A kind of list."""

    read: Callable[[str | PathLike[str]], Rows[Any]]
    """Reads it."""
    measured: Callable[[Any], Mapping[str, float]]
    """What a row says was measured, by the names of `predict.rated` [SI]."""
    procedure: str
    """Whose test it was."""
    as_loaded: bool = False
    """Whether a row knows its own test mass."""
    needs: tuple[str, str] | None = None
    """Figure without which no car can be rated, and its column; None where there is no column."""


def _of_brochure(row: BrochureRow) -> dict[str, float]:
    return {"consumption": row.consumption_ac, "range": row.range}


def _of_epa(row: EpaRow) -> dict[str, float]:
    return row.measured


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "epa": Kind(read_epa, _of_epa, "epa", as_loaded=True),
        "wltp": Kind(read_wltp, _of_brochure, "wltp", needs=(BATTERY, "battery_kwh")),
        "label": Kind(read_label, _of_brochure, "epa"),
    }
)
"""Kinds of lists by name."""


class Known(NamedTuple):
    """One car of a list, ready to be simulated."""

    row: Row
    """What the list says of it."""
    settled: Settled
    """Every figure of it."""
    about: Population
    """What may be known of other cars."""


@dataclass(frozen=True)
class Judged:
    """One car of a list, measured and simulated."""

    row: Row
    """What the list says of it."""
    seen: bool
    """Whether the population was fitted on this row."""
    found: Mapping[str, Compared]
    """Each result by its name."""


@dataclass(frozen=True)
class Validation:
    """A list, measured and simulated."""

    kind: str
    """`epa`, `wltp` or `label`."""
    file: str
    """Name of the list's file."""
    digest: str
    """SHA-256 of the list."""
    cars: tuple[Judged, ...]
    """Its cars, in the order of the file."""
    rejected: tuple[Rejected, ...]
    """Rows that no car was made of, with the reason."""

    @property
    def results(self) -> tuple[str, ...]:
        """Names of the results."""
        return ("udds", "hwfet") if self.kind == "epa" else ("consumption", "range")

    def summary(self, result: str, *, unseen: bool = False) -> Summary:
        """Return the errors of one result over all cars.

        Args:
            result: its name.
            unseen: whether only cars count that the population has not seen.
        """
        cars = [car for car in self.cars if not (unseen and car.seen)]
        return summary([car.found[result] for car in cars], [car.row.maker for car in cars])

    @property
    def provenance(self) -> dict[str, str]:
        """What the numbers rest on."""
        return {"list": Path(self.file).name, "list_sha256": self.digest, **rests_on()}


def validate(kind: str, path: str | PathLike[str]) -> Validation:
    """Return the cars of a list, measured and simulated.

    Args:
        kind: `epa`, `wltp` or `label`.
        path: the list, a CSV file.

    Raises:
        InputError: if it is no such list.
    """
    how = KINDS[kind]
    rows = how.read(path)
    with task("validating a list", 2) as step:
        known, rejected = known_cars(kind, rows.kept)
        digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
        step()
        cars = judged(kind, known) if known else ()
    return Validation(kind, fspath(path), digest, cars, (*rows.rejected, *rejected))


def known_cars(kind: str, rows: Sequence[Row]) -> tuple[list[Known], list[Rejected]]:
    """Return the cars of rows, each settled without what could be its own result, and the others.

    Args:
        kind: kind of the list.
        rows: its rows.
    """
    known, rejected = [], []
    for row in in_parts("settling the cars of a list", rows):
        try:
            file, needs = row.car_file(), KINDS[kind].needs
            if needs is not None and needs[0] not in file.figures:
                raise InputError(f"{needs[1]} is missing: without it no range can be rated")
            about = of_others(kind, row)
            known.append(Known(row, settle(file, about), about))
        except InputError as error:
            rejected.append(Rejected(row.id, error.what))
    return known, rejected


def judged(kind: str, known: Sequence[Known]) -> tuple[Judged, ...]:
    """Return cars of a list as they were measured and as such tests of them should read.

    That is the simulation, and what the procedure's tests of other cars read over theirs.

    Args:
        kind: kind of the list.
        known: its cars, settled.
    """
    how, rows = KINDS[kind], [one.row for one in known]
    results = rated(
        stacked_cars([one.settled for one in known]), how.procedure, as_loaded=how.as_loaded
    )
    found: list[dict[str, Compared]] = []
    for place, one in enumerate(known):
        tests = expected(one.settled, how.procedure, one.about) or NOTHING_KNOWN
        told = {}
        for name, number in how.measured(one.row).items():
            reading = tests.range if name == "range" else tests.consumption
            middle, low, high = (float(results[name][place]) * by for by in reading.factors)
            told[name] = Compared(number, middle, low, high)
        found.append(told)
    return tuple(Judged(row, seen(kind, row.id), one) for row, one in zip(rows, found, strict=True))
