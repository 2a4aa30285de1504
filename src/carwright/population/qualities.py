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
    """Where the results' cars stand, each place once [-]."""
    half: np.ndarray
    """(places, qualities, qualities) root of what the results of each place bear [-]."""
    root: np.ndarray
    """(places x qualities, twice) inverse Cholesky root of 1 + H K H, as in `learnt` [-]."""
    weight: np.ndarray
    """(places, qualities) by which what a place has in common with a car moves its mean [-]."""

    def qualities(self, place: Place) -> Gaussian:
        """Return the Gaussian of one more car's qualities.

        Args:
            place: where the car stands.
        """
        left = np.diag([one.total**2 for one in self.spreads])
        mean = np.zeros(len(self.names))
        if self.places:
            shared = np.stack([kernel([place], self.places, one)[0] for one in self.spreads])
            mean = np.einsum("qp,pq->q", shared, self.weight)
            held = self.root @ np.einsum("piq,qp->piq", self.half, shared).reshape(
                len(self.root), -1
            )
            left = left - held.T @ held
        return Gaussian(self.names, mean, 0.5 * (left + left.T))


def learnt(model: QualityModel, kind: str, lines: Sequence[Line]) -> Learnt:
    r"""Return what results of one kind bear of the qualities behind them.

    Results of one place hang on the same qualities, so that a place is known by what its results
    bear together, $A = \sum s s^T / n$ and $b = \sum s r / n$ over their noise n: the matrices are
    as large as there are places, not results. With K the kernel and $A = H H$,

    $$q_* = k_*^T w, \qquad w = b - H (1 + H K H)^{-1} H K b, \qquad
      \Sigma_* = k_{**} - k_*^T H (1 + H K H)^{-1} H k_*$$

    Args:
        model: how far qualities differ.
        kind: one of `KINDS`.
        lines: results, of which those of other kinds are not looked at.

    Source: Rasmussen and Williams (2006), equations 3.26 and 3.27, with W the A of the places.
    """
    names = KINDS[kind]
    spreads = tuple(model.spreads[name] for name in names)
    of_kind = [line for line in lines if line.kind == kind]
    number: dict[Place, int] = {}
    at = [number.setdefault(place, len(number)) for place in places_of(of_kind)]
    places = tuple(number)
    known, told = _borne(model, names, of_kind, at)
    values, vectors = np.linalg.eigh(known)
    roots = np.sqrt(np.maximum(values, 0.0))
    half = np.einsum("pik,pk,pjk->pij", vectors, roots, vectors)
    prior = np.stack([kernel(places, places, spread) for spread in spreads])
    size = told.size
    whole = np.einsum("pik,kpq,qkj->piqj", half, prior, half).reshape(size, size)
    root = np.linalg.inv(np.linalg.cholesky(whole + np.eye(size)))
    moved = np.einsum("pik,kpq,qk->pi", half, prior, told).reshape(size)
    back = np.einsum("pij,pj->pi", half, (root.T @ (root @ moved)).reshape(told.shape))
    return Learnt(names, spreads, places, half, root, told - back)


def _borne(
    model: QualityModel, names: Sequence[str], lines: Sequence[Line], at: Sequence[int]
) -> tuple[np.ndarray, np.ndarray]:
    """What the results of each place bear: (places, qualities, qualities) and (places, qualities).

    Of the noise of a row's results $D + h h^T$ the inverse is $D^{-1}$ less that of what they
    share (Sherman and Morrison).
    """
    columns = [QUALITIES.index(name) for name in names]
    slope = np.array([line.slope for line in lines]).reshape(-1, len(QUALITIES))[:, columns]
    residual = np.array([line.residual for line in lines])
    noise = [model.noise[line.result] for line in lines]
    shared, own = np.array([one.row for one in noise]), np.array([one.own for one in noise])
    order: dict[str, int] = {}
    row = np.array([order.setdefault(line.row, len(order)) for line in lines], int)
    place = np.zeros(len(order), int)
    place[row] = at
    scaled, weighted = slope / own[:, None], residual / own
    tilt = shared / own
    over = 1.0 + _summed(tilt * tilt, row, len(order))
    across = _summed(scaled * tilt[:, None], row, len(order))
    along = _summed(weighted * tilt, row, len(order))
    known = _summed(scaled[:, :, None] * scaled[:, None, :], row, len(order))
    known -= across[:, :, None] * across[:, None, :] / over[:, None, None]
    told = _summed(scaled * weighted[:, None], row, len(order))
    told -= across * (along / over)[:, None]
    places = max(at, default=-1) + 1
    return _summed(known, place, places), _summed(told, place, places)


def _summed(values: np.ndarray, at: np.ndarray, count: int) -> np.ndarray:
    found = np.zeros((count, *values.shape[1:]))
    np.add.at(found, at, values)
    return found


def places_of(lines: Sequence[Line]) -> tuple[Place, ...]:
    """Return where the cars of results stand.

    Args:
        lines: the results.
    """
    return tuple(Place(line.maker, line.family, line.year, line.list) for line in lines)


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
    number = {
        name: at for at, name in enumerate(dict.fromkeys(one if other is None else (*one, *other)))
    }
    number[""] = -1
    mine = np.array([number[name] for name in one], int)
    theirs = mine if other is None else np.array([number[name] for name in other], int)
    return ((mine[:, None] == theirs[None, :]) & (mine[:, None] >= 0)).astype(float)
