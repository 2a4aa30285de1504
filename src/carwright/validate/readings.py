"""In which unit a list's results are, told by physics.

A column can promise Wh/mi and hold MPGe: of an efficient car the two numbers are even alike. So the
numbers are read in each unit that such lists use, and held against what a usual car would use.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from os import PathLike

import numpy as np

from carwright.errors import InputError
from carwright.rate.label import LABEL_FACTOR
from carwright.units import GALLON_OF_PETROL, MILE, to_si

FAR_OFF = 0.15
"""Mean distance beyond which a unit is doubted, where road loads are known (assumed) [-]."""
FAR_OFF_UNSEEN = 0.3
"""The same where the usual car is one for all (assumed) [-]."""
_MUCH_NEARER = 3.0
"""How much nearer another unit must be [-]."""
_FARTHEST = 1.0
"""Distances count up to this, so that one wild row decides nothing [-]."""
_ENOUGH_ROWS = 5
"""Rows before a whole list counts as adjusted: one poor car looks the same [-]."""

ADJUSTED = "Wh/mi adjusted for a label"
"""The reading of a result that was divided by a label's factor."""
UNITS: Mapping[str, Callable[[float], float]] = {
    "Wh/km": lambda number: to_si("_wh_per_km", number),
    "Wh/mi": lambda number: to_si("_wh_per_mi", number),
    "kWh/100 km": lambda number: to_si("_kwh_per_100km", number),
    "kWh/100 mi": lambda number: to_si("_kwh_per_100mi", number),
    "MPGe": lambda number: GALLON_OF_PETROL / (number * MILE),
    ADJUSTED: lambda number: LABEL_FACTOR.value * to_si("_wh_per_mi", number),
}
"""Consumption [J/m] by what the number may be."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A number of a list beside what a usual car would use."""

    usual: float
    """Consumption of a usual car [J/m]."""
    number: float
    """The result as it is written [unit of the list]."""

    def ratio(self, unit: str) -> float:
        """Return the result over that of a usual car [-].

        Args:
            unit: how the number is read.
        """
        return UNITS[unit](self.number) / self.usual


Readings = Sequence[Reading]


@dataclass(frozen=True, slots=True)
class Column:
    """What a list says of its results."""

    names: str
    """Columns of the results [-]."""
    unit: str
    """Unit that their names say [-]."""
    others: tuple[str, ...]
    """Units that they could be in instead [-]."""
    far_off: float
    """Mean distance beyond which the unit is doubted, as a logarithm [-]."""

    def found(self, rows: Sequence[Readings]) -> str:
        """Return the unit that results are in: the one said, unless another is much nearer.

        Args:
            rows: readings of each row.
        """
        apart = {unit: _distance(rows, unit) for unit in (self.unit, *self.others)}
        best = min(apart, key=lambda unit: apart[unit])
        doubtful = apart[self.unit] > self.far_off
        return best if doubtful and apart[best] * _MUCH_NEARER < apart[self.unit] else self.unit

    def check(self, rows: Sequence[Readings], path: str | PathLike[str]) -> None:
        """Refuse a list that is in another unit throughout.

        Args:
            rows: readings of each row.
            path: the list.

        Raises:
            InputError: if another unit fits, and the one said does not.
        """
        if not rows:
            return
        found = self.found(rows)
        if found == self.unit or (found == ADJUSTED and len(rows) < _ENOUGH_ROWS):
            return
        raise InputError(
            f"read as {self.unit} these results cannot be ({len(rows)} rows), read as {found} they "
            "are what such cars use",
            file=path,
            key=self.names,
            allowed=f"{self.unit} at the plug",
            remedy=f"convert the columns from {found} to {self.unit}",
        )

    def hint(self, row: Readings) -> str:
        """Return words that say how an impossible row could be meant; empty where nothing fits.

        Args:
            row: its readings.
        """
        found = self.found([row])
        return "" if found in (self.unit, ADJUSTED) else f"; read as {found} it would fit"


def _distance(rows: Sequence[Readings], unit: str) -> float:
    apart = [min(abs(log(one.ratio(unit))), _FARTHEST) for row in rows for one in row]
    return float(np.mean(apart))
