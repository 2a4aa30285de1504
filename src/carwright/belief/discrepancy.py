"""discrepancy: how far a test may lie from its simulation, learnt from cars whose test is known.

Each row is one test of one car that was predicted without its own results: the logarithm of
measured over simulated, and how far the prediction itself said that it might be off. What the rows
scatter beyond that is the discrepancy of the test.
"""

import csv
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

COLUMNS = ("test", "car", "family", "known_from", "error", "own_spread")
"""Columns of the file."""
USUAL_SPREAD = 0.06
"""Discrepancy of a test of which no row is known [-] (estimate)."""
SPREAD_ROWS, BIAS_ROWS = 4.0, 10.0
"""How many cars the usual spread, and no bias, count for (estimate)."""
LEAST = 0.02
"""Twins of one car differ by 2 to 3 % on the bench [-]."""


@dataclass(frozen=True, slots=True)
class Tested:
    """One test of one car against its prediction."""

    test: str
    """`epa`, `wltp`, `cltc`, `nedc` or `launch` [-]."""
    car: str
    """Id of the car [-]."""
    family: str
    """Its model family as `family_id` writes it [-]."""
    known_from: int
    """Year of the test [-]."""
    error: float
    """Logarithm of measured over simulated; of a range the negative of it, as a consumption [-]."""
    own_spread: float
    """Standard deviation of the prediction without discrepancy [-]."""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """How a test lies beside its simulation, as a logarithm."""

    bias: float
    """Middle [-]."""
    spread: float
    """Standard deviation [-]."""
    cars: int
    """Cars that it is learnt from [-]."""


@cache
def tested() -> tuple[Tested, ...]:
    """Return the rows that come with the program."""
    text = (files("carwright.belief") / "discrepancy.csv").read_text(encoding="utf-8")
    return tuple(
        Tested(
            test=row["test"],
            car=row["car"],
            family=row["family"],
            known_from=int(row["known_from"]),
            error=float(row["error"]),
            own_spread=float(row["own_spread"]),
        )
        for row in csv.DictReader(text.splitlines())
    )


def discrepancies(
    names: Iterable[str],
    on: datetime.date,
    without: str = "",
    rows: tuple[Tested, ...] | None = None,
) -> Mapping[str, Discrepancy]:
    """Return the discrepancy of each test as it was known on a date.

    A year's rows count from the year after it.

    Args:
        names: the tests.
        on: the date.
        without: model family whose rows may not be used.
        rows: the rows; None are those that are shipped.
    """
    found = tested() if rows is None else rows
    seen = [row for row in found if row.known_from < on.year and row.family != without]
    return {name: _of([row for row in seen if row.test == name]) for name in names}


def _of(rows: list[Tested]) -> Discrepancy:
    """Cars count alike, however many of their tests are known."""
    cars = sorted({row.car for row in rows})
    each = [[row for row in rows if row.car == car] for car in cars]
    errors = np.array([np.mean([row.error for row in own]) for own in each])
    squares = np.array([np.mean([row.error**2 - row.own_spread**2 for row in own]) for own in each])
    bias = float(np.sum(errors) / (len(cars) + BIAS_ROWS))
    excess = np.sum(squares) - len(cars) * bias**2 + SPREAD_ROWS * USUAL_SPREAD**2
    variance = max(float(excess) / (len(cars) + SPREAD_ROWS), LEAST**2)
    return Discrepancy(bias, variance**0.5, len(cars))
