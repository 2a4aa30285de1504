r"""Cells: rest voltage, its exact integral, and resistance with its split, by charge.

The curves of all chemistries stand in one table of 100 equal spans of charge; between the points
the rest voltage is a straight line, so that its integral, the chemical energy, is exact in closed
form:

$$\Phi(q) = Q \int_0^q U_0(s)\, ds$$

Cells of one chemistry differ a little: a shift adds a straight line to the curve.

Charge is a share of the cell's capacity, buffers included. Source of each curve:
`cell_curves.json`, made by `tools/make_cell_curves.py`.
"""

import json
from importlib.resources import files
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jaxtyping import Float, Int

from carwright.arrays import Array
from carwright.figure_table import Chemistry
from carwright.state import Scalar

SPANS = 100
"""Equal spans of charge in each curve."""

_CURVES = json.loads((files("carwright.car") / "cell_curves.json").read_text(encoding="utf-8"))
_REST = np.array([_CURVES[kind.name.lower()]["rest_voltage_v"] for kind in Chemistry])
_RESISTANCE = np.array([_CURVES[kind.name.lower()]["resistance_ratio"] for kind in Chemistry])
_SPLITS = [_CURVES[kind.name.lower()]["resistance_split"] for kind in Chemistry]
OHMIC_SHARE, FAST_SHARE, SLOW_SHARE = (
    np.array([split[f"{part}_share"] for split in _SPLITS]) for part in ("ohmic", "fast", "slow")
)
"""Ohmic resistance and those of the pairs over the resistance after ten seconds, by chemistry
[-]."""
FAST_TIME, SLOW_TIME = (
    np.array([split[f"{part}_time_s"] for split in _SPLITS]) for part in ("fast", "slow")
)
"""Time constants of the two RC pairs at 25 C, half full, by chemistry [s]."""
LOWEST_VOLTAGE = np.array([_CURVES[kind.name.lower()]["lowest_v"] for kind in Chemistry])
"""Least cell voltage under load, by chemistry [V]."""
HIGHEST_VOLTAGE = np.array([_CURVES[kind.name.lower()]["highest_v"] for kind in Chemistry])
"""Greatest cell voltage under charge, by chemistry [V]."""
NOMINAL_VOLTAGE = np.trapezoid(_REST, dx=1 / SPANS, axis=1)
"""Mean rest voltage from empty to full, by chemistry [V]."""
ENERGY = np.concatenate(
    [
        np.zeros((len(Chemistry), 1)),
        np.cumsum(0.5 * (_REST[:, 1:] + _REST[:, :-1]), axis=1) / SPANS,
    ],
    axis=1,
)
"""Integral of the rest voltage over charge, from empty, at each point, by chemistry [V]."""


def _packed() -> np.ndarray:
    slope = np.diff(_REST, axis=1) * SPANS
    below = np.concatenate([slope[:, :1], slope[:, :-1]], axis=1)
    above = np.concatenate([slope[:, 1:], slope[:, -1:]], axis=1)
    columns = (
        _REST[:, :-1],
        slope,
        below,
        above,
        _RESISTANCE[:, :-1],
        np.diff(_RESISTANCE, axis=1) * SPANS,
    )
    return np.stack(columns, axis=-1).reshape(len(Chemistry) * SPANS, len(columns))


TABLE = _packed()
"""One row a span of charge, chemistry after chemistry: rest voltage, its slope, the slopes of the
spans below and above [V], resistance ratio and its slope [-]."""


class Shift(NamedTuple):
    """How the rest voltage of a cell differs from its chemistry's curve: by a straight line."""

    empty: Scalar
    """Difference of an empty cell [V]."""
    tilt: Scalar
    """Rise from empty to full beyond the curve's [V]."""

    def at(self, charge: Float[Array, "*points"]) -> Float[Array, "*points"]:
        """Return the difference at a charge [V].

        Args:
            charge: (...) charge [share].
        """
        return self.empty + self.tilt * charge

    def energy(self, charge: Float[Array, "*points"]) -> Float[Array, "*points"]:
        """Return the integral of the difference from empty to a charge [V].

        Args:
            charge: (...) charge [share].
        """
        return charge * (self.empty + 0.5 * self.tilt * charge)


def place(charge: Scalar) -> tuple[Int[Array, ""], Scalar]:
    """Return the span that holds `charge` and how far into it the charge lies.

    Args:
        charge: () charge [share].
    """
    scaled = charge * SPANS
    span = jnp.clip(scaled.astype(jnp.int32), 0, SPANS - 1)
    return span, (scaled - span.astype(charge.dtype)) / SPANS


def rest_voltage(chemistry: Int[Array, ""], charge: Scalar, shift: Shift) -> Scalar:
    """Return the rest voltage of a cell [V].

    Args:
        chemistry: () number of the chemistry.
        charge: () charge [share].
        shift: how the cell differs from its chemistry's curve.
    """
    span, into = place(charge)
    row = jnp.asarray(TABLE, charge.dtype)[chemistry * SPANS + span]
    return row[0] + row[1] * into + shift.at(charge)


def rest_energy(chemistry: Int[Array, ""], charge: Scalar, shift: Shift) -> Scalar:
    """Return the integral of the rest voltage from empty to `charge` [V].

    Times capacity it is chemical energy.

    Args:
        chemistry: () number of the chemistry.
        charge: () charge [share].
        shift: how the cell differs from its chemistry's curve.
    """
    span, into = place(charge)
    row = jnp.asarray(TABLE, charge.dtype)[chemistry * SPANS + span]
    curve = jnp.asarray(ENERGY, charge.dtype)[chemistry, span]
    return curve + into * (row[0] + 0.5 * row[1] * into) + shift.energy(charge)


def charge_at_energy(chemistry: Int[Array, ""], energy: Scalar, shift: Shift) -> Scalar:
    """Return the charge at which the integral of the rest voltage is `energy` [share].

    The inverse of `rest_energy`.

    Args:
        chemistry: () number of the chemistry.
        energy: () integral of the rest voltage from empty [V].
        shift: how the cell differs from its chemistry's curve.
    """
    grid = jnp.linspace(0.0, 1.0, SPANS + 1, dtype=energy.dtype)
    points = jnp.asarray(ENERGY, energy.dtype)[chemistry] + shift.energy(grid)
    span = jnp.clip(jnp.searchsorted(points, energy, side="right") - 1, 0, SPANS - 1)
    row = jnp.asarray(TABLE, energy.dtype)[chemistry * SPANS + span]
    first, slope = row[0] + shift.at(grid[span]), row[1] + shift.tilt
    rest = energy - points[span]
    return span.astype(energy.dtype) / SPANS + 2.0 * rest / (
        first + jnp.sqrt(first**2 + 2.0 * slope * rest)
    )


def table(dtype: np.dtype) -> Float[Array, "rows columns"]:
    """Return the packed table in a precision.

    Args:
        dtype: precision of the numbers.
    """
    return jnp.asarray(TABLE, dtype)
