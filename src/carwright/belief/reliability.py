"""Reliability: how far claims of a kind were from what came, as far as that was known on a date."""

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from carwright.belief.alike import Array, Table, differs, learnt_shares, table, weights
from carwright.belief.errors_of import (
    DATES,
    LEVELS,
    SAME,
    UNSPECIFIED,
    Erred,
    bound_of,
    erred,
    family,
)
from carwright.belief.mixture import (
    DATE,
    NOTHING_SPREAD,
    NUMBER,
    SHEET,
    Mixture,
    Prior,
    learnt,
    t_below,
)
from carwright.belief.scored import Scored, scored
from carwright.belief.together import SHEET_KINDS

FEW_CARS = 10
"""Under so many cars what is learnt is thin [-] (assumed)."""
_GRID = np.linspace(-3.0, 3.0, 6001)
"""Errors at which distributions are looked at [-]."""
_KIND, _FAMILY = 1, 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A claim whose reliability is asked for."""

    figure: str
    """Key of a car file [-]."""
    kind: str
    """Kind of its source [-]."""
    newcomer: str = ""
    """`none`, `first_bev`, `first_car`; empty where it is not known [-]."""
    procedure: str = "unspecified"
    """Test procedure that the claim names; only a range has one that matters [-]."""
    bound: str | None = None
    """`about`, `at_least` or `at_most`; None is a bare number [-]."""

    @property
    def features(self) -> tuple[str, ...]:
        """What likens it to past claims."""
        basis = SAME
        if family(self.figure) == "range" and self.procedure not in LEVELS:
            basis = UNSPECIFIED
        kind = "analyst" if self.kind == "estimate" else self.kind
        return (family(self.figure), kind, self.newcomer, bound_of(self.figure, self.bound), basis)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a mixture: Student's t of an error."""

    name: Literal["right", "shifted", "nothing"]
    """Whether the claim is right within its spread, off, or says nothing [-]."""
    weight: float
    """How likely that is [-]."""
    middle: float
    """Middle of the error [-]."""
    scale: float
    """Scale of the error [-]."""
    freedom: float
    """Degrees of freedom; infinite for a normal [-]."""

    def below(self, errors: Array) -> Array:
        """Return the share of the part below some errors (N,).

        Args:
            errors: the errors [-].
        """
        if np.isinf(self.freedom):
            from scipy.special import ndtr

            return ndtr((errors - self.middle) / self.scale)
        return t_below(errors, self.freedom, self.middle, self.scale)


@dataclass(frozen=True, slots=True)
class Reliability:
    """Distribution of the error of a claim; of numbers the logarithm of final over claimed."""

    asked: Asked
    """The claim [-]."""
    parts: tuple[Part, ...]
    """Right, shifted and nothing; where a claim says nothing, the population should decide: the
    part given here is as wide as road cars differ [-]."""
    rows: int
    """Past claims of the same family and kind that it rests on [-]."""
    cars: int
    """Cars that these are of [-]."""
    memory_rows: int
    """How many of these were partly written down from memory [-]."""
    sentence: str
    """The same in plain words [-]."""

    @property
    def thin(self) -> bool:
        """Whether it rests on fewer than `FEW_CARS` cars."""
        return self.cars < FEW_CARS

    def below(self, errors: Array) -> Array:
        """Return how likely the error lies below some numbers (N,).

        Args:
            errors: the numbers [-].
        """
        return np.sum([part.weight * part.below(errors) for part in self.parts], axis=0)

    def quantiles(self, shares: Array, at_least: float = -np.inf) -> Array:
        """Return quantiles of the error (N,).

        Args:
            shares: share of the distribution below each (N,) [-].
            at_least: least error that is possible still [-].
        """
        below = self.below(_GRID)
        gone = float(self.below(np.array([at_least]))[0]) if np.isfinite(at_least) else 0.0
        wanted = gone + np.asarray(shares) * (1.0 - gone)
        return np.maximum(np.interp(wanted, below, _GRID), at_least)


def reliability(
    asked: Asked,
    on: datetime.date,
    without_cars: frozenset[str] = frozenset(),
    rows: tuple[Scored, ...] | None = None,
) -> Reliability:
    """Return how far a claim may be off, from the claims whose end was known on a date.

    Args:
        asked: the claim.
        on: the date.
        without_cars: cars that may not be used, as `scored.car_id` writes them.
        rows: the past claims; None are those that are shipped.
    """
    return _reliability(asked, scored(on, without_cars, rows))


@lru_cache(maxsize=4096)
def _reliability(asked: Asked, rows: tuple[Scored, ...]) -> Reliability:
    sheet = asked.kind in SHEET_KINDS
    past = _past(rows, asked.figure in DATES, sheet)
    prior = _prior(asked.figure, sheet)
    shares = _shares(past, asked.features[_FAMILY], prior)
    of = table(past)
    counted = weights(differs(of.encoded(asked.features)[None, :], of), shares, of)
    found = learnt(counted, of.errors, prior)
    same = [
        row
        for row in past
        if (row.features[_FAMILY], row.features[_KIND]) == asked.features[: _KIND + 1]
    ]
    cars = len({row.car for row in same})
    parts = _parts(found)
    return Reliability(
        asked,
        parts,
        len(same),
        cars,
        sum(row.memory for row in same),
        _sentence(asked, parts, len(same), cars),
    )


@lru_cache(maxsize=512)
def _shares(past: tuple[Erred, ...], of_family: str, prior: Prior) -> Array:
    of: Table = table(past)
    places = [n for n, row in enumerate(past) if row.features[_FAMILY] == of_family]

    def density(errors: Array, counted: Array, known: Array) -> Array:
        return learnt(counted, known, prior).log_density(errors)

    return learnt_shares(of, np.array(places, dtype=np.int64), density)


@lru_cache(maxsize=1024)
def _past(rows: tuple[Scored, ...], dates: bool, sheet: bool) -> tuple[Erred, ...]:
    chosen = [row for row in rows if (row.figure in DATES) == dates]
    if not dates:
        chosen = [row for row in chosen if (row.kind in SHEET_KINDS) == sheet]
    return tuple(found for row in chosen if (found := erred(row)) is not None)


def _prior(figure: str, sheet: bool) -> Prior:
    if figure in DATES:
        return DATE
    return SHEET if sheet else NUMBER


def _parts(found: Mixture) -> tuple[Part, ...]:
    right, shifted, nothing = (float(share) for share in found.shares[0])
    numbers = (found.shift, found.scale, found.freedom, found.right_scale, found.right_freedom)
    shift, scale, freedom, right_scale, right_freedom = (float(one[0]) for one in numbers)
    return (
        Part("right", right, 0.0, right_scale, right_freedom),
        Part("shifted", shifted, shift, scale, freedom),
        Part("nothing", nothing, 0.0, NOTHING_SPREAD, float("inf")),
    )


def _sentence(asked: Asked, parts: tuple[Part, ...], rows: int, cars: int) -> str:
    right, shifted, nothing = parts
    what = f"{asked.figure} from a source of kind {asked.kind}"
    on = f"{rows} past claims of {cars} cars" if rows else "no past claim of this kind"
    thin = f"; fewer than {FEW_CARS} cars, so this is thin" if cars < FEW_CARS else ""
    if asked.figure in DATES:
        late = 100.0 * np.expm1(shifted.middle)
        middle = f"{abs(late):.0f} % {'longer' if late >= 0 else 'shorter'}"
        return f"{what}: in the middle the wait is {middle} than promised ({on}{thin})"
    sign = 100.0 * np.expm1(shifted.middle)
    return (
        f"{what}: right in {right.weight:.0%}, else {sign:+.0f} % in the middle, "
        f"and worth nothing in {nothing.weight:.0%} ({on}{thin})"
    )
