r"""Dependencies: which figures move along when another one is changed. No JAX.

What follows another figure goes with a power of it, several of them multiply:

$$y = y_0 \prod_i (x_i / x_{i,0})^{e_i}$$

with $y_0$ and $x_{i,0}$ of the car as it was, or of the reference by which an unknown figure is
estimated. The rows stand in `figure_dependencies.csv`, each after those that its parents need, so
that one pass is enough. `peak_power_kw` is the sum over the driven axles.
"""

from collections.abc import Callable, Mapping
from csv import DictReader
from importlib.resources import files
from io import StringIO
from types import MappingProxyType
from typing import TypeVar

from carwright.figure_table import BY_KEY, SIDES

TOTAL_POWER = "peak_power"
"""SI name of the sum of the driven axles' peak powers, which is no figure of its own."""
_TOTAL_KEY = "peak_power_kw"
_Number = TypeVar("_Number")


def _rows() -> Mapping[str, tuple[tuple[str, float], ...]]:
    text = (files("carwright") / "figure_dependencies.csv").read_text(encoding="utf-8")
    found: dict[str, list[tuple[str, float]]] = {}
    for row in DictReader(StringIO(text)):
        for side in SIDES if "{side}" in row["figure"] else ("",):
            parent = row["follows"].format(side=side)
            name = TOTAL_POWER if parent == _TOTAL_KEY else BY_KEY[parent].name
            figure = BY_KEY[row["figure"].format(side=side)].name
            found.setdefault(figure, []).append((name, float(row["exponent"])))
    return MappingProxyType({figure: tuple(parents) for figure, parents in found.items()})


DEPENDENCIES: Mapping[str, tuple[tuple[str, float], ...]] = _rows()
"""What each figure that follows others follows, with the exponent, by SI names; parents first."""


def growth(figure: str, ratio: Callable[[str], _Number], one: _Number) -> _Number:
    """Return by how much a figure grows with those that it follows.

    Args:
        figure: SI name of a figure.
        ratio: gives by how much a figure that it follows has grown, by SI name [-].
        one: the number 1 of the kind that `ratio` gives; what follows nothing does not grow.
    """
    whole = one
    for parent, exponent in DEPENDENCIES.get(figure, ()):
        whole = whole * ratio(parent) ** exponent  # pyright: ignore[reportOperatorIssue]
    return whole
