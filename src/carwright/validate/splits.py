"""Splits: measured cars that a prediction has not seen, and what ways of predicting say of them.

A split is what may be learnt from and what is then asked. All that a model has, its spreads too, is
fitted inside the part that may be learnt from. Beside ours stand the simulation with nothing
learnt, and the simulation times one number a list and result: what is learnt has to beat both.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from carwright.fit.qualities import fit_qualities
from carwright.population.evidence import Line, without_odd
from carwright.population.gaussian import BAND
from carwright.population.qualities import Place, learnt

LEAST = 40
"""Results that a split forward in time must have to learn from [-]."""


@dataclass(frozen=True)
class Split:
    """Results that may be learnt from, and those that are asked."""

    known: tuple[Line, ...]
    """May be learnt from [-]."""
    asked: tuple[Line, ...]
    """Are predicted [-]."""


class Predicted(NamedTuple):
    """One result, predicted, as logarithms over the simulation with nothing learnt."""

    line: Line
    """The result [-]."""
    mean: float
    """Predicted [-]."""
    deviation: float
    """Standard deviation of the prediction [-]."""

    @property
    def error(self) -> float:
        """(predicted - measured) / measured [share]."""
        return float(np.expm1(self.mean - self.line.residual))


Model = Callable[[Split], list[Predicted]]
"""A way to predict."""


def out(lines: Sequence[Line], by: str) -> Iterator[Split]:
    """Yield a split for each maker, family or list: its results are asked, all others known.

    Args:
        lines: results of one kind.
        by: `maker`, `family` or `list`.
    """
    for name in sorted({getattr(line, by) for line in lines}):
        yield _split(lines, lambda line, name=name: getattr(line, by) == name)


def forward(lines: Sequence[Line], first: int, *, without_maker: bool = False) -> Iterator[Split]:
    """Yield a split for each year from the first on: it is asked, all earlier years are known.

    Args:
        lines: results of one kind.
        first: first year that is asked.
        without_maker: whether the earlier results of the asked car's maker are left out too.
    """
    for year in sorted({line.known_from for line in lines if line.known_from >= first}):
        earlier = [line for line in lines if line.known_from < year]
        asked = [line for line in lines if line.known_from == year]
        for maker in sorted({line.maker for line in asked}) if without_maker else [""]:
            known = [line for line in earlier if line.maker != maker]
            chosen = [line for line in asked if not maker or line.maker == maker]
            if len(known) >= LEAST:
                yield Split(tuple(known), tuple(chosen))


def _split(lines: Sequence[Line], asks: Callable[[Line], bool]) -> Split:
    known = tuple(line for line in lines if not asks(line))
    return Split(known, tuple(line for line in lines if asks(line)))


def by_hierarchy(split: Split, *, list_known: bool = True) -> list[Predicted]:
    """Return what the shipped kind of model says, fitted to the known part alone.

    Args:
        split: results of one kind.
        list_known: whether a row's list is known; that of a user's car is not.
    """
    kind = split.asked[0].kind
    known = without_odd(split.known)
    model = fit_qualities(known)
    posterior = learnt(model, kind, known)
    found = []
    for line in split.asked:
        listed = line.list if list_known else ""
        about = posterior.qualities(Place(line.maker, line.family, line.year, listed))
        slope = np.array([line.slope_by[name] for name in about.names])
        variance = slope @ about.covariance @ slope + model.noise[line.result].total ** 2
        found.append(Predicted(line, float(slope @ about.mean), float(np.sqrt(variance))))
    return found


def by_nothing(split: Split) -> list[Predicted]:
    """Return the simulation itself, with the scatter that it has on the known part.

    Args:
        split: results of one kind.
    """
    return [
        Predicted(line, 0.0, float(np.sqrt(np.mean(_residuals(split, line, any_list=True) ** 2))))
        for line in split.asked
    ]


def by_one_number(split: Split) -> list[Predicted]:
    """Return the simulation times one number a list and result; of a list unknown that of all.

    Args:
        split: results of one kind.
    """
    found = []
    for line in split.asked:
        seen = _residuals(split, line, any_list=False)
        found.append(Predicted(line, float(np.median(seen)), float(np.std(seen))))
    return found


def _residuals(split: Split, line: Line, *, any_list: bool) -> np.ndarray:
    alike = [one for one in split.known if one.result == line.result]
    same = [one for one in alike if one.list == line.list]
    return np.array([one.residual for one in (alike if any_list or not same else same)])


class Scores(NamedTuple):
    """How well a way predicts one result."""

    results: int
    """How many [-]."""
    mean: float
    """Mean size of the error [share]."""
    by_maker: float
    """Mean over makers of that [share]."""
    bias: float
    """Mean error [share]."""
    inside: float
    """Share of results inside the 5 to 95 % band [share]."""
    width: float
    """Mean width of the band over its middle [share]."""
    interval: float
    """Interval score over the measured value [share]."""


def scores(found: Sequence[Predicted]) -> Scores:
    """Return how well results are predicted.

    Source of the interval score: Gneiting and Raftery, Strictly Proper Scoring Rules (2007),
    equation 43, for 9 bands in 10.

    Args:
        found: predictions of one result; there must be one.
    """
    errors = np.array([one.error for one in found])
    makers = np.array([one.line.maker for one in found])
    apart = np.array([one.mean - one.line.residual for one in found])
    reach = BAND * np.array([one.deviation for one in found])
    inside = np.abs(apart) <= reach
    low, high = np.exp(apart - reach), np.exp(apart + reach)
    outside = np.maximum(np.maximum(low - 1.0, 1.0 - high), 0.0)
    return Scores(
        results=len(found),
        mean=float(np.mean(np.abs(errors))),
        by_maker=float(np.mean([np.mean(np.abs(errors[makers == m])) for m in np.unique(makers)])),
        bias=float(np.mean(errors)),
        inside=float(np.mean(inside)),
        width=float(np.mean(2.0 * np.sinh(reach))),
        interval=float(np.mean(high - low + 20.0 * outside)),
    )
