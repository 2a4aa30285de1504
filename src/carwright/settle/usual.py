"""usual: what the population says of a car of which some figures are known. No JAX.

The known figures and the kind of car condition the Gaussian of sizes; maker and year place the car
among those whose road load was measured, which gives its rolling where its drag is known.
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from carwright.many import exp
from carwright.population.gaussian import BAND, Gaussian
from carwright.population.names import maker_id
from carwright.population.population import Population
from carwright.population.qualities import Place
from carwright.population.sizes import LOGGED, traits


@dataclass(frozen=True)
class Usual:
    """What is usual of one car."""

    sizes: Gaussian
    """Logarithms of its unknown sizes [-]."""
    qualities: Gaussian
    """Logarithms of factors on what is not known of its drag and rolling [-]."""

    def size(self, key: str) -> tuple[float, float, float]:
        """Return the middle of a size and its 5 and 95 % points, in the unit of the key.

        Args:
            key: a key of `sizes.LOGGED` that is not known of the car.
        """
        mean, deviation = self.sizes.of(key)
        return _band(exp(mean), deviation)

    def factor(self, quality: str) -> tuple[float, float, float]:
        """Return the middle of a factor and its 5 and 95 % points.

        Args:
            quality: name of the quality.
        """
        mean, deviation = self.qualities.of(quality)
        return _band(exp(mean), deviation)

    def has(self, key: str) -> bool:
        """Return whether the population gives this figure as a size.

        Args:
            key: a key of a figure.
        """
        return key in LOGGED and key in self.sizes.names

    def learning(self, qualities: Collection[str]) -> "Usual":
        """Return the same where only some qualities are learnt: the others are 1, and certain.

        Args:
            qualities: names of those that stay as they were learnt; none is the physics with usual
                figures and nothing learnt.
        """
        kept = np.array([name in qualities for name in self.qualities.names], float)
        mean, covariance = self.qualities.mean * kept, self.qualities.covariance
        return Usual(
            self.sizes,
            Gaussian(self.qualities.names, mean, covariance * np.outer(kept, kept)),
        )

    def draws(self, count: int, seed: int) -> "list[Usual]":
        """Return as many certain versions of it, drawn jointly.

        Args:
            count: how many.
            seed: of the random numbers.
        """
        sizes = self.sizes.draws(count, seed)
        factors = self.qualities.draws(count, seed + 1)
        return [
            Usual(_certain(self.sizes, one), _certain(self.qualities, other))
            for one, other in zip(sizes, factors, strict=True)
        ]


def usual(
    known: Mapping[str, float],
    words: Mapping[str, str | None],
    year: float | None,
    about: Population,
    told: Mapping[str, float],
) -> Usual:
    """Return what is usual of a car.

    Args:
        known: figures of `sizes.LOGGED` that are known, by key with unit.
        words: `maker`, `size`, `body`, `drive` and `chemistry`; None where not known.
        year: model year; None where it is not known.
        about: the population.
        told: logarithms of what is known of its qualities over what is usual, by name.
    """
    maker = words["maker"] or ""
    when = year if year is not None else float(about.until)
    kind = traits(
        year=when,
        size=words["size"],
        body=words["body"],
        drive=words["drive"],
        chemistry=words["chemistry"],
    )
    sizes = about.sizes(known, kind, maker_id(maker))
    road = of_road(about, Place(maker_id(maker), "", when), drag_is_known="drag" in told)
    return Usual(sizes, road.given(told))


def of_road(about: Population, place: Place, *, drag_is_known: bool) -> Gaussian:
    """Return what road loads of measured cars tell of a car's drag and rolling.

    On the road drag and rolling stand for each other: of a car whose drag is known, what is left is
    rolling's. Of a car whose drag is not known nothing is taken from them: what WLTP tests read of
    cars known from a brochure holds that already.

    Args:
        about: the population.
        place: where the car stands.
        drag_is_known: whether a source gives its drag.
    """
    road = about.qualities("road", place)
    mean = road.mean if drag_is_known else np.zeros_like(road.mean)
    return Gaussian(road.names, mean, road.covariance)


def _band(middle: float, deviation: float) -> tuple[float, float, float]:
    reach = math.exp(BAND * deviation)
    return middle, middle / reach, middle * reach


def _certain(about: Gaussian, values: np.ndarray) -> Gaussian:
    return Gaussian(about.names, values, np.zeros_like(about.covariance))
