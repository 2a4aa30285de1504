r"""moves: how particles move while the likelihood counts in part, all at once and in place.

Claims are narrow spikes on a wide ground, so a move changes one claimed quantity y along a line, to
where a claim expects it or to where it is usual, and leaves either all else or the other claimed
quantities alone. Along a line the quantity is a quadratic of the step t, which is solved for; the
density of the step is $g(y) |dy / dt|$. Now and then a move draws anew, in part, what no claim
speaks of: that is where it was before any claim, but for what bends.

Numbers are single, twice as fast as double: the simulator weighs particles in double. Cars are the
last axis, so that each number of a claim meets a row of cars.
"""

from dataclasses import dataclass

import numpy as np

from carwright.belief.latent import SIMULATED
from carwright.belief.lines import lines_of
from carwright.belief.model import Model

FRESH = 0.6
"""How much of what no claim speaks of is drawn anew [-]."""
GROUND = 0.3
"""Share of moves that go where a quantity is usual, not where a claim expects it [-]."""
LINES = 3
"""So many moves along lines for each that draws anew."""

Single = np.float32


@dataclass
class Particles:
    """Cars on their way."""

    normal: np.ndarray
    """(latents, cars) normals."""
    quantities: np.ndarray
    """(claimed, cars) logarithms of the quantities that claims speak of."""
    log_likelihood: np.ndarray
    """(cars,) of all claims."""

    def taken(self, places: np.ndarray | slice) -> "Particles":
        """Return some of the cars, in arrays of their own.

        Args:
            places: which.
        """
        parts = (self.normal, self.quantities, self.log_likelihood)
        return Particles(*(np.ascontiguousarray(part[..., places]) for part in parts))

    def put(self, places: slice, some: "Particles") -> None:
        """Put cars back where they were taken.

        Args:
            places: which.
            some: the cars.
        """
        self.normal[:, places] = some.normal
        self.quantities[:, places] = some.quantities
        self.log_likelihood[places] = some.log_likelihood


class Moves:
    """Prior and claims made ready for moving many particles."""

    def __init__(self, model: Model) -> None:
        """Take prior and claims.

        Args:
            model: prior and claims.
        """
        claimed = np.unique(model.terms.quantity)
        lines = lines_of(model)
        self.latents = len(model.middle)
        self._terms = model.terms.single(claimed)
        self._middles = model.middles()[claimed].astype(Single)[:, None]
        self._slopes = model.slopes()[claimed].astype(Single)
        first, second = np.triu_indices(SIMULATED)
        bends = model.bends()[claimed][:, first, second] * np.where(first == second, 0.5, 1.0)
        bent, used = (np.flatnonzero(np.any(bends != 0.0, axis=axis)) for axis in (1, 0))
        self._pairs, self._bent = (first[used], second[used]), bent
        self._bends = bends[np.ix_(bent, used)].astype(Single)
        self._quantity = np.searchsorted(claimed, lines.quantity)
        self._direction, self._slope, self._turn, self._bend, self._silent = (
            part.astype(Single) for part in lines[1:]
        )
        self._aims = _Aims(model, claimed)

    def at(self, normal: np.ndarray) -> Particles:
        """Return particles where they are.

        Args:
            normal: (latents, cars) normals.
        """
        quantities = self._slopes @ normal
        quantities += self._middles
        if len(self._bent):
            first, second = self._pairs
            pairs = normal[first]
            pairs *= normal[second]
            quantities[self._bent] += self._bends @ pairs
        return Particles(normal, quantities, np.sum(self._terms.each(quantities), axis=0))

    def move(self, cars: Particles, power: float, rng: np.random.Generator) -> float:
        """Move particles a few times along lines and once in what no claim speaks of.

        Args:
            cars: the particles, moved in place.
            power: how much of the log likelihood counts [-].
            rng: random numbers.

        Returns:
            Mean share of moves that were accepted.
        """
        counts = Single(power)
        with np.errstate(all="ignore"):  # a step that no number solves is not taken
            if not len(self._quantity):
                return self._anew(cars, counts, rng)
            along = [self._along(cars, counts, rng) for _ in range(LINES)]
            return float(np.mean([*along, self._anew(cars, counts, rng)]))

    def _along(self, cars: Particles, power: Single, rng: np.random.Generator) -> float:
        here, count = cars.normal, cars.normal.shape[1]
        line = rng.integers(len(self._quantity), size=count)
        quantity, direction = self._quantity[line], self._direction[:, line]
        now = cars.quantities[quantity, np.arange(count)]
        wanted = self._aims.drawn(quantity, rng)
        slope = self._slope[line]
        slope += np.einsum("sn,sn->n", here[:SIMULATED], self._turn[:, line])
        bend, away = self._bend[line], wanted - now
        inside = slope * slope + 4.0 * bend * away
        root = np.sqrt(np.maximum(inside, 0.0))
        direction *= 2.0 * away / (slope + np.copysign(root, slope))
        there = self.at(here + direction)
        ratio = power * (there.log_likelihood - cars.log_likelihood)
        ratio += 0.5 * (_squared(here) - _squared(there.normal))
        ratio += np.log(np.abs(slope)) - np.log(root)
        ratio += self._aims.log_density(quantity, now) - self._aims.log_density(quantity, wanted)
        return _taken(cars, there, np.where(inside > 0.0, ratio, -np.inf), rng)

    def _anew(self, cars: Particles, power: Single, rng: np.random.Generator) -> float:
        here = cars.normal
        noise = rng.standard_normal(here.shape, dtype=Single)
        kept = Single((1.0 - FRESH**2) ** 0.5)
        there = self.at(here + self._silent @ ((kept - 1.0) * here + Single(FRESH) * noise))
        return _taken(cars, there, power * (there.log_likelihood - cars.log_likelihood), rng)


class _Aims:
    """Where moves of a quantity aim: at its claims alike, and now and then where it is usual."""

    def __init__(self, model: Model, claimed: np.ndarray) -> None:
        terms = model.terms
        rows = [np.flatnonzero(terms.quantity == place) for place in claimed]
        self._rows = np.array([len(of) for of in rows], int)
        self._ground = max(self._rows, default=0)
        shape = (self._ground + 1, len(claimed))
        self._middle, self._scale = np.zeros(shape, Single), np.ones(shape, Single)
        share = np.zeros(shape)
        for at, of in enumerate(rows):
            self._middle[: len(of), at] = terms.middle[of]
            self._scale[: len(of), at] = terms.scale[of]
            share[: len(of), at] = (1.0 - GROUND) / len(of)
        self._middle[-1], self._scale[-1] = model.usual[claimed].T
        share[-1] = GROUND
        with np.errstate(divide="ignore"):
            self._head = (np.log(share) - np.log(self._scale)).astype(Single)

    def drawn(self, quantity: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """(cars,) numbers that are aimed at."""
        count = len(quantity)
        which, where = rng.random(count, dtype=Single), rng.standard_normal(count, dtype=Single)
        of = (rng.random(count, dtype=Single) * self._rows[quantity]).astype(int)
        part = np.where(which < GROUND, self._ground, of)
        return self._middle[part, quantity] + self._scale[part, quantity] * where

    def log_density(self, quantity: np.ndarray, at: np.ndarray) -> np.ndarray:
        """(cars,) logarithms of the density with which a number is aimed at, but for a constant."""
        apart = at - self._middle[:, quantity]
        apart /= self._scale[:, quantity]
        apart *= apart
        apart *= -0.5
        apart += self._head[:, quantity]
        most = np.max(apart, axis=0)
        apart -= most
        np.exp(apart, out=apart)
        return most + np.log(np.sum(apart, axis=0))


def _squared(normal: np.ndarray) -> np.ndarray:
    return np.einsum("in,in->n", normal, normal)


def _taken(cars: Particles, there: Particles, ratio: np.ndarray, rng: np.random.Generator) -> float:
    """Take the moves that are accepted; their share."""
    accepted = np.log(rng.random(len(ratio), dtype=Single)) < ratio
    np.copyto(cars.normal, there.normal, where=accepted)
    np.copyto(cars.quantities, there.quantities, where=accepted)
    np.copyto(cars.log_likelihood, there.log_likelihood, where=accepted)
    return float(np.mean(accepted))
