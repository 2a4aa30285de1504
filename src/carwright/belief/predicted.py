"""predicted: what a claim would say of each believable car if it were right."""

import math
from dataclasses import dataclass

import numpy as np

from carwright.belief.aside import NINE_IN_TEN, Estimate, aside
from carwright.belief.belief import banded
from carwright.belief.draws import Draws
from carwright.belief.heard import Heard
from carwright.belief.quantity import Meaning, claimed_number, meanings

_UNDER_CONDITIONS = {
    "consumption_kwh_per_100km": (0.85, 2.0),
    "range_km": (0.5, 1.1),
    **dict.fromkeys(("charge_10_80_min", "charge_30_80_min", "charge_dc_min"), (0.9, 1.9)),
    "zero_to_100_s": (0.95, 1.25),
    "zero_to_60mph_s": (0.95, 1.25),
}
"""Factors that hold nine in ten of a number in all weathers, over that of the test (estimate)."""
_ELSE = (0.9, 1.1)


@dataclass(frozen=True, eq=False)
class Predicted:
    """What a claim would say if it were right, over believable cars."""

    values: np.ndarray
    """(M,) numbers in the unit of the key."""
    weights: np.ndarray
    """(M,) their weights, sum 1 [-]."""
    meanings: tuple[Meaning, ...]
    """What the claim may mean; nothing where no quantity of the belief is meant [-]."""
    estimate: str
    """What a closed form or wider conditions rest on; empty where the belief says it all [-]."""

    @property
    def band(self) -> tuple[float, float, float]:
        """5 %, 50 % and 95 % points, in the unit of the key."""
        return banded(self.values, self.weights)


def predicted(one: Heard, draws: Draws) -> Predicted:
    """Return what a claim would say of each believable car if it were right.

    Args:
        one: the claim.
        draws: believable cars.
    """
    claim = one.claim.model_copy(update={"conditions": None})
    means = meanings(one.key, claim)
    if not means:
        found: Estimate = aside(one.key, claim, draws)
        values, weights, source = found.values, np.ones(len(found.values)), found.source
    else:
        values = np.concatenate([_meant(one, meaning, draws) for meaning in means])
        weights = np.repeat([meaning.weight for meaning in means], len(draws.normal))
        source = ""
    if one.claim.conditions and not (means and meanings(one.key, one.claim)):
        low, high = _UNDER_CONDITIONS.get(one.key, _ELSE)
        spread = math.log(high / low) / NINE_IN_TEN
        noise = np.resize(draws.noise("conditions"), len(values))
        values = values * np.exp(0.5 * math.log(low * high) + spread * noise)
        source = f"{low:g} to {high:g} of a test, as conditions differ: estimate"
    return Predicted(values, weights / np.sum(weights), means, source)


def _meant(one: Heard, meaning: Meaning, draws: Draws) -> np.ndarray:
    spread = meaning.spread * draws.noise(f"{one.key} of {meaning.quantity}")
    values = np.exp(draws.logs(meaning.quantity) + meaning.shift + spread)
    if one.key == "mpge":
        # the same formula leads from mpge to consumption and back
        return np.array([claimed_number("mpge", one.claim, value) for value in values.tolist()])
    return values
