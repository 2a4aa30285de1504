"""Readings: the columns of a log in SI, with what their numbers tell of unit and sign."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from carwright.errors import InputError
from carwright.logs.column_map import Column
from carwright.logs.quantities import (
    BY_NAME,
    CELSIUS,
    FAHRENHEIT,
    KELVIN,
    PERCENT,
    TEMPERATURES,
)
from carwright.logs.table import Table
from carwright.units import FAHRENHEIT_STEP, ZERO_CELSIUS, ZERO_FAHRENHEIT, to_si

HOTTEST_CELSIUS = 62.0
"""Highest median of a temperature in degrees Celsius; above it, it is another unit (assumed)."""
COLDEST_KELVIN = 200.0
"""Lowest median of a temperature in kelvin [K]."""
LARGEST_SHARE = 1.5
"""A charge above it is in percent [-]."""
_MILLISECOND = 1e-3


@dataclass
class Readings:
    """A log in SI, row by row as it was logged; faults are mended step by step, each said."""

    file: str
    """Path of the file [-]."""
    values: dict[str, np.ndarray]
    """(n,) numbers by quantity [SI]."""
    heaters: dict[str, np.ndarray] = field(default_factory=dict)
    """(n,) power by each column that tells the heater's [W]."""
    sure: np.ndarray = field(default_factory=lambda: np.ones(0, bool))
    """(n,) false where a reading is not believed [-]."""
    notes: list[str] = field(default_factory=list)
    """What was found, in plain sentences [-]."""

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.values["time"])

    def keep(self, rows: np.ndarray | slice) -> None:
        """Keep some rows.

        Args:
            rows: which.
        """
        self.values = {name: one[rows] for name, one in self.values.items()}
        self.heaters = {name: one[rows] for name, one in self.heaters.items()}
        self.sure = self.sure[rows]


def readings(table: Table, columns: Mapping[str, tuple[Column, ...]]) -> Readings:
    """Return the readings of a table in SI.

    Args:
        table: the table.
        columns: the columns of each quantity.

    Raises:
        InputError: if a speed or power names no unit.
    """
    notes: list[str] = []
    warmth = _unit_of_warmth(table, columns, notes)
    values, heaters = {}, {}
    for name, hits in columns.items():
        for hit in hits:
            numbers = _in_si(table, name, hit, warmth)
            if BY_NAME[name].many:
                if np.isfinite(numbers).any():
                    heaters[hit.name] = numbers
            else:
                values[name] = numbers
    _say_percent(table, columns, notes)
    return Readings(table.file, values, heaters, np.ones(len(values["time"]), bool), notes)


def _in_si(table: Table, name: str, column: Column, warmth: Mapping[str, str]) -> np.ndarray:
    numbers, unit = np.asarray(table.columns[column.name], float), column.unit
    if name in TEMPERATURES:
        return _kelvin(numbers, warmth[name])
    if name in ("charge", "display_charge"):
        percent = unit == PERCENT or np.nanmax(numbers, initial=0.0) > LARGEST_SHARE
        return numbers / 100.0 if percent else numbers
    if unit is None and len(BY_NAME[name].units) > 1 and name != "time":
        raise InputError(
            f"the column for the {name} names no unit",
            file=table.file,
            key=column.name,
            allowed=", ".join(BY_NAME[name].units),
            remedy=f"--columns {name}={column.name}:{BY_NAME[name].units[0]}",
        )
    unit = unit or BY_NAME[name].units[0]
    if unit == "ms":
        return numbers * _MILLISECOND
    return numbers * to_si(f"x_{unit}", 1.0)


def _kelvin(numbers: np.ndarray, unit: str) -> np.ndarray:
    if unit == FAHRENHEIT:
        return ZERO_FAHRENHEIT + numbers * FAHRENHEIT_STEP
    return numbers if unit == KELVIN else numbers + ZERO_CELSIUS


def _unit_of_warmth(
    table: Table, columns: Mapping[str, tuple[Column, ...]], notes: list[str]
) -> dict[str, str]:
    """The unit of each temperature: what its numbers can be, else what is said."""
    found, said = {}, {}
    for name in TEMPERATURES:
        for column in columns.get(name, ()):
            numbers = np.asarray(table.columns[column.name], float)
            finite = numbers[np.isfinite(numbers)]
            middle = float(np.median(finite)) if len(finite) else 0.0
            said[name] = column
            found[name] = _looks_like(middle, column.unit)
    if FAHRENHEIT in found.values():  # one program writes all of its temperatures alike
        found = {n: FAHRENHEIT if unit == CELSIUS else unit for n, unit in found.items()}
    for name, unit in found.items():
        if unit != (said[name].unit or CELSIUS):
            words = {KELVIN: "kelvin", FAHRENHEIT: "degrees Fahrenheit", CELSIUS: "degrees Celsius"}
            notes.append(f"The temperature {said[name].name} is in {words[unit]}: converted.")
    return found


def _looks_like(middle: float, said: str | None) -> str:
    if middle >= COLDEST_KELVIN:
        return KELVIN
    if said == KELVIN:  # so few kelvin are no air and no battery
        return FAHRENHEIT if middle > HOTTEST_CELSIUS else CELSIUS
    return FAHRENHEIT if middle > HOTTEST_CELSIUS else said or CELSIUS


def _say_percent(table: Table, columns: Mapping[str, tuple[Column, ...]], notes: list[str]) -> None:
    for name in ("charge", "display_charge"):
        for column in columns.get(name, ()):
            high = np.nanmax(np.asarray(table.columns[column.name], float), initial=0.0)
            if column.unit == "share" and high > LARGEST_SHARE:
                notes.append(f"The charge {column.name} is in percent: divided by 100.")
