"""Lines of evidence: each certified result beside what the simulator gives with usual qualities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from carwright.build.settle import Settled
from carwright.figure_table import INDEX
from carwright.fit.results import logs_of
from carwright.population.evidence import QUALITIES, Line
from carwright.population.qualities import features_of
from carwright.population.variables import SCALED
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
    free = np.array([[_free(row.settled, name) for name in QUALITIES] for row in rows])
    usual, slope = _linear(values, choices, names)
    residual, slope = measured - usual, slope * free[:, None, :]
    return [
        _line(row, name, float(residual[i, j]), slope[i, j])
        for i, row in enumerate(rows)
        for j, name in enumerate(names)
    ]


def _free(settled: Settled, quality: str) -> float:
    """1 where the quality is not known of the row's car; a coast-down tells drag and rolling."""
    origins = settled.origins
    if quality == "stated_energy":
        return float("battery_energy_kwh" in origins)
    if quality in ("drag", "rolling"):
        return float(not any(key.startswith("coast_down") for key in origins))
    return 1.0


def _line(row: Row, name: str, residual: float, slope: np.ndarray) -> Line:
    figures = row.settled.values
    power = sum(
        figures[f"{side}_peak_power_kw"]
        for side in ("front", "rear")
        if row.settled.choices[f"{side}_machine"] != "none"
    )
    energy = figures["battery_usable_energy_kwh"]
    features = features_of(row.year, figures["kerb_mass_kg"], power, energy)
    return Line(
        row=row.id,
        result=name,
        known_from=row.known_from,
        maker=row.maker,
        family=row.family,
        car=row.car,
        features=features,
        residual=residual,
        slope=tuple(float(one) for one in slope),
    )


def _linear(
    values: np.ndarray, choices: np.ndarray, names: tuple[str, ...]
) -> tuple[np.ndarray, np.ndarray]:
    """Logs of the results with usual qualities, and their derivative by each quality."""
    count = len(QUALITIES)
    nudges = np.concatenate([np.zeros((1, count)), NUDGE * np.eye(count), -NUDGE * np.eye(count)])
    many = np.concatenate([scaled(values, nudge) for nudge in nudges])
    logs = logs_of(many, np.tile(choices, (len(nudges), 1)), names)
    logs = logs.reshape(len(nudges), len(values), len(names))
    slope = (logs[1 : count + 1] - logs[count + 1 :]) / (2.0 * NUDGE)
    return logs[0], np.moveaxis(slope, 0, -1)


def scaled(values: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Return figures in SI with their qualities changed.

    Args:
        values: (rows, figures) figures.
        at: (..., qualities) logarithms of factors.
    """
    changed = values.copy()
    for i, quality in enumerate(QUALITIES):
        for key in SCALED[quality]:
            changed[:, INDEX[bare(key)]] *= np.exp(at[..., i])
    return changed
