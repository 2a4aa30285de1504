"""scene: a car as of a date, with the claims that count, ready to be believed in."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from carwright.belief.discrepancy import discrepancies
from carwright.belief.heard import Hearing, hearing
from carwright.belief.kept_belief import kept_arrays
from carwright.belief.latent import LATENTS, SIMULATED, TESTS, Prior, prior
from carwright.belief.model import Model
from carwright.belief.quantity import Line, lines, meanings, price_lines
from carwright.belief.reliability import Asked, reliability
from carwright.belief.simulated import (
    CHARGING,
    QUANTITIES,
    discrepancies_of,
    said_by,
    simulated,
)
from carwright.belief.surrogate import Surrogate, fitted
from carwright.belief.terms import Spoken, Terms, packed
from carwright.belief.together import Together, together
from carwright.belief.usual_charging import usual_charging
from carwright.carfile.as_of import as_of
from carwright.carfile.schema import CarFile
from carwright.cars.batch import loads_of_tests
from carwright.figure_table import INDEX
from carwright.population.names import family_id, maker_id
from carwright.population.population import Population
from carwright.settle.carried import TESTED_AT
from carwright.settle.settle import of_others, settle
from carwright.settle.settled import Settled

CARS = 4096
"""Believable cars of a belief [-]."""
PILOTS = 768
"""Cars of the prior that the surrogate is first fitted to [-]."""
_LOAD = INDEX["load"]


@dataclass(frozen=True, slots=True)
class Asking:
    """Of what a belief is asked."""

    on: datetime.date
    """The date, itself included [-]."""
    variant: str | None = None
    """Variant of the car; None is the main one [-]."""
    without: frozenset[str] = frozenset()
    """Ids of claims that are not to be heard [-]."""
    also: frozenset[str] = frozenset()
    """Of `simulated.CHARGING` what is simulated though no claim that is heard speaks of it [-]."""
    without_car: str = ""
    """Id of a scored car whose past claims teach nothing, as `scored.car_id` writes it [-]."""
    count: int = CARS
    """Believable cars [-]."""
    seed: int = 0
    """Of the random numbers [-]."""


@dataclass(frozen=True)
class Scene:
    """A car as of a date, ready for any set of its claims."""

    car_file: CarFile
    """What was said by then [-]."""
    settled: Settled
    """The simulated car as of the date: every claim that was known taken at its word."""
    asking: Asking
    """What is asked [-]."""
    hearing: Hearing
    """The claims that count [-]."""
    spoken: tuple[Spoken, ...]
    """Those among them that speak of a number of the car [-]."""
    prior: Prior
    """The car before them [-]."""
    straight: dict[str, Line]
    """Quantities that are straight lines [-]."""
    together: Together
    """How much claims of one figure err together [-]."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all quantities, in their order."""
        return (*self.straight, *self.simulates)

    @cached_property
    def simulates(self) -> tuple[str, ...]:
        """Names of the simulated quantities, in their order."""
        asked = self._said | self.asking.also
        return (*QUANTITIES, *(name for name in CHARGING if name in asked))

    @property
    def _said(self) -> frozenset[str]:
        return frozenset(meaning.quantity for one in self.spoken for meaning in one.meanings)

    @property
    def claimed(self) -> frozenset[str]:
        """Names of the simulated quantities that claims speak of, with all of the same test."""
        tests = {said_by(name) for name in self._said.intersection(self.simulates)}
        return frozenset(name for name in self.simulates if said_by(name) in tests)

    @cached_property
    def pilots(self) -> tuple[np.ndarray, np.ndarray]:
        """Normals of cars of the prior, and their simulated quantities."""
        rng = np.random.default_rng(self.asking.seed)
        normal = rng.standard_normal((PILOTS, len(LATENTS)))
        found = kept_arrays((*self.evidence, PILOTS), lambda: {"values": self.simulated(normal)})
        return normal, found["values"]

    @cached_property
    def evidence(self) -> tuple[object, ...]:
        """All that numbers of the car hang on, before any claim of it is heard [-]."""
        before = self.prior
        file = before.car_file.model_dump_json(exclude={"path", "digest"})
        prior = (before.middle.tobytes(), before.root.tobytes(), *before.words.items())
        lines = [(name, one.constant, *one.slopes.items()) for name, one in self.straight.items()]
        loads = [(name, *load.tolist()) for name, load in loads_of_tests([self.settled]).items()]
        return (file, *prior, *before.grown.items(), lines, loads, self.simulates, self.asking.seed)

    @cached_property
    def usual(self) -> dict[str, tuple[float, float]]:
        """Middle and standard deviation of each quantity before any claim."""
        normal, values = self.pilots
        found = self.quantities(normal, values)
        middles = np.median(found, axis=0)
        spreads = np.maximum(1.4826 * np.median(np.abs(found - middles), axis=0), 1e-3)
        return dict(
            zip(self.names, zip(middles.tolist(), spreads.tolist(), strict=True), strict=True)
        )

    def simulated(self, normal: np.ndarray, names: Sequence[str] | None = None) -> np.ndarray:
        """Return (N, names) logarithms of what the simulator says.

        Args:
            normal: (N, latents) normals.
            names: of `simulates`; None are all.
        """
        arrays = self.prior.arrays(self.prior.vectors(normal))
        wanted = self.simulates if names is None else names
        return simulated(*arrays, wanted, self.loads(arrays[0]))

    def loads(self, values: np.ndarray) -> dict[str, np.ndarray]:
        """Return (N,) what cars carry in each test beyond kerb mass, as their ratings have it [kg].

        A car of known test mass keeps it, as its draws have it.

        Args:
            values: (N, figures) figures of believable cars [SI].
        """
        found = {}
        for name, (load,) in loads_of_tests([self.settled]).items():
            is_known = TESTED_AT.get(name) in self.car_file.figures
            found[name] = values[:, _LOAD] if is_known else np.full(len(values), load)
        return found

    def quantities(self, normal: np.ndarray, values: np.ndarray) -> np.ndarray:
        """Return (N, quantities) logarithms with the discrepancies of tests.

        Args:
            normal: (N, latents) normals.
            values: (N, simulated quantities) what the simulator says.
        """
        vectors = self.prior.vectors(normal)
        rows = np.stack([line.row() for line in self.straight.values()])
        constants = np.array([line.constant for line in self.straight.values()])
        return np.concatenate([constants + vectors @ rows.T, values + self.tested(normal)], axis=1)

    def tested(self, normal: np.ndarray) -> np.ndarray:
        """Return (N, simulated quantities): how far what tests say lies from the simulator.

        Args:
            normal: (N, latents) normals.
        """
        return self.prior.vectors(normal) @ signs(self.simulates).T

    def fitted(self, normal: np.ndarray, values: np.ndarray) -> Surrogate:
        """Return what stands for the simulator near some cars.

        Args:
            normal: (N, latents) normals.
            values: (N, simulated quantities) what the simulator says of them.
        """
        moving = np.any(self.prior.root[:, :SIMULATED] != 0.0, axis=0)
        return fitted(normal[:, :SIMULATED], values, moving)

    def terms(self, without: frozenset[str] = frozenset()) -> Terms:
        """Return the likelihood of the claims.

        Args:
            without: ids of claims that are left out.
        """
        kept = [one for one in self.spoken if one.heard.id not in without]
        return packed(kept, self.names, self.usual, self.together.correlation)

    def model(self, surrogate: Surrogate, terms: Terms) -> Model:
        """Return prior and claims as arrays.

        Args:
            surrogate: stands for the simulator.
            terms: the claims.
        """
        rows = np.stack([line.row() for line in self.straight.values()])
        constants = np.array([line.constant for line in self.straight.values()])
        return Model(
            surrogate=surrogate,
            root=self.prior.root,
            lines=rows,
            constants=constants + rows @ self.prior.middle,
            signs=signs(self.simulates),
            middle=self.prior.middle,
            terms=terms,
            usual=np.array([self.usual[name] for name in self.names]),
        )


def signs(names: Sequence[str]) -> np.ndarray:
    """Return (names, latents): how discrepancies move what tests say.

    Args:
        names: simulated quantities.
    """
    found = np.zeros((len(names), len(LATENTS)))
    for row, name in enumerate(names):
        for place, sign in discrepancies_of(name).items():
            found[row, place] = sign
    return found


def scene(car_file: CarFile, asking: Asking, about: Population | None = None) -> Scene:
    """Return a car as of a date, ready to be believed in.

    Args:
        car_file: the car file.
        asking: what is asked.
        about: the population; None is what was known on the date without the car's own results.

    Raises:
        InputError: if what is known cannot belong to one car.
    """
    then = as_of(car_file, asking.on, asking.variant)
    about = about or of_others(then, asking.on)
    heard = replace(settle(then, about), on=asking.on)
    claims = hearing(then, then.variant)
    family = family_id(then.maker, then.name)
    tests = discrepancies(TESTS, asking.on, family)
    known_maker = maker_id(then.maker) in about.size_model.makers
    straight = lines(heard)
    return Scene(
        car_file=then,
        settled=heard,
        asking=asking,
        hearing=claims,
        spoken=_spoken(claims, asking, "none" if known_maker else ""),
        prior=prior(heard, about, then.year, tests, usual_charging(heard, asking.on)),
        straight=straight | price_lines(heard, asking.on, straight["battery_energy_kwh"]),
        together=together(asking.on, _left_out(asking)),
    )


def _spoken(claims: Hearing, asking: Asking, newcomer: str) -> tuple[Spoken, ...]:
    found = []
    for one in claims.counted:
        means = meanings(one.key, one.claim)
        if not means or not one.numbers or one.id in asking.without:
            continue
        asked = Asked(
            one.key,
            one.claim.kind,
            newcomer,
            one.claim.procedure or "unspecified",
            one.claim.bound,
        )
        found.append(Spoken(one, means, reliability(asked, asking.on, _left_out(asking))))
    return tuple(found)


def _left_out(asking: Asking) -> frozenset[str]:
    return frozenset({asking.without_car}) - {""}
