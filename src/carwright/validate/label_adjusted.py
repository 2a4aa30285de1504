"""Rows that were adjusted for a label before they came into a list, told by their maker's others.

A label divides range by 1/0.7: the row then loses 1.4 times as much over its road load as its
maker's other cars, on every cycle. One row alone could be a poor car.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

_LIKE_A_LABEL = (1.32, 1.6)
"""Use over that of a maker's other cars that looks like a label's adjustment (assumed) [-]."""
_YEARS = 2
"""Model years over which a maker's cars are alike enough to compare (assumed) [-]."""


@dataclass(frozen=True, slots=True)
class Used:
    """What a car used over what a usual one would, with the same road load."""

    maker: str
    """Who makes it [-]."""
    year: int
    """Model year [-]."""
    ratios: Sequence[float]
    """One ratio a cycle [-]."""

    def beside(self, other: "Used") -> bool:
        """Return whether another car is near enough to compare.

        Args:
            other: the other car.
        """
        same = self.maker.casefold() == other.maker.casefold()
        return same and abs(self.year - other.year) <= _YEARS


def adjusted(cars: Mapping[str, Used]) -> dict[str, str]:
    """Return why some rows look adjusted for a label, by id.

    Args:
        cars: what each row used, by id.
    """
    found = {}
    for row, car in cars.items():
        others = [c.ratios for other, c in cars.items() if other != row and car.beside(c)]
        if not others:
            continue
        over = np.array(car.ratios) / np.median(np.array(others), axis=0)
        if np.min(over) > _LIKE_A_LABEL[0] and np.max(over) < _LIKE_A_LABEL[1]:
            found[row] = (
                f"it uses {float(np.mean(over)):.2f} times what other cars of {car.maker} use over "
                "the same road load: adjusted for a label"
            )
    return found
