"""settled: a car of which every figure has a value, and where each of them comes from.

Its file and what the population says of it are read when they are first asked for: a car that was
kept is driven without them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from carwright.figure_table import CHOICES, FIGURES, SCALES, SHIFTS, SIDES, numbers_of

if TYPE_CHECKING:
    from carwright.carfile.schema import CarFile
    from carwright.settle.usual import Usual

_NUMBERS = {name: numbers_of(name) for name in CHOICES}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a figure comes from."""

    value: float | str
    """The figure in the unit of its key, or the word of a choice."""
    how: str
    """`given`, `rule`, `population` or `default`."""
    kind: str
    """Kind of the claim; `estimate` for what is not given."""
    source: str
    """Who stands behind it, in words."""
    date: str
    """When that was said; empty for rules and defaults."""
    note: str
    """What a reader should know of it."""
    low: float | None = None
    """Lower end of its band, where it has one."""
    high: float | None = None
    """Upper end of its band."""


class Head(NamedTuple):
    """Which car it is."""

    id: str
    """Its id."""
    name: str
    """What it is called, without its maker."""
    maker: str
    """Who makes it."""
    variant: str | None
    """Which variant of a shared dossier is meant."""
    path: Path
    """The file, as the user named it."""
    digest: str
    """SHA-256 of the file's bytes, followed by those of its parents."""


class Whole(NamedTuple):
    """What the figures were settled from."""

    car_file: "CarFile"
    """The file, as it was known on the day."""
    usual: "Usual"
    """What the population says of the car."""


@dataclass(frozen=True)
class Settled:
    """A car of which every figure has a value."""

    head: Head
    """Which car it is."""
    origins: Mapping[str, Origin]
    """Where each figure and choice comes from, by key."""
    read: Callable[[], Whole] = field(repr=False, compare=False)
    """Returns what the figures were settled from."""
    on: date | None = None
    """The day as of which it is known; None where the population was chosen otherwise."""

    @property
    def car_file(self) -> "CarFile":
        """The file."""
        return self._whole.car_file

    @property
    def usual(self) -> "Usual":
        """What the population says of it."""
        return self._whole.usual

    @cached_property
    def values(self) -> Mapping[str, float]:
        """Every figure, by key with unit."""
        return {row.key: float(self.origins[row.key].value) for row in FIGURES}

    @cached_property
    def choices(self) -> Mapping[str, str]:
        """Every choice, as the word of the car file."""
        return {name: str(self.origins[name].value) for name in CHOICES}

    def arrays(self) -> tuple[np.ndarray, np.ndarray]:
        """Return figures in SI and choices as numbers, each in the order of its vector."""
        values = np.array([self.values[row.key] for row in FIGURES])
        choices = [_NUMBERS[name][self.choices[name]] for name in CHOICES]
        return values * SCALES + SHIFTS, np.array(choices, np.int32)

    @property
    def used(self) -> tuple[str, ...]:
        """Keys of the figures and choices that this car drives on: none of an absent machine."""
        absent = [side for side in SIDES if self.choices[f"{side}_machine"] == "none"]
        passive = tuple(f"{side}_" for side in absent) + tuple(f"reference_{s}_" for s in absent)
        keys = (*CHOICES, *(row.key for row in FIGURES))
        kept = {f"{side}_machine" for side in absent} | {"front_mass_share"}
        return tuple(key for key in keys if key in kept or not key.startswith(passive))

    @property
    def estimated(self) -> tuple[str, ...]:
        """Keys of the used figures and choices that are estimates."""
        return tuple(key for key in self.used if self.origins[key].kind == "estimate")

    @cached_property
    def _whole(self) -> Whole:
        return self.read()
