r"""Evidence: what each measured result says of the qualities behind it.

A quality is a logarithm. Drag and rolling are factors on figures of a car, and road loads tell of
them; the others are factors between what official tests read and what the simulation says, one for
each procedure, and belong to no part of the car. With $s_i$ the derivative of the logarithm of a
result by each quality, where all are usual, a result differs from the usual one of its car by

$$r = \sum_i s_i q_i + \varepsilon$$

Results of one kind hang on qualities of their own: no list teaches what another one asks. A row's
derivatives rest on that row and the simulator alone: rows that become known later change no earlier
one.
"""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

KINDS = MappingProxyType(
    {
        "road": ("drag", "rolling"),
        "epa": ("epa",),
        "wltp": ("wltp", "wltp_van", "wltp_mass"),
        "recharge": ("recharge",),
    }
)
"""Kinds of results, and the qualities that each hangs on.

`epa` and `wltp` are on consumption, with what a van has more and what a heavier car has; `recharge`
is on the energy of a WLTP test at the wall, which is consumption times range.
"""
QUALITIES = tuple(name for names in KINDS.values() for name in names)
"""Every quality."""
ODD = 0.2
"""By how much more one cycle of a car may be missed than its other, in logarithms: no car does
that, an error in the list does [-]."""
COLUMNS = (
    *("row", "result", "known_from", "maker", "family", "list", "car", "year", "residual"),
    *QUALITIES,
)
"""Columns of the file."""


@dataclass(frozen=True, slots=True)
class Line:
    """One result of one row, and how it hangs on the row's qualities."""

    row: str
    """Id of the row, with that of its list [-]."""
    result: str
    """Which result: its kind, and what was measured; it has a noise of its own [-]."""
    known_from: int
    """Year in which the row was published [-]."""
    maker: str
    """Maker as `maker_id` writes it [-]."""
    family: str
    """Model family as `family_id` writes it [-]."""
    list: str
    """Who published the row [-]."""
    car: str
    """What the row says of its car: rows of which it is equal are of one car [-]."""
    year: float
    """Model year [-]."""
    residual: float
    """Log of the result over that with usual qualities [-]."""
    slope: tuple[float, ...]
    """Derivative of the log of the result by each quality, where all are usual [-]."""

    @property
    def kind(self) -> str:
        """Kind of the result, one of `KINDS`."""
        return self.result.split("_")[0]

    @property
    def slope_by(self) -> dict[str, float]:
        """Derivatives by name of the quality."""
        return dict(zip(QUALITIES, self.slope, strict=True))


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
    """Return the results that come with the program and may teach."""
    return tuple(without_odd(listed()))


@cache
def listed() -> tuple[Line, ...]:
    """Return every result that comes with the program, odd ones too."""
    text = (files("carwright.population") / "evidence.csv").read_text(encoding="utf-8")
    return tuple(read(text.splitlines()))


def without_odd(lines: Sequence[Line]) -> list[Line]:
    """Return results without those of rows whose two cycles cannot be of one car.

    Args:
        lines: the results.
    """
    tests: dict[str, list[float]] = {}
    for line in lines:
        if line.kind == "epa":
            tests.setdefault(line.row, []).append(line.residual)
    odd = {row for row, found in tests.items() if max(found) - min(found) > ODD}
    return [line for line in lines if line.kind != "epa" or line.row not in odd]


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
            list=entry["list"],
            car=entry["car"],
            year=float(entry["year"]),
            residual=float(entry["residual"]),
            slope=tuple(float(entry[name]) for name in QUALITIES),
        )
