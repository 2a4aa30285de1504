r"""Together: how much claims of one figure err together, learnt from past ones.

People repeat each other without saying so, and all may lean the same way. Errors of the claims of
one figure of one car are taken as alike in size with a correlation $\rho$; n of them then tell as
much as $n / (1 + (n - 1) \rho)$ that err on their own, so that each counts $1 / (1 + (n - 1) \rho)$
of a claim. Every $\rho$ from 0 to 1 is as likely before a row is seen; each car counts as one.

Source: the design effect, L. Kish, Survey Sampling, 1965, section 5.4 [M].
"""

import datetime
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from carwright.belief.errors_of import DATES, Erred, erred
from carwright.belief.last_words import bound_said, last_words, voice
from carwright.belief.mixture import NOTHING
from carwright.belief.scored import Scored, scored

SHEET_KINDS = ("regulator", "measured")
"""Kinds whose numbers are those of the finished car, by definition: they count whole."""
_GRID = np.linspace(0.0, 0.95, 20)


@dataclass(frozen=True, slots=True)
class Together:
    """How much claims of one figure err together."""

    correlation: float
    """Middle of what past claims leave open [-]."""
    spread: float
    """Its standard deviation [-]."""
    figures: int
    """Figures with several claims that it rests on [-]."""
    cars: int
    """Cars that these are of [-]."""


def together(
    on: datetime.date,
    without_cars: frozenset[str] = frozenset(),
    rows: tuple[Scored, ...] | None = None,
) -> Together:
    """Return how much claims of one figure err together, from those whose end was known on a date.

    Args:
        on: the date.
        without_cars: cars that may not be used, as `scored.car_id` writes them.
        rows: the past claims; None are those that are shipped.
    """
    return _learnt(scored(on, without_cars, rows))


def counts(
    speaks_of: Sequence[frozenset[str]], kinds: Sequence[str], correlation: float
) -> NDArray[np.float64]:
    """Return how much each claim counts (N,), 1 where it is alone with its figure [-].

    Args:
        speaks_of: quantities that each claim may mean; claims that share one are of one figure.
        kinds: kind of each source.
        correlation: how much claims of one figure err together [-].
    """
    talk = [kind not in SHEET_KINDS for kind in kinds]
    found = np.ones(len(talk))
    for place in (place for place, heard in enumerate(talk) if heard):
        others = sum(
            bool(speaks_of[place] & of) and heard for of, heard in zip(speaks_of, talk, strict=True)
        )
        found[place] = 1.0 / (1.0 + (others - 1) * correlation)
    return found


@lru_cache(maxsize=1024)
def _learnt(rows: tuple[Scored, ...]) -> Together:
    groups = [(car, errors) for car, errors in _figures(rows) if len(errors) > 1]
    cars = [car for car, _ in groups]
    log = np.zeros(len(_GRID))
    if groups:
        variance = max(float(np.mean(np.concatenate([e for _, e in groups]) ** 2)), 1e-6)
        for car, errors in groups:
            log += _log_density(errors, variance) / cars.count(car)
    chance = np.exp(log - log.max())
    chance /= chance.sum()
    middle = float(chance @ _GRID)
    spread = float(np.sqrt(chance @ (_GRID - middle) ** 2))
    return Together(middle, spread, len(groups), len(set(cars)))


def _figures(rows: tuple[Scored, ...]) -> list[tuple[str, NDArray[np.float64]]]:
    """Car and errors of the last words on each of its figures."""
    groups: dict[tuple[str, ...], list[tuple[Scored, Erred]]] = {}
    for row in sorted(rows, key=lambda row: (row.said, row.source)):
        if row.figure in DATES or row.kind in SHEET_KINDS:
            continue
        one = erred(row)
        if one is not None:
            thing = (row.car, one.features[0], row.final, row.unit)
            groups.setdefault(thing, []).append((row, one))
    return [
        (thing[0], np.clip([one.error for _, one in last_words(of, _thing)[0]], -NOTHING, NOTHING))
        for thing, of in groups.items()
    ]


def _thing(said: tuple[Scored, Erred]) -> tuple[Hashable, str]:
    row, _ = said
    return (voice(row.kind, row.by), row.procedure), bound_said(row.figure, row.bound)


def _log_density(errors: NDArray[np.float64], variance: float) -> NDArray[np.float64]:
    """Log density of normals alike in size, for every correlation of the grid, in closed form."""
    count, total = len(errors), float(np.sum(errors))
    own, shared = 1.0 - _GRID, 1.0 + (count - 1) * _GRID
    square = (float(errors @ errors) - total**2 * _GRID / shared) / own
    return -0.5 * (square / variance + (count - 1) * np.log(own) + np.log(shared))
