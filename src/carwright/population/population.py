"""The population as it was known on a date: what is usual of a car of which little is said.

It only stores and conditions; `carwright.fit` makes it. For each year there is a fit of what had
been published by its end, so that a car can be looked at as of a date.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np

from carwright.population.evidence import NOTHING, Line, Without, chosen, shipped
from carwright.population.gaussian import Gaussian
from carwright.population.qualities import Learnt, Noise, Place, QualityModel, Spread, learnt
from carwright.population.sizes import SizeModel, sizes


@dataclass(frozen=True, eq=False)
class Population:
    """What is usual of battery cars."""

    until: int
    """Last year of which the rows were known [-]."""
    size_model: SizeModel
    """Masses, batteries, powers and dimensions [-]."""
    quality_model: QualityModel
    """How far qualities differ [-]."""
    lines: tuple[Line, ...]
    """Results that may be used [-]."""
    without: Without = NOTHING
    """What may not be used [-]."""

    def sizes(
        self, known: Mapping[str, float], kind: Mapping[str, float], maker: str | None
    ) -> Gaussian:
        """Return the Gaussian of a car's unknown sizes, as `sizes.sizes` does.

        Args:
            known: figures by key with unit.
            kind: traits as numbers.
            maker: maker as `maker_id` writes it.
        """
        left_out = maker is None or maker in self.without.makers
        return sizes(self.size_model, known, kind, None if left_out else maker)

    def qualities(self, kind: str, place: Place) -> Gaussian:
        """Return the Gaussian of a car's qualities of one kind.

        Args:
            kind: one of `evidence.KINDS`.
            place: where the car stands.
        """
        return _learnt(self, kind).qualities(place)


def population(on: date | None = None, without: Without = NOTHING) -> Population:
    """Return the population as it was known on a date.

    A list of a year counts from the last day of that year.

    Args:
        on: the date; None is today.
        without: what may not be used.
    """
    last = max(_fits())
    until = last if on is None else (on.year if (on.month, on.day) == (12, 31) else on.year - 1)
    return _population(until, without)


@lru_cache(maxsize=256)
def _population(until: int, without: Without) -> Population:
    fits = _fits()
    held = max((year for year in fits if year <= until), default=min(fits))
    size_model, quality_model = _models(held)
    lines = chosen(shipped(), until, without)
    return Population(until, size_model, quality_model, lines, without)


@lru_cache(maxsize=192)
def _learnt(about: Population, kind: str) -> Learnt:
    return learnt(about.quality_model, kind, about.lines)


@cache
def _models(year: int) -> tuple[SizeModel, QualityModel]:
    return size_model_from(_fits()[year]["sizes"]), quality_model_from(_fits()[year]["qualities"])


@cache
def _fits() -> dict[int, Any]:
    text = (files("carwright.population") / "fit.json").read_text(encoding="utf-8")
    return {int(year): fit for year, fit in json.loads(text)["fits"].items()}


def size_model_from(fit: Mapping[str, Any]) -> SizeModel:
    """Return the fitted Gaussian of sizes from plain numbers.

    Args:
        fit: its part of `fit.json`.
    """
    count = len(fit["mean"])
    covariance = np.zeros((count, count))
    covariance[np.tril_indices(count)] = fit["covariance"]
    covariance = covariance + covariance.T - np.diag(np.diag(covariance))
    makers = {
        maker: (float(entry["rows"]), np.array(entry["residual"]))
        for maker, entry in fit["makers"].items()
    }
    return SizeModel(np.array(fit["mean"]), covariance, fit["maker_share"], makers)


def quality_model_from(fit: Mapping[str, Any]) -> QualityModel:
    """Return the spreads of qualities from plain numbers.

    Args:
        fit: its part of `fit.json`.
    """
    spreads = {name: Spread(**row) for name, row in fit["spreads"].items()}
    return QualityModel(spreads, {name: Noise(**row) for name, row in fit["noise"].items()})
