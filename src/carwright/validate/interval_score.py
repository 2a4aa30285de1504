r"""Interval score: how good bands are, narrow ones better, with a price for each miss.

The score of a band that is to hold a share $1 - \alpha$ is its width plus $2 / \alpha$ times the
distance by which it misses. Cars are drawn anew as a whole, since the claims of one car err alike.

Source: T. Gneiting and A. Raftery, Strictly Proper Scoring Rules, 2007, equation 43 [M];
E. B. Wilson, Probable Inference, 1927 [M].
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

HELD = 0.9
"""Share that a band from 5 to 95 % is to hold [-]."""
DRAWS = 2000
"""How often cars are drawn anew [-]."""
_SEED = 20_261_122


class Between(NamedTuple):
    """Ends of an interval."""

    low: float
    """Lower end."""
    high: float
    """Upper end."""


def interval_score(value: float, low: float, high: float) -> float:
    """Return the score of one band from 5 to 95 %, in the unit of the value; less is better.

    Args:
        value: what came.
        low: 5 % point.
        high: 95 % point.
    """
    price = 2.0 / (1.0 - HELD)
    return high - low + price * max(low - value, 0.0) + price * max(value - high, 0.0)


def wilson(hits: int, count: int) -> Between:
    """Return Wilson's interval of a share, 5 to 95 %.

    Args:
        hits: how many hold.
        count: of how many, at least 1.
    """
    z = float(ndtri(0.95))
    share, much = hits / count, z * z / count
    middle = (share + much / 2) / (1 + much)
    half = z * np.sqrt(share * (1 - share) / count + much / (4 * count)) / (1 + much)
    return Between(max(float(middle - half), 0.0), min(float(middle + half), 1.0))


def bootstrap(values: Sequence[float], groups: Sequence[str]) -> Between:
    """Return 5 to 95 % of the mean of values, whole groups drawn anew.

    Args:
        values: one a row.
        groups: the car, or whatever rows have in common, one a row.
    """
    names, place = np.unique(np.array(groups), return_inverse=True)
    sums = np.bincount(place, weights=np.array(values, dtype=float))
    counts = np.bincount(place)
    draws = np.random.default_rng(_SEED).integers(len(names), size=(DRAWS, len(names)))
    means = sums[draws].sum(axis=1) / counts[draws].sum(axis=1)
    low, high = np.quantile(means, [0.05, 0.95])
    return Between(float(low), float(high))
