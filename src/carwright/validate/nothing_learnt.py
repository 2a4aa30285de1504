"""Nothing learnt: what the physics says with usual figures alone, before any result is looked at.

The sizes that are not told stay those of the population; what it learnt from results, the factors
on drag and rolling and what tests read over the simulation, is left out: all are 1. A row of EPA's
lists has road load and weight, so that hardly a size is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from carwright.cars.batch import stacked_cars
from carwright.population.names import maker_id
from carwright.population.population import Population, population
from carwright.settle.settle import settle
from carwright.validate.epa_rows import CYCLES, EpaRow
from carwright.validate.predict import rated


def without_results() -> Population:
    """Return the population as it is before a result is known: every quality is usual."""
    return replace(population(), lines=())


class Score(NamedTuple):
    """Errors on one cycle, (simulated - measured) / measured."""

    mae: float
    """Mean size [share]."""
    bias: float
    """Mean [share]."""


@dataclass(frozen=True, eq=False)
class EpaResults:
    """Rows of EPA's lists, measured and simulated."""

    rows: tuple[EpaRow, ...]
    """The rows [-]."""
    simulated: np.ndarray
    """(rows, cycles) consumption at the plug, in the order of `CYCLES` [J/m]."""

    @property
    def measured(self) -> np.ndarray:
        """(rows, cycles) the same as it was measured [J/m]."""
        return np.array([[row.measured[name] for name in CYCLES] for row in self.rows])

    @property
    def power(self) -> np.ndarray:
        """(rows,) rated power [W]."""
        return np.array([row.power for row in self.rows])

    @property
    def makers(self) -> tuple[str, ...]:
        """Maker of each row, one name for each."""
        return tuple(maker_id(row.maker) for row in self.rows)

    @property
    def scores(self) -> tuple[Score, ...]:
        """Errors of all rows, one entry a cycle; there must be a row."""
        errors = self.simulated / self.measured - 1.0
        means = zip(np.abs(errors).mean(axis=0), errors.mean(axis=0), strict=True)
        return tuple(Score(float(size), float(bias)) for size, bias in means)

    def chosen(self, which: np.ndarray) -> "EpaResults":
        """Return some of the rows.

        Args:
            which: (rows,) true where a row stays.
        """
        kept = tuple(row for row, stays in zip(self.rows, which, strict=True) if stays)
        return EpaResults(kept, self.simulated[which])

    def and_also(self, others: "EpaResults") -> "EpaResults":
        """Return these rows and others.

        Args:
            others: the others.
        """
        both = np.concatenate([self.simulated, others.simulated])
        return EpaResults((*self.rows, *others.rows), both)


def simulated(rows: Sequence[EpaRow]) -> EpaResults:
    """Return rows of EPA's lists as the physics has them, nothing learnt.

    Args:
        rows: the rows.
    """
    about = without_results()
    cars = stacked_cars([settle(row.car_file(), about) for row in rows])
    found = rated(cars, "epa", as_loaded=True)
    return EpaResults(tuple(rows), np.stack([found[name] for name in CYCLES], axis=1))
