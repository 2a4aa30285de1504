r"""Qualities: losses, loads, drag and rolling of a car over what is usual, learnt from results.

Each quality is a Gaussian process over cars, so that the cars of one maker resemble each other the
more, the nearer they are in time, and cars of any maker the more, the nearer they are in their
features (year, mass, power, battery):

$$k(c, c') = s_0^2 + s_a^2 e^{-\sum_f (x_f - x_f')^2 / 2 \lambda_f^2}
    + s_m^2 [m = m'] e^{-(y - y')^2 / 2 \ell^2} + s_p^2 [p = p']$$

with features x, each with a reach $\lambda_f$, maker m, model year y and model family p. Results
hang on the qualities as `evidence` says; the posterior is that of Gauss and Newton, linear about
its own mean.
Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), equations 2.23, 2.24
and 2.42; section 3.4 for the approximation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.linalg import solve_triangular

from carwright.population.evidence import FEATURES, QUALITIES, Line, response, stacked
from carwright.population.gaussian import Gaussian

ROUNDS, SETTLED = 12, 1e-3
"""Most Gauss-Newton rounds, and the step below which they end [-]."""
DAMPING, FARTHEST = 0.9, 2.5
"""Part of each round's step that is taken, and the greatest logarithm of a factor."""


@dataclass(frozen=True)
class Spread:
    """How far a quality differs, each as a standard deviation of its logarithm."""

    middle: float
    """Of the mean of all cars about what is usual [-]."""
    alike: float
    """Among cars of different features [-]."""
    reach: tuple[float, ...]
    """Distance in each feature over which cars cease to resemble each other [-]."""
    maker: float
    """Among makers [-]."""
    family: float
    """Among model families of one maker and year [-]."""


@dataclass(frozen=True)
class QualityModel:
    """What the results of many cars bear of the qualities behind them."""

    spreads: Mapping[str, Spread]
    """By quality [-]."""
    maker_years: float
    """Time over which the cars of a maker cease to resemble each other [feature units]."""
    noise: Mapping[str, float]
    """By result: what the line leaves unexplained, as a standard deviation [-]."""


@dataclass(frozen=True)
class Place:
    """Where a car stands among the others."""

    maker: str
    """Maker as `maker_id` writes it; empty where it is not known [-]."""
    family: str
    """Model family as `family_id` writes it; empty for a family of its own [-]."""
    features: tuple[float, ...]
    """As `features_of` gives them [-]."""


def features_of(year: float, mass: float, power: float, energy: float) -> tuple[float, ...]:
    """Return the features of a car.

    Args:
        year: model year.
        mass: kerb mass [kg].
        power: peak power [kW].
        energy: usable energy of the battery [kWh].
    """
    return (
        (year - 2018.0) / 3.0,
        float(np.log(mass / 1760.0)) / 0.25,
        float(np.log(power / mass / 0.1)) / 0.4,
        float(np.log(energy / mass / 0.033)) / 0.4,
    )


@dataclass(frozen=True, eq=False)
class Learnt:
    """The posterior of all rows' qualities, ready for one more car."""

    model: QualityModel
    """How far qualities differ [-]."""
    places: tuple[Place, ...]
    """Where the result's cars stand [-]."""
    slope: np.ndarray
    """(results, qualities) derivatives about the posterior mean [-]."""
    residual: np.ndarray
    """(results,) what the linear part has to explain [-]."""
    root: np.ndarray
    """(results, results) Cholesky root of the residuals' covariance [-]."""
    at: np.ndarray
    """(results, qualities) posterior mean of the results' own cars [-]."""

    def qualities(self, place: Place) -> Gaussian:
        """Return the Gaussian of one more car's qualities.

        Args:
            place: where the car stands.
        """
        own = Resemblance.between([place], [place], self.model.maker_years)
        mean, left = np.zeros(len(QUALITIES)), np.zeros((len(QUALITIES), len(QUALITIES)))
        for at, name in enumerate(QUALITIES):
            spread = self.model.spreads[name]
            unknown = 0.0 if place.family else spread.family**2
            unknown += 0.0 if place.maker else spread.maker**2
            left[at, at] = own.kernel(spread)[0, 0] + unknown
        if self.places:
            others = Resemblance.between([place], self.places, self.model.maker_years)
            rows = [others.kernel(self.model.spreads[name])[0] for name in QUALITIES]
            half = solve_triangular(self.root, (np.stack(rows) * self.slope.T).T, lower=True)
            mean = half.T @ solve_triangular(self.root, self.residual, lower=True)
            left = left - half.T @ half
        return Gaussian(QUALITIES, mean, 0.5 * (left + left.T))


def learnt(model: QualityModel, lines: Sequence[Line], *, warm: bool = False) -> Learnt:
    """Return what results bear of the qualities behind them.

    Args:
        model: how far qualities differ.
        lines: the results.
        warm: whether to begin where the latest fit ended, which is near; else where all are usual.
    """
    places = tuple(Place(line.maker, line.family, line.features) for line in lines)
    _, measured, usual = stacked(lines)
    noise = noise_of(model, lines)
    alike = Resemblance.between(places, places, model.maker_years)
    kernels = [alike.kernel(model.spreads[name]) for name in QUALITIES]
    at = np.array([line.start for line in lines]) if warm else np.zeros_like(usual)
    at = at.reshape(usual.shape)
    for _ in range(ROUNDS if lines else 0):
        before = at
        slope, residual, root = _linear(kernels, noise, usual, measured, at)
        weight = solve_triangular(root, residual, lower=True)
        weight = solve_triangular(root, weight, lower=True, trans=1)
        pulled = [kernel @ (one * weight) for one, kernel in zip(slope.T, kernels, strict=True)]
        at = at + DAMPING * (np.stack(pulled, axis=1) - at)
        at = np.clip(at, -FARTHEST, FARTHEST)
        if np.max(np.abs(at - before)) < SETTLED:
            break
    slope, residual, root = _linear(kernels, noise, usual, measured, at)
    return Learnt(model, places, slope, residual, root, at)


def _linear(
    kernels: Sequence[np.ndarray],
    noise: np.ndarray,
    usual: np.ndarray,
    measured: np.ndarray,
    at: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The results about some qualities: derivatives, residuals, root of their covariance."""
    value, slope = response(usual, at)
    residual = measured - value + np.sum(slope * at, axis=1)
    covariance = noise.copy()
    for one, kernel in zip(slope.T, kernels, strict=True):
        covariance += kernel * one[:, None] * one[None, :]
    root = np.linalg.cholesky(covariance) if len(measured) else covariance
    return slope, residual, root


def noise_of(model: QualityModel, lines: Sequence[Line]) -> np.ndarray:
    """Return the (results, results) covariance of what qualities do not explain.

    Results of one row share half of its variance: a car on the bench is one car.

    Args:
        model: how far qualities differ.
        lines: the results.
    """
    noise = np.array([model.noise[line.result] for line in lines])
    rows = _numbers([line.row for line in lines])
    together = 0.5 * np.outer(noise, noise) * (rows[:, None] == rows[None, :])
    return together + np.diag(0.5 * noise**2)


class Resemblance(NamedTuple):
    """How near cars stand to each other, whatever the quality."""

    apart: np.ndarray
    """(features, one, other) squared distance in each feature [-]."""
    maker: np.ndarray
    """(one, other) resemblance by maker and year [-]."""
    family: np.ndarray
    """(one, other) 1 where the model family is the same [-]."""

    @classmethod
    def between(
        cls, one: Sequence[Place], other: Sequence[Place], maker_years: float
    ) -> "Resemblance":
        """Return how near some cars stand to others.

        Args:
            one: cars.
            other: cars.
            maker_years: time over which the cars of a maker cease to resemble each other.
        """
        mine = np.array([place.features for place in one]).reshape(-1, len(FEATURES))
        theirs = np.array([place.features for place in other]).reshape(-1, len(FEATURES))
        apart = (mine.T[:, :, None] - theirs.T[:, None, :]) ** 2
        years = apart[FEATURES.index("year")] / maker_years**2
        makers = _same([place.maker for place in one], [place.maker for place in other])
        return cls(
            apart=apart,
            maker=makers * np.exp(-0.5 * years),
            family=_same([place.family for place in one], [place.family for place in other]),
        )

    def kernel(self, spread: Spread) -> np.ndarray:
        """Return the (one, other) covariance of a quality.

        Args:
            spread: how far the quality differs.
        """
        nearness = np.array(spread.reach) ** -2.0
        distance = np.tensordot(nearness, self.apart, axes=1)
        covariance = spread.middle**2 + spread.alike**2 * np.exp(-0.5 * distance)
        covariance += spread.maker**2 * self.maker
        return covariance + spread.family**2 * self.family


def _same(one: Sequence[str], other: Sequence[str]) -> np.ndarray:
    """1 where names are equal and not empty."""
    names = _numbers([*one, *other])
    mine, theirs = names[: len(one)], names[len(one) :]
    known = np.array([bool(name) for name in one], bool)
    return ((mine[:, None] == theirs[None, :]) & known[:, None]).astype(float)


def _numbers(names: Sequence[str]) -> np.ndarray:
    order = {name: i for i, name in enumerate(dict.fromkeys(names))}
    return np.array([order[name] for name in names], int)
