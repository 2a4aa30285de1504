r"""Qualities: what measured cars have in common beyond what is usual, by maker, family and list.

Each quality is a hierarchy. The cars of one maker resemble each other the more, the nearer they are
in time, those of one model family more than that, those of one list as their publisher tests them;
and the mean of all cars is held near what is usual, since one list is one sample of it:

$$k(c, c') = s_0^2 + s_m^2 [m = m'] e^{-(y - y')^2 / 2 \ell^2} + s_f^2 [f = f'] + s_l^2 [l = l']$$

with maker m, model year y, model family f and list l. Results hang on the qualities by straight
lines (`evidence`), so that the posterior is exact.
Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), equations 2.23 and
2.24; Gelman and Hill, Data Analysis Using Regression and Multilevel Models (2007), chapter 12.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve_triangular

from carwright.population.evidence import KINDS, QUALITIES, Line
from carwright.population.gaussian import Gaussian

MAKER_YEARS = 6.0
"""Time over which the cars of a maker cease to resemble each other: about a platform's life
(estimate) [years]."""


@dataclass(frozen=True)
class Spread:
    """How far a quality differs, each as a standard deviation of its logarithm."""

    middle: float
    """Of the mean of all cars about what is usual [-]."""
    maker: float = 0.0
    """Among makers [-]."""
    family: float = 0.0
    """Among model families of one maker and year [-]."""
    list: float = 0.0
    """Among lists [-]."""

    @property
    def total(self) -> float:
        """Of one car of which nothing is known [-]."""
        return float(np.sqrt(self.middle**2 + self.maker**2 + self.family**2 + self.list**2))


@dataclass(frozen=True)
class Noise:
    """What qualities leave unexplained of a result, as standard deviations of its logarithm."""

    row: float
    """Shared with the row's other results of its kind: the car on the bench [-]."""
    own: float
    """Of the result alone [-]."""

    @property
    def total(self) -> float:
        """Both [-]."""
        return float(np.hypot(self.row, self.own))


@dataclass(frozen=True)
class QualityModel:
    """What the results of many cars bear of the qualities behind them."""

    spreads: Mapping[str, Spread]
    """By quality [-]."""
    noise: Mapping[str, Noise]
    """By result [-]."""


@dataclass(frozen=True)
class Place:
    """Where a car stands among the others."""

    maker: str
    """Maker as `maker_id` writes it; empty where it is not known [-]."""
    family: str
    """Model family as `family_id` writes it; empty for a family of its own [-]."""
    year: float
    """Model year [-]."""
    list: str = ""
    """Who published it; empty for a car of no list [-]."""


@dataclass(frozen=True, eq=False)
class Learnt:
    """The posterior of the qualities of one kind of results, ready for one more car."""

    names: tuple[str, ...]
    """The qualities [-]."""
    spreads: tuple[Spread, ...]
    """How far each differs [-]."""
    places: tuple[Place, ...]
    """Where the results' cars stand [-]."""
    slope: np.ndarray
    """(results, qualities) derivatives where all are usual [-]."""
    residual: np.ndarray
    """(results,) logs of results over usual ones [-]."""
    root: np.ndarray
    """(results, results) Cholesky root of the residuals' covariance [-]."""

    def qualities(self, place: Place) -> Gaussian:
        """Return the Gaussian of one more car's qualities.

        Args:
            place: where the car stands.
        """
        left = np.diag([one.total**2 for one in self.spreads])
        mean = np.zeros(len(self.names))
        if self.places:
            rows = [kernel([place], self.places, one)[0] for one in self.spreads]
            half = solve_triangular(self.root, (np.stack(rows) * self.slope.T).T, lower=True)
            mean = half.T @ solve_triangular(self.root, self.residual, lower=True)
            left = left - half.T @ half
        return Gaussian(self.names, mean, 0.5 * (left + left.T))


def learnt(model: QualityModel, kind: str, lines: Sequence[Line]) -> Learnt:
    """Return what results of one kind bear of the qualities behind them.

    Args:
        model: how far qualities differ.
        kind: one of `KINDS`.
        lines: results, of which those of other kinds are not looked at.
    """
    names = KINDS[kind]
    spreads = tuple(model.spreads[name] for name in names)
    of_kind = [line for line in lines if line.kind == kind]
    places = places_of(of_kind)
    slope = np.array([line.slope for line in of_kind]).reshape(-1, len(QUALITIES))
    slope = slope[:, [QUALITIES.index(name) for name in names]]
    covariance = noise_of(model, of_kind)
    for one, spread in zip(slope.T, spreads, strict=True):
        covariance += np.outer(one, one) * kernel(places, places, spread)
    root = np.linalg.cholesky(covariance) if places else covariance
    residual = np.array([line.residual for line in of_kind])
    return Learnt(names, spreads, places, slope, residual, root)


def places_of(lines: Sequence[Line]) -> tuple[Place, ...]:
    """Return where the cars of results stand.

    Args:
        lines: the results.
    """
    return tuple(Place(line.maker, line.family, line.year, line.list) for line in lines)


def noise_of(model: QualityModel, lines: Sequence[Line]) -> np.ndarray:
    """Return the (results, results) covariance of what qualities do not explain.

    Args:
        model: how far qualities differ.
        lines: results of one kind.
    """
    noise = [model.noise[line.result] for line in lines]
    shared = np.array([one.row for one in noise])
    together = same([line.row for line in lines]) * np.outer(shared, shared)
    return together + np.diag([one.own**2 for one in noise])


def kernel(one: Sequence[Place], other: Sequence[Place], spread: Spread) -> np.ndarray:
    """Return the (one, other) covariance of a quality.

    Args:
        one: places of cars.
        other: places of cars.
        spread: how far the quality differs.
    """
    near = resemblance(one, other)
    parts = (spread.maker, spread.family, spread.list)
    return spread.middle**2 + np.einsum("p,pij", np.square(parts), np.stack(near))


def resemblance(
    one: Sequence[Place], other: Sequence[Place]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return how near cars stand to each other by maker and year, by model family and by list.

    Args:
        one: places of cars.
        other: places of cars.

    Returns:
        Three times (one, other), from 0 to 1.
    """
    mine, theirs = (np.array([place.year for place in places]) for places in (one, other))
    apart = (mine[:, None] - theirs[None, :]) / MAKER_YEARS
    by = [
        same([getattr(place, part) for place in one], [getattr(place, part) for place in other])
        for part in ("maker", "family", "list")
    ]
    return by[0] * np.exp(-0.5 * apart**2), by[1], by[2]


def same(one: Sequence[str], other: Sequence[str] | None = None) -> np.ndarray:
    """Return (one, other) 1 where names are equal and not empty.

    Args:
        one: names.
        other: names; None are the same ones.
    """
    mine, theirs = np.array(one, str), np.array(one if other is None else other, str)
    return ((mine[:, None] == theirs[None, :]) & (mine[:, None] != "")).astype(float)
