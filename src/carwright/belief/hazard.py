r"""Hazard: whether a programme ends in a car, from how programmes of the past went until a date.

A programme will come, or it will not and is given up sooner or later. One that comes does so at a
time that slips from the promised one by a normal error of `errors_of.log_delay`. One that does not
come is still there after a time t with the chance $S(t) = 1 / (1 + rt)$: some plans linger on for
decades. With q the share that does not come and F the distribution of the time to the sale, a
programme that was on sale after t tells $(1 - q) f(t)$, one that was given up $-q S'(t)$, and one
that is open still, in a way censored, $(1 - q)(1 - F(t)) + q S(t)$. The further away the promise
is, the larger q: $\operatorname{logit} q = \alpha + \beta \log(\text{wait} / 2 \text{ years})$.

Parameters are integrated over a grid under weak priors. Kind of company, official confirmation,
kind of the first source and year were tried as further slopes of a logistic regression: none of
them predicted programmes that were left out any better, so that none is here.

Source: a cure model, J. Berkson and R. Gage, 1952 [M].
"""

import datetime
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, ndtr

from carwright.belief.errors_of import HALF_A_YEAR
from carwright.belief.programmes import Plan
from carwright.carfile.spans import DAYS_OF_YEAR, years_between

Array = NDArray[np.float64]

USUAL_WAIT = 2.0
"""Wait at which alpha is read, and that of a programme with no promised date where none is known
at all [year] (assumed)."""
SHORTEST_WAIT = 0.1
"""A promise for today is one for this time ahead [year] (assumed)."""
_SLIP = np.linspace(-0.3, 1.2, 9)
_SPREAD = np.array([0.15, 0.25, 0.4, 0.6, 1.0])
_ALPHA = np.linspace(-3.0, 3.0, 11)
_BETA = np.array([-0.5, 0.0, 0.5, 1.0, 2.0, 3.0])
_RATE = np.array([0.1, 0.25, 0.6])
_GRID = [part.ravel() for part in np.meshgrid(_SLIP, _SPREAD, _ALPHA, _BETA, _RATE, indexing="ij")]
# Middle and spread of the priors (assumed): late by a third of the wait, a coin for the rest.
_PRIORS = ((0.3, 0.3), (math.log(0.4), 0.5), (0.0, 1.0), (0.0, 1.0))


@dataclass(frozen=True, eq=False)
class Outlook:
    """What past programmes teach."""

    weights: Array
    """Weight of each point of the grid, sum 1 [-]."""
    programmes: int
    """Programmes that it rests on [-]."""
    decided: int
    """How many of them had come or been given up [-]."""
    usual_wait: float
    """Middle of the promised waits [year]."""

    def by(self, wait: float | None, elapsed: float, until: float) -> float:
        """Return how likely a programme that is open still is on sale by a time.

        Args:
            wait: time from first word to promised date; None where nothing was promised [year].
            elapsed: time from first word to now [year].
            until: time from first word to the day that is asked about [year]; infinite is ever.
        """
        promised = max(self.usual_wait if wait is None else wait, SHORTEST_WAIT)
        failing, gone = _failing(promised), _arrived(promised, elapsed)
        waiting = (1.0 - failing) * (1.0 - gone)
        lingering = failing * _lingers(elapsed)
        coming = (1.0 - failing) * np.maximum(_arrived(promised, until) - gone, 0.0)
        return float(self.weights @ coming / (self.weights @ (waiting + lingering)))

    def ever(self, wait: float | None, elapsed: float) -> float:
        """Return how likely a programme that is open still comes at all.

        Args:
            wait: time from first word to promised date; None where nothing was promised [year].
            elapsed: time from first word to now [year].
        """
        return self.by(wait, elapsed, math.inf)


def wait_of(plan: Plan) -> float | None:
    """Return the time from first word to the middle of the promised span [year].

    Args:
        plan: the programme.
    """
    if plan.promised is None:
        return None
    return max(years_between(plan.said, plan.promised.middle), SHORTEST_WAIT)


@lru_cache(maxsize=512)
def outlook(known: tuple[Plan, ...], on: datetime.date) -> Outlook:
    """Return what programmes teach that were spoken of by a date, as they stood then.

    Args:
        known: the programmes, as `programmes.plans` returns them.
        on: the date.
    """
    waits = [wait for plan in known if (wait := wait_of(plan)) is not None]
    usual = float(np.median(waits)) if waits else USUAL_WAIT
    log = _log_prior()
    for plan in known:
        log = log + np.log(_chance(plan, wait_of(plan) or usual, on) + 1e-12)
    found = np.exp(log - log.max())
    decided = sum(plan.came is not None or plan.ended is not None for plan in known)
    return Outlook(found / found.sum(), len(known), decided, usual)


def base_rate(known: Sequence[Plan], on: datetime.date) -> float:
    """Return the share of programmes that came in time, of those of which that was known [-].

    One more that did and one more that did not are added, so that no rate is certain.

    Args:
        known: the programmes, as they stood on the date.
        on: the date.
    """
    told = [
        plan.in_time
        for plan in known
        if plan.deadline is not None
        and (plan.came is not None or plan.ended is not None or plan.deadline < on)
    ]
    return (sum(told) + 1) / (len(told) + 2)


def _chance(plan: Plan, wait: float, on: datetime.date) -> Array:
    failing = _failing(wait)
    if plan.came is not None:
        return (1.0 - failing) * _arriving(wait, years_between(plan.said, plan.came))
    if plan.ended is not None:
        return failing * _GRID[4] * _lingers(years_between(plan.said, plan.ended)) ** 2
    after = years_between(plan.said, on)
    return (1.0 - failing) * (1.0 - _arrived(wait, after)) + failing * _lingers(after)


def _log_prior() -> Array:
    parts = zip((_GRID[0], np.log(_GRID[1]), _GRID[2], _GRID[3]), _PRIORS, strict=True)
    return np.sum([-0.5 * ((part - middle) / spread) ** 2 for part, (middle, spread) in parts], 0)


def _failing(wait: float) -> Array:
    return expit(_GRID[2] + _GRID[3] * math.log(wait / USUAL_WAIT))


def _lingers(after: float) -> Array:
    return 1.0 / (1.0 + _GRID[4] * max(after, 0.0))


def _arrived(wait: float, after: float) -> Array:
    return np.ones_like(_GRID[0]) if math.isinf(after) else ndtr(_standard(wait, after))


def _arriving(wait: float, after: float) -> Array:
    density = np.exp(-0.5 * _standard(wait, after) ** 2) / math.sqrt(2.0 * math.pi)
    return density / _GRID[1] / (max(after, 0.0) + HALF_A_YEAR / DAYS_OF_YEAR)


def _standard(wait: float, after: float) -> Array:
    half = HALF_A_YEAR / DAYS_OF_YEAR
    return (math.log((max(after, 0.0) + half) / (wait + half)) - _GRID[0]) / _GRID[1]
