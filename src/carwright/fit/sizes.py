r"""Fit of the Gaussian of sizes to rows of which each knows only some variables.

Expectation maximisation for a multivariate normal with missing values (Little and Rubin,
Statistical Analysis with Missing Data, 2nd ed., 2002, section 8.2), with a random effect of the
maker whose covariance is a share of that of the cars, and a prior of a few rows on the covariance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from carwright.population.gaussian import Gaussian
from carwright.population.sizes import VARIABLES, SizeModel

ROUNDS = 30
"""Rounds of the algorithm; the likelihood stands after about twenty-five."""
PRIOR_ROWS = 10.0
"""Rows that the prior of the covariance counts as."""
USUAL = {
    "year": (0.0, 0.6, 0.0),
    "size": (1.5, 1.0, 0.8),
    "tall": (0.5, 0.5, 0.3),
    "all_wheel_drive": (0.4, 0.5, 0.5),
    "iron_phosphate": (0.15, 0.35, -0.2),
    "kerb_mass_kg": (7.54, 0.18, 0.85),
    "battery_usable_energy_kwh": (4.1, 0.35, 0.8),
    "peak_power_kw": (5.15, 0.5, 0.8),
    "top_speed_kmh": (5.2, 0.15, 0.7),
    "length_mm": (8.43, 0.08, 0.8),
    "width_mm": (7.53, 0.04, 0.8),
    "height_mm": (7.36, 0.07, 0.3),
}
"""Mean and deviation of each variable, and its correlation with how large a car is on the whole,
before any row is seen; a mid-size car (estimate)."""


@dataclass(frozen=True)
class SizeRow:
    """What one row says of a car's sizes."""

    maker: str
    """Its maker, as `maker_id` writes it [-]."""
    known_from: int
    """Year in which it was published [-]."""
    values: Mapping[str, float]
    """Transformed values by variable; what the row does not say is not in it."""


def fit_sizes(rows: Sequence[SizeRow]) -> SizeModel:
    """Return the Gaussian of sizes that the rows bear.

    Args:
        rows: rows in a fixed order; without one, the prior itself is returned.
    """
    mean = first = np.array([USUAL[name][0] for name in VARIABLES])
    usual = _usual_covariance()
    covariance, share = usual, 0.3
    makers: dict[str, tuple[float, np.ndarray]] = {}
    for _ in range(ROUNDS if rows else 0):
        sums: dict[str, list[np.ndarray]] = {}
        scatter = PRIOR_ROWS * usual
        centre = np.zeros_like(mean)
        for row in rows:
            shift = _effect(makers, row.maker, share, mean)
            filled, left = _filled(mean + shift, covariance, row.values)
            sums.setdefault(row.maker, []).append(filled)
            apart = filled - mean - shift
            scatter = scatter + np.outer(apart, apart) + left
            centre = centre + filled - shift
        mean = (centre + first) / (len(rows) + 1.0)
        covariance = scatter / (len(rows) + PRIOR_ROWS)
        makers = {
            maker: (float(len(found)), np.mean(found, axis=0) - mean)
            for maker, found in sums.items()
        }
        share = _share(makers, covariance)
    return SizeModel(mean, covariance, share, makers)


def _usual_covariance() -> np.ndarray:
    """One common factor, and what is left of each variable."""
    deviation = np.array([USUAL[name][1] for name in VARIABLES])
    common = np.array([USUAL[name][2] for name in VARIABLES])
    correlation = np.outer(common, common) + np.diag(1.0 - common**2)
    return correlation * np.outer(deviation, deviation)


def _effect(
    makers: Mapping[str, tuple[float, np.ndarray]], maker: str, share: float, mean: np.ndarray
) -> np.ndarray:
    count, residual = makers.get(maker, (0.0, np.zeros_like(mean)))
    return count * share / (1.0 + count * share) * residual


def _filled(
    mean: np.ndarray, covariance: np.ndarray, values: Mapping[str, float]
) -> tuple[np.ndarray, np.ndarray]:
    """Expected values of all variables of a row, and the covariance that is left of them."""
    rest = Gaussian(VARIABLES, mean, covariance).given(values)
    filled = np.array([values.get(name, 0.0) for name in VARIABLES])
    left = np.zeros_like(covariance)
    at = [VARIABLES.index(name) for name in rest.names]
    filled[at] = rest.mean
    left[np.ix_(at, at)] = rest.covariance
    return filled, left


def _share(makers: Mapping[str, tuple[float, np.ndarray]], covariance: np.ndarray) -> float:
    """Moment estimate of the makers' share, over makers of which several rows are known."""
    deviation = np.sqrt(np.diag(covariance))
    found = [
        float(np.mean((residual / deviation) ** 2)) - 1.0 / count
        for count, residual in makers.values()
        if count >= 2.0
    ]
    return float(np.clip(np.mean(found), 0.05, 1.0)) if found else 0.3
