"""conflicts: claims that no believable car can satisfy together, by name."""

from dataclasses import dataclass

import numpy as np

from carwright.belief.belief import Belief
from carwright.belief.heard import Heard
from carwright.belief.latent import SIMULATED
from carwright.belief.procedures import CONSUMPTION, RANGE
from carwright.belief.quantity import claimed_number
from carwright.belief.simulated import CHARGING, LAUNCH
from carwright.belief.terms import Spoken
from carwright.settle.charging_rules import PEAK_KEY

UNHEARD = 0.05
"""A claim clashes if claims of its kind are so far off more rarely than this [-]."""
HEARD = 0.2
"""A claim is believed if claims of its kind are as far off more often than this [-]."""


@dataclass(frozen=True)
class Conflict:
    """A claim that the others leave no room for."""

    claim: Heard
    """The claim [-]."""
    heard: float
    """How likely claims of its kind are so far off, in either direction [-]."""
    against: Heard | None
    """The believed claim that excludes it most plainly; None where only all together do [-]."""


def conflicts(belief: Belief) -> tuple[Conflict, ...]:
    """Return the claims that clash with what is believed, the least heard first.

    Args:
        belief: what is believed with all claims.
    """
    spoken = belief.scene.spoken
    chances = heard(belief)
    believed = [one for one, chance in zip(spoken, chances, strict=True) if chance > HEARD]
    found = [
        Conflict(one.heard, float(chance), _against(one, believed))
        for one, chance in zip(spoken, chances, strict=True)
        if chance < UNHEARD
    ]
    return tuple(sorted(found, key=lambda one: (one.heard, one.claim.id)))


def heard(belief: Belief) -> np.ndarray:
    """Return how likely claims of its kind are at least as far off as each claim would be [-].

    Args:
        belief: what is believed with all claims.
    """
    simulated = belief.surrogate(belief.normal[:, :SIMULATED])
    near = belief.scene.quantities(belief.normal, simulated)
    values = np.where(np.isfinite(belief.quantities), belief.quantities, near)
    names = belief.scene.names
    return np.array([_tail(one, values, names, belief.weights) for one in belief.scene.spoken])


def _tail(one: Spoken, values: np.ndarray, names: tuple[str, ...], weights: np.ndarray) -> float:
    below = 0.0
    for meaning in one.meanings:
        errors = values[:, names.index(meaning.quantity)] + meaning.shift - np.log(_number(one))
        below += meaning.weight * float(weights @ one.reliability.below(errors))
    bound = one.heard.claim.bound
    tail = {"at_least": below, "at_most": 1.0 - below}.get(bound or "", min(below, 1.0 - below))
    return min(1.0, 2.0 * tail)


def _against(one: Spoken, believed: list[Spoken]) -> Heard | None:
    """The believed claim of the same quantity, else of the same kind, that lies farthest away."""
    same = [other for other in believed if _names(other) & _names(one)]
    if not same:
        same = [other for other in believed if _kinds(other) & _kinds(one)]
        return same[0].heard if same else None
    return max(same, key=lambda other: abs(np.log(_number(other) / _number(one)))).heard


def _number(one: Spoken) -> float:
    numbers = [claimed_number(one.heard.key, one.heard.claim, n) for n in one.heard.numbers]
    return float(np.exp(np.mean(np.log(numbers))))


def _names(one: Spoken) -> set[str]:
    return {meaning.quantity for meaning in one.meanings}


def _kinds(one: Spoken) -> set[str]:
    """What moves with a claim: all of reach, all of sprints, all of the plug with each other."""
    ends = {
        "reach": (RANGE, CONSUMPTION, "energy_kwh", "coefficient", "area_m2"),
        "pull": (*LAUNCH, "peak_power_kw", "kerb_mass_kg"),
        "plug": (*CHARGING, PEAK_KEY),
    }
    return {kind for kind, end in ends.items() if any(n.endswith(end) for n in _names(one))}
