"""headline: the numbers of a car that people ask for first, by the keys that `compare` uses."""

import numpy as np

from carwright.belief.belief import Belief, banded
from carwright.belief.headline_keys import QUANTITY, times
from carwright.belief.quantity import meanings
from carwright.carfile.schema import Claim

Band = tuple[float, float, float]
"""5 %, 50 % and 95 % points."""


def headline(found: Belief) -> dict[str, Band]:
    """Return the band of each headline figure, in the unit of its key.

    Args:
        found: what is believed of the car.
    """
    return {key: banded(*values_of(found, key)) for key in QUANTITY}


def values_of(found: Belief, key: str) -> tuple[np.ndarray, np.ndarray]:
    """Return a headline figure of every believable car, and their weights, in the unit of its key.

    Args:
        found: what is believed of the car.
        key: key of the figure.
    """
    logs = found.quantities[:, found.scene.names.index(QUANTITY[key])]
    known = np.isfinite(logs)
    weights = found.weights[known]
    return times(key) * np.exp(logs[known]), weights / np.sum(weights)


def figures_of(key: str, claim: Claim) -> tuple[str, ...]:
    """Return the headline figures that a claim may speak of, none where it speaks of no such one.

    Args:
        key: key of the claim in the car file.
        claim: the claim.
    """
    meant = {meaning.quantity.replace("_rollout", "") for meaning in meanings(key, claim)}
    return tuple(name for name, quantity in QUANTITY.items() if quantity in meant)
