"""Lines of evidence: each certified result beside what the simulator gives with usual qualities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from carwright.figure_table import INDEX
from carwright.fit.results import logs_of
from carwright.population.evidence import KINDS, QUALITIES, Line
from carwright.population.official import traits_of
from carwright.population.variables import SCALED
from carwright.settle.settled import Settled
from carwright.units import bare

NUDGE = 0.05
"""Step of the central difference, in the logarithm of a factor."""


@dataclass(frozen=True, eq=False)
class Row:
    """One row of a list of certified cars."""

    id: str
    """Its id, with that of its list [-]."""
    known_from: int
    """Year in which it was published [-]."""
    maker: str
    """Maker as `maker_id` writes it [-]."""
    family: str
    """Model family as `family_id` writes it [-]."""
    list: str
    """Who published the row [-]."""
    car: str
    """What the row says of its car: rows of which it is equal are of one car [-]."""
    year: float
    """Model year [-]."""
    settled: Settled
    """The car that the row describes, its results left aside, with usual qualities [-]."""
    results: Mapping[str, float]
    """What was certified, in SI, by the names of `fit.results` [-]."""


def lines_of(rows: Sequence[Row]) -> list[Line]:
    """Return the lines of rows that share the same kinds of result.

    Args:
        rows: the rows.
    """
    names = tuple(rows[0].results)
    measured = np.array([[np.log(row.results[name]) for name in names] for row in rows])
    arrays = [row.settled.arrays() for row in rows]
    values = np.stack([value for value, _ in arrays])
    choices = np.stack([choice for _, choice in arrays])
    residual = measured - logs_of(values, choices, names)
    slope = np.stack([_slopes(row, names) for row in rows])
    if any(name.startswith("road") for name in names):
        slope += _road_slopes(values, choices, names)
    return [
        _line(row, name, float(residual[i, j]), slope[i, j])
        for i, row in enumerate(rows)
        for j, name in enumerate(names)
    ]


def _line(row: Row, name: str, residual: float, slope: np.ndarray) -> Line:
    return Line(
        row=row.id,
        result=name,
        known_from=row.known_from,
        maker=row.maker,
        family=row.family,
        list=row.list,
        car=row.car,
        year=row.year,
        residual=residual,
        slope=tuple(float(one) for one in slope),
    )


def _slopes(row: Row, names: Sequence[str]) -> np.ndarray:
    """(results, qualities) slopes by what tests read: 1, or as the kind of car has them."""
    settled = row.settled
    van = settled.car_file.body == "van"
    traits = traits_of(settled.values["kerb_mass_kg"], van=van)
    return np.array([[_slope(one, name, traits) for one in QUALITIES] for name in names])


def _slope(quality: str, result: str, traits: Mapping[str, float]) -> float:
    of_kind = quality in KINDS[result.split("_")[0]] and quality not in SCALED
    return traits.get(quality, 1.0) if of_kind else 0.0


def _road_slopes(values: np.ndarray, choices: np.ndarray, names: tuple[str, ...]) -> np.ndarray:
    """(rows, results, qualities) slopes by the qualities that scale a figure of the car."""
    slope = np.zeros((len(values), len(names), len(QUALITIES)))
    for quality, key in SCALED.items():
        ends = []
        for nudge in (NUDGE, -NUDGE):
            changed = values.copy()
            changed[:, INDEX[bare(key)]] *= np.exp(nudge)
            ends.append(logs_of(changed, choices, names))
        slope[:, :, QUALITIES.index(quality)] = (ends[0] - ends[1]) / (2.0 * NUDGE)
    return slope
