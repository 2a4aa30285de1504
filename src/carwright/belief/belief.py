"""belief: what can be believed of a car on a date, from what is usual and what is said of it.

The prior is the population's; each claim counts as past claims of its kind were right, through the
simulator where it speaks of the whole car. Particles climb from prior to posterior on a surrogate
of the simulator; the simulator itself then weighs them.
"""

import datetime
from dataclasses import dataclass

import numpy as np

from carwright.belief.kept_belief import Arrays, kept_arrays
from carwright.belief.latent import SIMULATED
from carwright.belief.model import Model
from carwright.belief.scene import PILOTS, Asking, Scene, scene
from carwright.belief.simulated import simulated
from carwright.belief.surrogate import Surrogate
from carwright.belief.temper import Climb, tempered
from carwright.belief.terms import Terms
from carwright.carfile.schema import CarFile
from carwright.errors import InputError
from carwright.population.population import Population
from carwright.progress import task

SCOUTS, SCOUTING = 2, 512
"""Times that a few cars climb ahead, and how many; the surrogate is fitted to where they arrive."""
SPARSE = 4
"""Of a test that no claim speaks of, every so many cars are simulated."""
ENOUGH = 0.2
"""Share of particles that must be effective; else the surrogate is fitted again [-]."""
FAR = 0.5
"""Farther than so many standard deviations no move is small: then it is fitted again too [-]."""
ROUNDS = 2
"""Most times that it is."""
NARROW = 0.003
"""What a move leaves of what the surrogate missed: less than most claims are wide [-]."""
BAND = (0.05, 0.5, 0.95)
"""Shares below the ends and the middle of every band [-]."""


@dataclass(frozen=True, eq=False)
class Belief:
    """Believable cars, each with a weight."""

    scene: Scene
    """The car and its claims [-]."""
    normal: np.ndarray
    """(N, latents) normals [-]."""
    weights: np.ndarray
    """(N,) weights, sum 1 [-]."""
    quantities: np.ndarray
    """(N, quantities) logarithms in the unit of their key; NaN where a car was not simulated."""
    arrays: tuple[np.ndarray, np.ndarray]
    """Figures in SI and choices of each car."""
    surrogate: Surrogate
    """The surrogate that they climbed on."""
    climb: Climb
    """How they climbed."""

    @property
    def ess(self) -> float:
        """Effective number of cars."""
        return float(1.0 / np.sum(self.weights**2))

    @property
    def moved(self) -> float:
        """How far what the surrogate missed has moved cars, root mean square [-]."""
        apart = self.normal - self.climb.normal
        return float(np.sqrt(np.mean(np.sum(apart**2, axis=1))))

    @property
    def converged(self) -> bool:
        """Whether the climb ended and enough of its cars are effective."""
        return self.climb.reached >= 1.0 and self.ess >= ENOUGH * len(self.weights)

    def band(self, name: str) -> tuple[float, float, float]:
        """Return 5 %, 50 % and 95 % points of a quantity, in the unit of its key.

        Args:
            name: a name of `scene.names`.
        """
        values = self.quantities[:, self.scene.names.index(name)]
        known = np.isfinite(values)
        weights = self.weights[known]
        return banded(np.exp(values[known]), weights / np.sum(weights))


def banded(values: np.ndarray, weights: np.ndarray) -> tuple[float, float, float]:
    """Return 5 %, 50 % and 95 % points.

    Args:
        values: (N,) values.
        weights: (N,) weights, sum 1.
    """
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weights[order]) - 0.5 * weights[order]
    low, middle, high = np.interp(BAND, below, values[order])
    return float(low), float(middle), float(high)


def belief(
    car_file: CarFile,
    on: datetime.date | None = None,
    *,
    asking: Asking | None = None,
    about: Population | None = None,
) -> Belief:
    """Return what can be believed of a car on a date.

    Args:
        car_file: the car file.
        on: the date, itself included; None is today.
        asking: all else that may be asked, its date included; None is the usual.
        about: the population; None is what was known on the date without the car's own results.

    Raises:
        InputError: if what is known cannot belong to one car.
    """
    asked = asking or Asking(on or datetime.date.today())
    return believed(scene(car_file, asked, about))


def believed(about: Scene, terms: Terms | None = None) -> Belief:
    """Return what can be believed of a car.

    Args:
        about: the car as of a date, with its claims.
        terms: the likelihood of its claims; None is that of all that count.

    Raises:
        InputError: if no believable car can be simulated.
    """
    with task("weighing claims", (PILOTS, SCOUTS * SCOUTING + ROUNDS * about.asking.count)) as step:
        heard = about.terms() if terms is None else terms
        step()
        evidence = (*about.evidence, *heard.evidence, sorted(about.claimed), about.asking.count)
        return _unpacked(about, kept_arrays(evidence, lambda: _packed(_believed(about, heard))))


def _packed(found: Belief) -> Arrays:
    """A belief as arrays, but for what follows from its scene at once."""
    parts = {name: getattr(found, name) for name in ("normal", "weights", "quantities")}
    for name, of in (("surrogate", found.surrogate), ("climb", found.climb)):
        parts |= {f"{name}_{part}": np.asarray(held) for part, held in of._asdict().items()}
    return parts


def _unpacked(about: Scene, held: Arrays) -> Belief:
    surrogate = Surrogate(*(held[f"surrogate_{name}"] for name in Surrogate._fields))
    arrived, reached, steps, accepted = (held[f"climb_{name}"] for name in Climb._fields)
    climb = Climb(arrived, float(reached), int(steps), float(accepted))
    arrays = about.prior.arrays(about.prior.vectors(arrived))
    parts = (held["normal"], held["weights"], held["quantities"])
    return Belief(about, *parts, arrays, surrogate, climb)


def _believed(about: Scene, terms: Terms) -> Belief:
    asking = about.asking
    normal, values = about.pilots
    with task("weighing claims", [SCOUTING] * SCOUTS + [asking.count] * ROUNDS) as step:
        for _ in range(SCOUTS):
            model = about.model(about.fitted(normal, values), terms)
            near = tempered(model, asking.seed, SCOUTING).normal
            normal, values = _joined((normal, values), (near, about.simulated(near)))
            step()
        found = _arrived(about, about.model(about.fitted(normal, values), terms))
        for _ in range(ROUNDS - 1):
            if found.ess >= ENOUGH * asking.count and found.moved <= FAR:
                break
            step()
            whole = np.all(np.isfinite(found.quantities), axis=1)
            values_there = found.quantities[:, -len(about.simulates) :] - about.tested(found.normal)
            there = (found.normal[whole], values_there[whole])
            normal, values = _joined((normal, values), there)
            found = _arrived(about, about.model(about.fitted(normal, values), terms))
    if not np.all(np.isfinite(found.weights)):
        raise InputError(
            "no believable car meets what is said of it",
            file=about.car_file.path,
            remedy="check the claims with `carwright check-claims`",
        )
    return found


def _arrived(about: Scene, model: Model) -> Belief:
    """The cars that climb by a surrogate, weighed by the simulator."""
    climb = tempered(model, about.asking.seed, about.asking.count)
    normal = climb.normal
    arrays = about.prior.arrays(about.prior.vectors(normal))
    values = _simulated(about, arrays)
    moved = _moved(model, normal, values)
    weights = _weights(model, (normal, moved), values)
    quantities = about.quantities(moved, values)
    return Belief(about, moved, weights, quantities, arrays, model.surrogate, climb)


def _moved(model: Model, normal: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The particles, what the surrogate missed taken up by the discrepancies of the tests.

    A discrepancy changes no simulation, so that the move is a shift by what the simulated part says
    and keeps volumes.
    """
    straight = model.constants.shape[0]
    spoken = np.unique(model.terms.quantity) - straight
    spoken = spoken[spoken >= 0]
    missed = (values - model.surrogate(normal[:, :SIMULATED]))[:, spoken]
    missed = np.where(np.isfinite(missed), missed, 0.0)  # a car that failed is weighed as it is
    by = (model.signs @ model.root)[spoken]
    back = np.linalg.solve(by @ by.T + NARROW**2 * np.eye(len(spoken)), missed.T)
    return normal - back.T @ by


def _joined(*parts: tuple[np.ndarray, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    normals, values = zip(*parts, strict=True)
    return np.concatenate(normals), np.concatenate(values)


def _simulated(about: Scene, arrays: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """(cars, quantities) logarithms; NaN for cars of which a test is not simulated."""
    values, choices = arrays
    every, loads = about.simulates, about.loads(values)
    found = np.full((len(values), len(every)), np.nan)
    for part, step in ((about.claimed, 1), (frozenset(every) - about.claimed, SPARSE)):
        names = [name for name in every if name in part]
        at = [every.index(name) for name in names]
        if names:
            some = {test: load[::step] for test, load in loads.items()}
            found[::step, at] = simulated(values[::step], choices[::step], names, some)
    return found


def _weights(
    model: Model, normals: tuple[np.ndarray, np.ndarray], values: np.ndarray
) -> np.ndarray:
    """Weights that turn particles of the surrogate's posterior into those of the simulator's.

    Args:
        model: prior and claims.
        normals: (N, latents) of the particles as they arrived, and as they were moved.
        values: (N, simulated quantities) what the simulator says of them.
    """
    arrived, moved = normals
    exact = model.log_likelihood(model.beside(moved, np.nan_to_num(values)))
    near = model.log_likelihood(model.quantities(arrived))
    more = exact - near - 0.5 * np.sum(moved**2 - arrived**2, axis=1)
    weights = np.exp(more - np.max(more))
    return weights / np.sum(weights)
