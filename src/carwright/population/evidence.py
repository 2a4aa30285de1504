r"""Evidence: what each certified result says of the qualities behind it.

A quality q is the logarithm of a factor on part of a car's losses, loads or drag, so energy is
linear in the factors. With $s_i$ the simulator's own derivative of the logarithm of a result by
each quality, where all are usual, a result differs from the usual one of its car by

$$r = \log \Bigl(1 + \sum_{s_i > 0} s_i (e^{q_i} - 1)\Bigr)
    - \log \Bigl(1 - \sum_{s_i < 0} s_i (e^{q_i} - 1)\Bigr) + \varepsilon$$

A row's derivatives rest on that row and the simulator alone: rows that become known later change
no earlier one.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

QUALITIES = (
    "charging_loss",
    "drive_loss",
    "idle_load",
    "regeneration_fade",
    "drag",
    "rolling",
    "stated_energy",
)
"""Logarithms of factors on what is usual of a car of its kind."""
FEATURES = ("year", "mass", "power", "energy")
"""What a quality may depend on, centred: model year, and the logarithms of mass, of power over mass
and of battery energy over mass."""
COLUMNS = (
    *("row", "result", "known_from", "maker", "family", "car"),
    *(*FEATURES, "residual", *QUALITIES),
    *(f"start_{name}" for name in QUALITIES),
)
"""Columns of the file."""


@dataclass(frozen=True, slots=True)
class Line:
    """One result of one row, and how it hangs on the row's qualities."""

    row: str
    """Id of the row, with that of its list [-]."""
    result: str
    """Which result: it has a noise of its own [-]."""
    known_from: int
    """Year in which the row was published [-]."""
    maker: str
    """Maker as `maker_id` writes it [-]."""
    family: str
    """Model family as `family_id` writes it [-]."""
    car: str
    """What the row says of its car: rows of which it is equal are of one car [-]."""
    features: tuple[float, ...]
    """Features of the row's car [-]."""
    residual: float
    """Log of the result over that with usual qualities [-]."""
    slope: tuple[float, ...]
    """Derivative of the log of the result by each quality, where all are usual [-]."""
    start: tuple[float, ...] = (0.0,) * len(QUALITIES)
    """Where the latest fit found the row's qualities: a search may begin there [-]."""


@dataclass(frozen=True, slots=True)
class Without:
    """What a prediction may not rest on."""

    makers: frozenset[str] = frozenset()
    """Makers as `maker_id` writes them [-]."""
    families: frozenset[str] = frozenset()
    """Model families as `family_id` writes them [-]."""
    cars: frozenset[str] = frozenset()
    """Cars as a row says them [-]."""

    def keeps(self, line: Line) -> bool:
        """Return whether a line may be used.

        Args:
            line: the line.
        """
        return (
            line.maker not in self.makers
            and line.family not in self.families
            and line.car not in self.cars
        )


NOTHING = Without()


def chosen(lines: Sequence[Line], until: int, without: Without = NOTHING) -> tuple[Line, ...]:
    """Return the lines that were known by the end of a year and may be used.

    Args:
        lines: all lines.
        until: last year.
        without: what may not be used.
    """
    return tuple(line for line in lines if line.known_from <= until and without.keeps(line))


@cache
def shipped() -> tuple[Line, ...]:
    """Return the lines that come with the program."""
    text = (files("carwright.population") / "evidence.csv").read_text(encoding="utf-8")
    return tuple(read(text.splitlines()))


def read(text: Sequence[str]) -> Iterator[Line]:
    """Yield the lines of a file of evidence.

    Args:
        text: its lines of text, the head first.
    """
    for entry in csv.DictReader(text):
        yield Line(
            row=entry["row"],
            result=entry["result"],
            known_from=int(entry["known_from"]),
            maker=entry["maker"],
            family=entry["family"],
            car=entry["car"],
            features=tuple(float(entry[name]) for name in FEATURES),
            residual=float(entry["residual"]),
            slope=tuple(float(entry[name]) for name in QUALITIES),
            start=tuple(float(entry[f"start_{name}"]) for name in QUALITIES),
        )


def stacked(lines: Sequence[Line]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return features, residuals and slopes of lines as arrays.

    Args:
        lines: the lines.
    """
    return (
        np.array([line.features for line in lines]).reshape(-1, len(FEATURES)),
        np.array([line.residual for line in lines]),
        np.array([line.slope for line in lines]).reshape(-1, len(QUALITIES)),
    )


def response(slope: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return how results differ from usual ones, and the derivative of that by each quality.

    Args:
        slope: (results, qualities) derivatives where all qualities are usual.
        at: (results, qualities) qualities.
    """
    grown = np.expm1(at)
    up, down = np.maximum(slope, 0.0), np.maximum(-slope, 0.0)
    above = 1.0 + np.sum(up * grown, axis=1)
    below = 1.0 + np.sum(down * grown, axis=1)
    factor = np.exp(at)
    derivative = up * factor / above[:, None] - down * factor / below[:, None]
    return np.log(above) - np.log(below), derivative
