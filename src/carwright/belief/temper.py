r"""temper: particles from the prior to the posterior, by tempered sequential Monte Carlo.

The likelihood is raised from nothing to its whole in steps that keep a share of the particles
effective; after each the particles are drawn anew and moved. Plain numpy: there is nothing to
compile, whatever is said of a car.

Source: Del Moral, Doucet and Jasra, Sequential Monte Carlo samplers, J. R. Statist. Soc. B 68
(2006) 411; the step by Jasra, Stephens, Doucet and Tsagaris, Scand. J. Statist. 38 (2011) 1;
systematic resampling by Kitagawa, J. Comput. Graph. Statist. 5 (1996) 1.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

import numpy as np

from carwright.belief.model import Model
from carwright.belief.moves import Moves, Particles, Single

TARGET = 0.5
"""Share of particles that each step keeps effective [-]."""
MOVES = 8
"""Rounds of moves after each step."""
MOST_STEPS = 60
"""Steps after which the climb is given up."""
HALVINGS = 40
"""How often the interval is halved in which the next step lies."""
TOGETHER = 1024
"""Particles that move together, with random numbers of their own, whatever the threads."""


class Climb(NamedTuple):
    """Where the particles have arrived."""

    normal: np.ndarray
    """(N, latents) particles."""
    reached: float
    """Share of the likelihood that was reached: 1 where the climb converged."""
    steps: int
    """Steps that it took."""
    accepted: float
    """Mean share of moves that were accepted in the last step."""


def tempered(model: Model, seed: int, count: int, *, threads: int | None = None) -> Climb:
    """Return particles of the posterior; the same for the same seed, on however many threads.

    Args:
        model: prior and claims.
        seed: of the random numbers.
        count: how many particles.
        threads: Python threads; by default one a core.
    """
    moves, rng = Moves(model), np.random.default_rng(seed)
    cars = moves.at(rng.standard_normal((moves.latents, count), dtype=Single))
    groups = [slice(first, first + TOGETHER) for first in range(0, count, TOGETHER)]
    rngs = rng.spawn(len(groups))
    reached, accepted, steps = 0.0, 0.0, 0
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        while reached < 1.0 and steps < MOST_STEPS:
            log_likelihood = cars.log_likelihood.astype(float)
            rise = _rise(log_likelihood, 1.0 - reached)
            reached = 1.0 if rise == 1.0 - reached else reached + rise
            cars = cars.taken(_drawn(_weights(rise * log_likelihood), rng))
            move = partial(_moved, moves, cars, reached)
            accepted = float(np.mean(list(pool.map(move, groups, rngs))))
            steps += 1
    return Climb(cars.normal.T.astype(float), reached, steps, accepted)


def _moved(
    moves: Moves, cars: Particles, power: float, group: slice, rng: np.random.Generator
) -> float:
    some = cars.taken(group)
    accepted = [moves.move(some, power, rng) for _ in range(MOVES)]
    cars.put(group, some)
    return float(np.mean(accepted))


def _rise(log_likelihood: np.ndarray, most: float) -> float:
    """By how much the likelihood's power rises so that the target stays effective."""
    wanted = TARGET * len(log_likelihood)
    low, high = 0.0, most
    if _effective(most * log_likelihood) >= wanted:
        return most
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        enough = _effective(middle * log_likelihood) >= wanted
        low, high = (middle, high) if enough else (low, middle)
    return low


def _weights(log_weight: np.ndarray) -> np.ndarray:
    weights = np.exp(log_weight - np.max(log_weight))
    return weights / np.sum(weights)


def _effective(log_weight: np.ndarray) -> float:
    return float(1.0 / np.sum(_weights(log_weight) ** 2))


def _drawn(weights: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Places of particles that weigh the same, drawn systematically."""
    count = len(weights)
    places = (np.arange(count) + rng.random()) / count
    return np.minimum(np.searchsorted(np.cumsum(weights), places), count - 1)
