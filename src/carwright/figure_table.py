"""The one table of figure names: what a car is, as named numbers in a fixed order.

A figure is one number of a car. Its key carries the unit at every edge (`kerb_mass_kg`); its name,
without the unit, is SI (`kerb_mass`). Bounds are what any passenger car or van of 300 kg to 5 t can
be; a number outside them is refused. The transform is the scale on which the figure is near normal
among cars: log for sizes, logit for shares, identity where the sign is free. Signs say which way
range, sprint and mass move as a figure grows and what follows it with it, or why that depends on
the car.
"""

from collections.abc import Iterator, Mapping
from csv import DictReader
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from importlib.resources import files
from io import StringIO
from itertools import groupby
from types import MappingProxyType

import numpy as np

from carwright.errors import InputError
from carwright.many import greatest, least
from carwright.units import AFFINE, TO_SI, bare, suffix, to_si


class Transform(StrEnum):
    """The scale on which a figure is spread among cars."""

    LOG = "log"
    LOGIT = "logit"
    IDENTITY = "identity"


class Sign(StrEnum):
    """Which way a result moves as a figure grows, and all that follows it."""

    MORE = "+"
    LESS = "-"
    NONE = "0"
    EITHER = "either"

    @property
    def direction(self) -> int:
        """1, -1, or 0 where there is none that holds for every car."""
        return {Sign.MORE: 1, Sign.LESS: -1}.get(self, 0)


RESULTS = ("range", "sprint", "mass")
"""Results of which the table holds signs: range on a WLTC, 0 to 100 km/h, mass ready to drive."""


class Chemistry(IntEnum):
    """What the cells are made of; the number is the block of the cell table."""

    NMC = 0
    NCA = 1
    LFP = 2
    LMO = 3


class Machine(IntEnum):
    """What drives an axle."""

    NONE = 0
    PERMANENT_MAGNET = 1
    INDUCTION = 2
    WOUND_ROTOR = 3


class Disconnect(IntEnum):
    """Whether an axle that is switched off is also uncoupled."""

    NO = 0
    YES = 1


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure: key with unit, bounds in that unit, transform, meaning and signs."""

    key: str
    low: float
    high: float
    transform: Transform
    meaning: str
    signs: Mapping[str, Sign]
    either_because: str

    @property
    def name(self) -> str:
        """The SI name: the key without its unit."""
        return bare(self.key)

    @property
    def low_si(self) -> float:
        """The lower bound in SI."""
        return to_si(self.key, self.low)

    @property
    def high_si(self) -> float:
        """The upper bound in SI."""
        return to_si(self.key, self.high)


SIDES = ("front", "rear")
"""The axles; a row of the table whose key begins with `{side}_` stands once for each."""


def _rows() -> Iterator[FigureRow]:
    text = (files("carwright") / "figure_table.csv").read_text(encoding="utf-8")
    for is_axle, group in groupby(DictReader(StringIO(text)), lambda row: "{side}" in row["key"]):
        rows = list(group)
        for side in SIDES if is_axle else ("",):
            for row in rows:
                yield FigureRow(
                    key=row["key"].format(side=side),
                    low=float(row["low"]),
                    high=float(row["high"]),
                    transform=Transform(row["transform"]),
                    meaning=row["meaning"].format(side=side),
                    signs=MappingProxyType({name: Sign(row[name]) for name in RESULTS}),
                    either_because=row["either_because"],
                )


FIGURES: tuple[FigureRow, ...] = tuple(_rows())
"""Every figure, in the order of the vector."""

INDEX = MappingProxyType({row.name: place for place, row in enumerate(FIGURES)})
"""Place of each figure in the vector, by SI name."""

BY_KEY = MappingProxyType({row.key: row for row in FIGURES})
"""Row of each figure, by key with unit."""

CHARGE_RATES = tuple(row.key for row in FIGURES if row.key.startswith("charge_rate_at_"))
"""Keys of the power that cells take over usable energy, one every tenth of the display."""

SCALES = np.array([TO_SI.get(suffix(row.key) or "", 1.0) for row in FIGURES])
"""(figures,) factor from the unit of each key to SI."""
SHIFTS = np.array([AFFINE.get(suffix(row.key) or "", 0.0) for row in FIGURES])
"""(figures,) what is added then: degrees Celsius to kelvin."""


def possible(key: str, value: float) -> float:
    """Return the nearest value that a figure can have: a draw reaches farther than any car.

    Args:
        key: key with unit; of one that is no figure the value stands.
        value: in the unit of the key.
    """
    row = BY_KEY.get(key)
    return value if row is None else least(greatest(value, row.low), row.high)


CHOICES = MappingProxyType(
    {
        "chemistry": Chemistry,
        "front_machine": Machine,
        "rear_machine": Machine,
        "front_disconnect": Disconnect,
        "rear_disconnect": Disconnect,
    }
)
"""What a car is that is no number: a kind of a short list, in the order of the choice vector."""

CHOICE_INDEX = MappingProxyType({name: place for place, name in enumerate(CHOICES)})
"""Place of each choice in the choice vector."""


def numbers_of(choice: str) -> dict[str, int]:
    """Return the words of a choice, as a car file writes them, with their numbers.

    Args:
        choice: name of the choice.
    """
    return {kind.name.lower().replace("_", "-"): int(kind) for kind in CHOICES[choice]}


def check_finite(values: np.ndarray) -> None:
    """Refuse figures that are no numbers.

    Args:
        values: (..., figures) figures in SI, in the order of the table.

    Raises:
        InputError: if one is not finite.
    """
    wrong = ~np.isfinite(values)
    if wrong.any():
        place = int(np.flatnonzero(wrong.reshape(-1, wrong.shape[-1]).any(axis=0))[0])
        raise InputError(
            f"a figure is no finite number: {FIGURES[place].meaning}",
            key=FIGURES[place].key,
            value=float(values[..., place].ravel()[wrong[..., place].ravel()][0]),
            remedy="give a number within its bounds: carwright show CAR",
        )
