r"""terms: how likely each claim is, given the quantities of a car, as packed arrays.

A claim c of a quantity q is right within its spread, or off by a shift and a spread, or says
nothing:

$$p(c | q) = \sum_m w_m \sum_k w_k\, t_{\nu_k}\bigl(\log q - \log c - \mu_k + s_m;\, \sigma_k\bigr)
    + w_0\, p_0(\log c)$$

over its possible meanings m (procedures, sides, rollouts) and parts k of its reliability; $p_0$ is
how the population spreads before any claim. A bound is the number itself, said to be safe, or else
a mere bound: then it takes the share below instead of the density, as mere bounds lie anywhere up
to a factor e away. Rounding and the width of an interval widen each part. Where several claims
speak of one figure each counts for less than one, as they may err together.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from carwright.belief.heard import Heard
from carwright.belief.quantity import Meaning, claimed_number
from carwright.belief.reliability import Reliability
from carwright.belief.rounding import rounding
from carwright.belief.together import counts
from carwright.carfile.vocabulary import CLAIM_ROWS, FIGURE_ROWS, NumberRow

MANY = 1e6
"""Degrees of freedom from which Student's t is a normal [-]."""
FLOOR = 1e-4
"""No part of a claim is narrower: a wheel or a tyre pressure moves any figure so far [-]."""
MERE = 0.5
"""Share of bounds that are mere ones (assumed); others are as far off as past bounds were."""
MOST_ODDS = 80.0
"""Logarithm of the greatest odds of a claim against nothing: single precision holds no more."""
LOGISTIC = 1.702
"""A logistic of so steep a slope is the normal's share below within a hundredth [-]."""


@dataclass(frozen=True, eq=False)
class Terms:
    """Every claim as rows, which stand together: one for each meaning and way to be off."""

    quantity: np.ndarray
    """(rows,) place of the quantity."""
    log_weight: np.ndarray
    """(rows,) logarithm of the row's share over that of saying nothing."""
    middle: np.ndarray
    """(rows,) logarithm of the quantity that the row expects."""
    scale: np.ndarray
    """(rows,) how far around it."""
    freedom: np.ndarray
    """(rows,) degrees of freedom."""
    bound: np.ndarray
    """(rows,) 0 for a number, 1 for at least, -1 for at most."""
    first: np.ndarray
    """(claims,) place of the first row of each claim."""
    nothing: np.ndarray
    """(claims,) log likelihood where the claim says nothing."""
    counts: np.ndarray
    """(claims,) how much the claim counts: less than 1 where others speak of the same."""

    @property
    def evidence(self) -> tuple[bytes, ...]:
        """All claims as bytes: the same where they say the same of a car."""
        return tuple(getattr(self, field.name).tobytes() for field in fields(self))

    def heard(self, quantities: np.ndarray) -> np.ndarray:
        """Return (claims, ...) odds that each claim says something, against nothing.

        Args:
            quantities: (quantities, ...) logarithms, of one car or with its like in further axes.
        """
        below = (slice(None), *[None] * (quantities.ndim - 1))
        steep, power, normals, bounds, belongs = self._ready
        found = quantities[self.quantity]
        found -= self.middle[below]
        apart = found[normals] / self.scale[normals][below]
        found *= steep[below]
        beyond = found[bounds]
        found *= found
        found += 1.0  # in place throughout: this is where a sampler spends its time
        np.log(found, out=found)
        found *= power[below]
        found[normals] = -0.5 * apart**2
        found[bounds] = -np.maximum(beyond, 0.0) - np.log(1.0 + np.exp(-np.abs(beyond)))
        found += self.log_weight[below]
        np.exp(found, out=found)
        return np.tensordot(belongs, found, 1)

    def each(self, quantities: np.ndarray) -> np.ndarray:
        """Return (claims, ...) log likelihoods of the claims, each as much as it counts.

        Args:
            quantities: (quantities, ...) logarithms, of one car or with its like in further axes.
        """
        below = (slice(None), *[None] * (quantities.ndim - 1))
        found = self.heard(quantities)
        found += 1.0
        np.log(found, out=found)
        found += self.nothing[below]
        found *= self.counts[below]
        return found

    def single(self, places: np.ndarray) -> "Terms":
        """Return the same in single precision, of quantities of which only some are kept.

        Args:
            places: (kept,) which, rising.
        """
        numbers = ("log_weight", "middle", "scale", "freedom", "bound", "nothing", "counts")
        single = {name: getattr(self, name).astype(np.float32) for name in numbers}
        return replace(self, quantity=np.searchsorted(places, self.quantity), **single)

    @cached_property
    def _ready(self) -> tuple[np.ndarray, ...]:
        """Factors on misses, powers, rows that are no Student's t, and whose each row is."""
        number = self.bound == 0.0
        normals, bounds = np.flatnonzero(number & (self.freedom >= MANY)), np.flatnonzero(~number)
        steep = 1.0 / (self.scale * np.sqrt(self.freedom))
        steep[bounds] = -LOGISTIC * (self.bound / self.scale)[bounds]
        claim = np.searchsorted(self.first, np.arange(len(self.quantity)), side="right") - 1
        belongs = np.equal(np.arange(len(self.first))[:, None], claim).astype(self.scale.dtype)
        return steep, -0.5 * (self.freedom + 1.0), normals, bounds, belongs


class Spoken(NamedTuple):
    """A claim with what it may mean and how far it may be off."""

    heard: Heard
    """The claim."""
    meanings: tuple[Meaning, ...]
    """What it may mean."""
    reliability: Reliability
    """How far it may be off."""


def packed(
    claims: Sequence[Spoken],
    names: Sequence[str],
    usual: Mapping[str, tuple[float, float]],
    correlation: float = 0.0,
) -> Terms:
    """Return claims as packed arrays.

    Args:
        claims: the claims.
        names: the quantities, in the order in which they will be given.
        usual: middle and standard deviation of each quantity before any claim.
        correlation: how much claims of one figure err together [-].
    """
    found = [_rows(spoken, names, usual) for spoken in claims]
    rows = np.array([row for of_claim, _ in found for row in of_claim]).reshape(-1, 6)
    place, log_weight, middle, scale, freedom, bound = rows.T
    ends = np.cumsum([len(of_claim) for of_claim, _ in found], dtype=int)
    speaks_of = [frozenset(meaning.quantity for meaning in one.meanings) for one in claims]
    kinds = [one.heard.claim.kind for one in claims]
    return Terms(
        quantity=place.astype(int),
        log_weight=log_weight,
        middle=middle,
        scale=scale,
        freedom=freedom,
        bound=bound,
        first=np.concatenate([[0], ends[:-1]])[: len(ends)].astype(int),
        nothing=np.array([nothing for _, nothing in found]),
        counts=np.asarray(counts(speaks_of, kinds, correlation), float),
    )


def _rows(
    spoken: Spoken, names: Sequence[str], usual: Mapping[str, tuple[float, float]]
) -> tuple[list[tuple[float, ...]], float]:
    heard, claim = spoken.heard, spoken.heard.claim
    numbers = [claimed_number(heard.key, claim, number) for number in heard.numbers]
    width = 0.5 * math.log(max(numbers) / min(numbers))
    log_claim = 0.5 * (math.log(max(numbers)) + math.log(min(numbers)))
    half = max(rounding(n, written_unit(heard.key), claim.as_said) / abs(n) for n in heard.numbers)
    wider = (half**2 + width**2) / 3.0
    bound = _bound(heard)
    rows: list[tuple[float, ...]] = []
    silent: list[float] = []
    for meaning in spoken.meanings:
        place = names.index(meaning.quantity)
        for part in spoken.reliability.parts:
            log_weight = math.log(max(meaning.weight * part.weight, 1e-300))
            if part.name == "nothing":
                silent.append(log_weight + _silence(log_claim, usual[meaning.quantity]))
                continue
            scale = math.sqrt(part.scale**2 + meaning.spread**2 + wider + FLOOR**2)
            freedom = min(part.freedom, MANY)
            middle = log_claim + part.middle - meaning.shift
            if bound != 0.0:
                rows.append((place, log_weight + math.log(MERE), middle, scale, freedom, bound))
                log_weight += math.log(1.0 - MERE)
            head = _log_head(freedom, scale)
            rows.append((place, log_weight + head, middle, scale, freedom, 0.0))
    most = max(row[1] for row in rows)
    nothing = max(float(np.logaddexp.reduce(silent)), most - MOST_ODDS)
    return [(row[0], row[1] - nothing, *row[2:]) for row in rows], nothing


def written_unit(key: str) -> str:
    """Return the unit of a key of a car file as people write it; empty where it has none.

    Args:
        key: a key of `figures:` or `claims:`.
    """
    row = {**FIGURE_ROWS, **CLAIM_ROWS}[key]
    return row.unit if isinstance(row, NumberRow) else ""


def _bound(heard: Heard) -> float:
    """A range "up to" so much is that of the best version: a number, not a bound."""
    if heard.claim.bound == "at_most" and heard.key == "range_km":
        return 0.0
    open_ended = {"at_least": 1.0, "at_most": -1.0}
    if heard.claim.bound in open_ended:
        return open_ended[heard.claim.bound]
    claim = heard.claim
    if claim.value is None and (claim.low is None or claim.high is None):
        return 1.0 if claim.high is None else -1.0
    return 0.0


def _silence(log_claim: float, usual: tuple[float, float]) -> float:
    """Log likelihood of a claim that says nothing: how usual the number is by itself."""
    middle, spread = usual
    z = (log_claim - middle) / spread
    return -0.5 * z * z - math.log(spread * math.sqrt(2.0 * math.pi))


def _log_head(freedom: float, scale: float) -> float:
    if freedom >= MANY:
        return -0.5 * math.log(2.0 * math.pi) - math.log(scale)
    head = math.lgamma(0.5 * (freedom + 1.0)) - math.lgamma(0.5 * freedom)
    return float(head - 0.5 * math.log(math.pi * freedom) - math.log(scale))
