r"""needs: the nearest believable car that meets a claim, as changes of named figures.

With m and S middle and covariance of the believable cars' normals without the claim, the nearest
car is the x that minimises $(x - m)^T S^{-1} (x - m)$ with $q(x) = c$; by Lagrange, over and over,

$$x \leftarrow m + S g\, \frac{c - q(x) + g^T (x - m)}{g^T S g}, \qquad g = \nabla q(x)$$

on the surrogate, with c shifted by what the simulator says of such a car above the surrogate. The
shift is right where it is what the simulator says of the car found with it; it is sought by the
secant through the last two rounds.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from carwright.belief.belief import banded
from carwright.belief.draws import Draws
from carwright.belief.latent import LATENTS, SIMULATED
from carwright.belief.model import Model
from carwright.belief.simulated import CHARGING, LAUNCH, said_by
from carwright.progress import in_parts
from carwright.settle.charging_rules import PEAK_KEY

STEPS = 12
"""Steps of Lagrange in each round [-]."""
ROUNDS = 6
"""Rounds, at most, in which the simulator corrects the surrogate [-]."""
CLOSE = 0.002
"""They end where the shift is what the simulator says within this [log]."""
FLATTEST = -0.1
"""Slope of what the shift misses that a secant has at least; -1 where the two are parallel [-]."""
FARTHEST = 8.0
"""No car is looked for farther away than so many standard deviations [-]."""
FAR = 4.0
"""Farther away than this no car is believable, and other claims may be wrong too [-]."""
FREED = 0.1
"""Variance that every normal then has at least, of the 1 before any claim [-] (assumed)."""
TELLING = 1.0 / 3.0
"""A figure is told that changes by more than this share of its standard deviation [-]."""
REACHED = 0.01
"""A car has reached what it should within this share [-]."""
SHOWN = (
    *("kerb_mass_kg", "battery_usable_energy_kwh", "peak_power_kw", "top_speed_kmh"),
    *("length_mm", "width_mm", "height_mm", "drag_area_m2", "drag_coefficient"),
    "rolling_resistance_coefficient",
)
"""Quantities that are told."""
_FACTORS = {
    "epa_test_over_simulated_ratio": "test_epa",
    "wltp_test_over_simulated_ratio": "test_wltp",
    "cltc_test_over_simulated_ratio": "test_cltc",
    "nedc_test_over_simulated_ratio": "test_nedc",
    "launch_test_over_simulated_ratio": "test_launch",
}
"""Factors on what is usual, and the latent whose exponential each is; tests as a consumption."""
_PLUG = {"charge_rate_ratio": "charge_rate", "charging_test_over_simulated_ratio": "test_charging"}
"""The same of fast charging, told where a claim speaks of that."""
_SAME = {
    "battery_energy_kwh": "battery_usable_energy_kwh",
    "battery_gross_energy_kwh": "battery_usable_energy_kwh",
}
"""What is told under another name."""


@dataclass(frozen=True, slots=True)
class Goal:
    """What a car should reach."""

    draws: Draws
    """Believable cars without the claim."""
    quantity: str
    """Name of the quantity [-]."""
    log: float
    """Its logarithm [log of its unit]."""


@dataclass(frozen=True, slots=True)
class Change:
    """One figure of the nearest car that meets a claim."""

    value: float
    """What it would have to be [unit of its name]."""
    p05: float
    """5 % point of believable cars [unit of its name]."""
    p50: float
    """50 % point [unit of its name]."""
    p95: float
    """95 % point [unit of its name]."""


@dataclass(frozen=True, eq=False)
class Nearest:
    """The nearest believable car that meets a claim."""

    normal: np.ndarray
    """(latents,) its normals [-]."""
    distance: float
    """How far it lies from the middle of believable cars, in standard deviations [-]."""
    reached: bool
    """Whether it meets the claim [-]."""
    figures: dict[str, float]
    """Everything that is told of it, by key with unit."""
    changes: dict[str, Change]
    """What would have to be true, by key with unit."""


def nearest(goals: Sequence[Goal]) -> list[Nearest]:
    """Return the nearest car for each goal of one scene, checked by the simulator.

    Where no believable car is near, some other claim must be wrong too: then the search is in a
    metric that lets every figure move by a part of what it could before any claim.

    Args:
        goals: what cars should reach, each with its own believable cars of the same scene.
    """
    found = _searched(goals, 0.0)
    far = [n for n, one in enumerate(found) if one.distance > FAR or not one.reached]
    for place, other in zip(far, _searched([goals[n] for n in far], FREED), strict=True):
        found[place] = other
    return found


def _searched(goals: Sequence[Goal], freed: float) -> list[Nearest]:
    if not goals:
        return []
    shift, above = np.zeros(len(goals)), np.zeros(len(goals))
    found = np.zeros((len(goals), len(LATENTS)))
    missed, moved, slope = np.zeros(len(goals)), np.zeros(len(goals)), -np.ones(len(goals))
    tested = [
        place for place, goal in enumerate(goals) if goal.quantity in goal.draws.scene.simulates
    ]
    for _ in in_parts("looking for the nearest cars", range(ROUNDS)):
        pairs = zip(goals, shift, strict=True)
        found = np.stack([_nearest(goal, one, freed) for goal, one in pairs])
        if not tested:
            break
        above[tested] = _apart([goals[place] for place in tested], found[tested])
        before, missed = missed, above - shift
        if np.max(np.abs(missed)) < CLOSE:
            break
        stepped = moved != 0.0
        slope[stepped] = np.minimum((missed - before)[stepped] / moved[stepped], FLATTEST)
        moved = -missed / slope
        shift = shift + moved
    return [_told(*one) for one in zip(goals, found, above, strict=True)]


def _nearest(goal: Goal, off: float, freed: float) -> np.ndarray:
    middle, covariance = _spread(goal.draws, freed)
    place = goal.draws.scene.names.index(goal.quantity)
    at = middle
    for _ in range(STEPS):
        value, slope = _sloped(goal.draws.model, at, place)
        along = covariance @ slope
        wanted = goal.log - off - value + float(slope @ (at - middle))
        step = along * (wanted / max(float(slope @ along), 1e-12))
        far = abs(wanted) / math.sqrt(max(float(slope @ along), 1e-12))
        at = middle + step * min(1.0, FARTHEST / max(far, 1e-9))
    return at


def _spread(draws: Draws, freed: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    middle = np.mean(draws.normal, axis=0)
    covariance = np.cov(draws.normal, rowvar=False)
    return middle, covariance + (1e-6 + freed) * np.eye(len(middle))


def _sloped(model: Model, normal: np.ndarray, place: int) -> tuple[float, np.ndarray]:
    """One quantity of a car, and how it grows with each normal."""
    slope = model.slopes()[place]
    slope[:SIMULATED] += model.bends()[place] @ normal[:SIMULATED]
    return float(model.quantities(normal)[place]), slope


def _apart(goals: Sequence[Goal], normal: np.ndarray) -> np.ndarray:
    """How far the simulator lies above the surrogate, for each goal; 0 where it says nothing."""
    scene, tests = goals[0].draws.scene, {said_by(goal.quantity) for goal in goals}
    names = [name for name in scene.simulates if said_by(name) in tests]
    exact = scene.simulated(normal, names)
    rows = zip(goals, exact, normal, strict=True)
    near = [float(goal.draws.model.surrogate(one[:SIMULATED])[_row(goal)]) for goal, _, one in rows]
    places = [names.index(goal.quantity) for goal in goals]
    found = exact[np.arange(len(goals)), places] - np.array(near)
    return np.where(np.isfinite(found), found, 0.0)


def _row(goal: Goal) -> int:
    return goal.draws.scene.simulates.index(goal.quantity)


def _told(goal: Goal, normal: np.ndarray, off: float) -> Nearest:
    draws = goal.draws
    middle, covariance = _spread(draws)
    apart = normal - middle
    distance = math.sqrt(max(float(apart @ np.linalg.solve(covariance, apart)), 0.0))
    here = draws.model.quantities(normal)
    log = float(here[draws.scene.names.index(goal.quantity)]) + off
    own = figures(draws, normal[None, :], here[None, :])
    many = figures(draws, draws.normal, draws.quantities)
    if goal.quantity in LAUNCH:
        own["grip_coefficient"], many["grip_coefficient"] = _grips(draws, normal)
    if goal.quantity in (*CHARGING, PEAK_KEY):
        own |= _numbers(draws, normal[None, :], here[None, :], ((PEAK_KEY,), _PLUG))
        many |= _numbers(draws, draws.normal, draws.quantities, ((PEAK_KEY,), _PLUG))
    left_out = {goal.quantity, _SAME.get(goal.quantity, goal.quantity)}
    changes = {}
    for name, values in many.items():
        logs, value = np.log(values), float(own[name][0])
        spread = float(np.std(logs))
        if name not in left_out and abs(math.log(value) - np.mean(logs)) > TELLING * spread > 1e-6:
            changes[name] = Change(value, *banded(values, np.full(len(values), 1.0 / len(values))))
    return Nearest(
        normal,
        distance,
        bool(abs(log - goal.log) < REACHED),
        {name: float(values[0]) for name, values in own.items()},
        changes,
    )


def figures(draws: Draws, normal: np.ndarray, quantities: np.ndarray) -> dict[str, np.ndarray]:
    """Return (N,) numbers of each figure that is told of cars, by key with unit.

    Args:
        draws: believable cars of the scene.
        normal: (N, latents) normals.
        quantities: (N, quantities) logarithms.
    """
    return _numbers(draws, normal, quantities, (SHOWN, _FACTORS))


def _numbers(
    draws: Draws,
    normal: np.ndarray,
    quantities: np.ndarray,
    told: tuple[Sequence[str], Mapping[str, str]],
) -> dict[str, np.ndarray]:
    """Quantities and factors by key with unit."""
    names, (shown, factors) = draws.scene.names, told
    vectors = draws.scene.prior.vectors(normal)
    found = {name: np.exp(quantities[:, names.index(name)]) for name in shown}
    return found | {name: np.exp(vectors[:, LATENTS.index(at)]) for name, at in factors.items()}


def _grips(draws: Draws, normal: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    from carwright.figure_table import FIGURES

    place = [row.key for row in FIGURES].index("grip_coefficient")
    cars = np.concatenate([normal[None, :], draws.normal[:: max(len(draws.normal) // 48, 1)]])
    values, _ = draws.scene.prior.arrays(draws.scene.prior.vectors(cars))
    return values[:1, place], values[1:, place]
