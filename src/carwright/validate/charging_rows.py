"""Charging curves: power at a DC station by charge on the display, one car an id."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import nan
from os import PathLike

import numpy as np

from carwright.errors import InputError
from carwright.figure_table import Chemistry
from carwright.units import to_si
from carwright.validate.row_car import bounds
from carwright.validate.table import Cells, Rejected, RowError, read_rows

COLUMNS = (
    *("id", "usable_kwh", "chemistry", "voltage_class_v", "peak_kw"),
    *("soc_pct", "power_kw"),
)
"""Columns that a file must have."""
FROM, TO = 0.1, 0.8
"""Window that is compared; a curve that does not span it is compared over what it spans [share]."""
RECEIVED_SHARE = 0.95
"""Share of the station's power that the battery receives, by which times are measured [-]."""
NARROWEST = 0.02
"""Least window that says anything [share]."""
_HIGHEST_POWER = 3000.0
_WHOLE, _PARTS = 100.0, 1000


@dataclass(frozen=True, slots=True)
class CurveRow:
    """One car and its measured curve."""

    id: str
    """Its id [-]."""
    figures: Mapping[str, float | str]
    """What the car is built from, by key of a car file [-]."""
    peak: float
    """Its peak power [W]."""
    usable: float
    """Its usable energy [J]."""
    charge: np.ndarray
    """Charge on the display, rising [share]."""
    power: np.ndarray
    """Power at the station's outlet [W]."""

    @property
    def window(self) -> tuple[float, float]:
        """What of the window the curve spans [share]; it may be nothing."""
        return max(FROM, float(self.charge[0])), min(TO, float(self.charge[-1]))

    @property
    def is_scored(self) -> bool:
        """Whether the curve spans enough of the window."""
        low, high = self.window
        return high - low >= NARROWEST

    @property
    def duration(self) -> float:
        """Measured time over the window [s]."""
        low, high = self.window
        inside = self.charge[(self.charge > low) & (self.charge < high)]
        at = np.union1d(inside, np.linspace(low, high, _PARTS + 1))
        power = np.interp(at, self.charge, self.power)
        return float(np.trapezoid(self.usable / (RECEIVED_SHARE * power), at))


@dataclass(frozen=True, slots=True)
class _Point:
    """One row."""

    line: int
    id: str
    figures: Mapping[str, float | str]
    charge: float
    power: float


@dataclass(frozen=True)
class Curves:
    """What a file says."""

    cars: tuple[CurveRow, ...]
    """Cars in the order of the file [-]."""
    rejected: tuple[Rejected, ...]
    """Rows and cars that nothing is made of, with the reason [-]."""


def read_curves(path: str | PathLike[str]) -> Curves:
    """Return the cars of a file with their curves.

    Args:
        path: a CSV file with `COLUMNS`.

    Raises:
        InputError: if it is no such file, or a curve goes backwards.
    """
    found = read_rows(path, COLUMNS, _point, lambda cells: f"line {cells.line}")
    order = list(dict.fromkeys(point.id for point in found.kept))
    kept = sorted(found.kept, key=lambda point: order.index(point.id))
    cars: list[CurveRow] = []
    rejected = list(found.rejected)
    for name, group in groupby(kept, lambda point: point.id):
        points = list(group)
        for before, after in pairwise(points):
            if after.charge < before.charge:
                raise InputError(
                    f"the curve of {name} goes backwards",
                    file=path,
                    line=after.line,
                    key="soc_pct",
                    value=f"{_WHOLE * after.charge:g} after {_WHOLE * before.charge:g}",
                    remedy="sort the rows of each car by charge",
                )
        try:
            cars.append(_car(name, points))
        except RowError as error:
            rejected.append(Rejected(name, str(error)))
    return Curves(tuple(cars), tuple(rejected))


def _point(cells: Cells) -> _Point:
    name = cells.text("id")
    chemistry = cells.text("chemistry").lower()
    if chemistry not in (allowed := [kind.name.lower() for kind in Chemistry]):
        raise RowError(f"chemistry cannot be {chemistry}: allowed {', '.join(allowed)}")
    figures = {
        "battery_usable_energy_kwh": cells.number(
            "usable_kwh", *bounds("battery_usable_energy_kwh")
        ),
        "chemistry": chemistry,
        "system_voltage_v": cells.number("voltage_class_v", *bounds("system_voltage_v")),
        "dc_peak_power_kw": cells.number("peak_kw", *bounds("dc_peak_power_kw")),
    }
    return _Point(
        line=cells.line,
        id=name,
        figures=figures,
        charge=cells.number("soc_pct", 0.0, _WHOLE) / _WHOLE,
        power=to_si("power_kw", cells.number("power_kw", 0.1, _HIGHEST_POWER)),
    )


def _car(name: str, points: list[_Point]) -> CurveRow:
    head = points[0].figures
    if any(point.figures != head for point in points):
        raise RowError("its rows do not agree on what the car is")
    charge = np.array([point.charge for point in points])
    if np.any(np.diff(charge, prepend=nan) == 0.0):
        raise RowError("a charge is there twice")
    return CurveRow(
        id=name,
        figures=head,
        peak=to_si("peak_kw", float(head["dc_peak_power_kw"])),
        usable=to_si("usable_kwh", float(head["battery_usable_energy_kwh"])),
        charge=charge,
        power=np.array([point.power for point in points]),
    )
