"""vary: many cars from one, each rebuilt; and gradients by every figure.

A changed figure changes all that hangs on it, by `figure_dependencies.csv`: a larger battery holds
more usable energy, takes and gives more power, and weighs more. What is set beside it stands.
"""

from collections.abc import Callable, Mapping, Sequence

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from carwright.car.build import build_car, kerb_mass
from carwright.car.car import Car
from carwright.errors import InputError, nearest
from carwright.figure_dependencies import DEPENDENCIES
from carwright.figure_relations import contradictions
from carwright.figure_table import BY_KEY, FIGURES, SCALES, SHIFTS
from carwright.figure_vector import Figures
from carwright.run.executor import CHUNK, in_chunks, stacked
from carwright.units import to_si

GRADIENT_CHUNK = 64
"""Cars in one chunk of a gradient: reverse mode keeps every step's state."""

ROUNDING = 1e-9
"""By how much of itself a bound may be missed where a unit is converted [-]."""


def vary(figures: Figures, changes: Mapping[str, Sequence[float] | np.ndarray | float]) -> Car:
    """Return many cars, built anew from figures of which some take many values.

    Args:
        figures: the figures of one car.
        changes: values by key with unit, such as `{"battery_gross_energy_kwh": [60, 75, 90]}`;
            lists of equal length go together, one number holds for every car.

    Raises:
        InputError: if a key is no figure, a value or what follows it is out of bounds, figures
            contradict each other, or the lists differ in length.
    """
    many = varied(figures, changes)
    lightest = float(jax.vmap(kerb_mass)(many).min())
    if lightest <= 0.0:
        raise InputError(
            "a smaller battery or unit cannot weigh less than nothing",
            key="kerb mass less what was left out of it",
            value=f"{lightest:.0f} kg",
            remedy="change kerb_mass_kg with it, or the reference_... figures",
        )
    return _built(many)


def varied(
    figures: Figures, changes: Mapping[str, Sequence[float] | np.ndarray | float]
) -> Figures:
    """Return the figures of many cars, with what follows the changed ones; `vary` unbuilt.

    Args:
        figures: the figures of one car.
        changes: values by key with unit.

    Raises:
        InputError: as `vary`.
    """
    columns = {key: _column(key, values) for key, values in changes.items()}
    lengths = {key: column.size for key, column in columns.items() if column.ndim}
    if len(set(lengths.values())) > 1:
        raise InputError(
            "lists of values that go together must be equally long",
            key=", ".join(lengths),
            value=", ".join(str(length) for length in lengths.values()),
            remedy="for every combination, build the lists with numpy.meshgrid",
        )
    count = next(iter(lengths.values()), 1)
    values = jnp.broadcast_to(figures.values, (count, *figures.values.shape))
    many = Figures(
        values=values, choices=jnp.broadcast_to(figures.choices, (count, *figures.choices.shape))
    )
    found = many.following(
        {BY_KEY[key].name: jnp.asarray(column) for key, column in columns.items()}
    )
    _check(found, set(columns))
    return found


def _check(figures: Figures, by_hand: set[str]) -> None:
    """Refuse cars that cannot be: what followed a change out of bounds, or a contradiction."""
    columns = (np.asarray(figures.values) - SHIFTS) / SCALES
    values = {row.key: columns[..., place] for place, row in enumerate(FIGURES)}
    for row in FIGURES:
        column = values[row.key]
        wrong = (column < row.low * (1.0 - ROUNDING)) | (column > row.high * (1.0 + ROUNDING))
        if row.name in DEPENDENCIES and row.key not in by_hand and np.any(wrong):
            raise InputError(
                f"what follows the change would be out of bounds: {row.meaning}",
                key=row.key,
                value=f"{np.ravel(column[wrong])[0]:g}",
                allowed=f"{row.low:g} to {row.high:g}",
                remedy=f"set {row.key} beside it, or change less",
            )
    for error in contradictions(values):
        raise error


def gradient(
    figures: Figures, measure: Callable[[Car], Float[Array, ""]]
) -> dict[str, Float[Array, "*batch"]]:
    """Return the derivative of a measure by every figure, for one unit of the figure's key.

    What follows a figure moves with it, as in `vary`.

    Args:
        figures: figures of one car, or of a batch.
        measure: what is measured, a scalar of one car: `lambda car: drive(car,
            "wltc-3b").consumption_dc`.
    """
    if figures.values.ndim == 1:
        slopes = _slopes(measure, figures)
    else:
        batched = jax.jit(jax.vmap(lambda one: _slopes(measure, one)))
        slopes = stacked(in_chunks(batched, figures, chunk=GRADIENT_CHUNK))
    return {row.key: slopes[..., place] * SCALES[place] for place, row in enumerate(FIGURES)}


def _slopes(
    measure: Callable[[Car], Float[Array, ""]], figures: Figures
) -> Float[Array, " figures"]:
    def of_moves(by: Float[Array, " figures"]) -> Float[Array, ""]:
        return measure(build_car(figures.moved(by)))

    return jax.grad(of_moves)(jnp.zeros_like(figures.values))


_build_many = jax.jit(jax.vmap(build_car))


def _built(figures: Figures) -> Car:
    return stacked(in_chunks(_build_many, figures, chunk=CHUNK))


def _column(key: str, values: Sequence[float] | np.ndarray | float) -> np.ndarray:
    if key not in BY_KEY:
        raise InputError(
            "no such figure", key=key, remedy=f"did you mean '{nearest(key, BY_KEY)}'?"
        )
    row = BY_KEY[key]
    try:
        column = np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        raise InputError("a value is no number", key=key, value=str(values)) from None
    if column.ndim > 1 or column.size == 0:
        raise InputError(
            "values must be one number or one list", key=key, value=f"shape {column.shape}"
        )
    wrong = ~((column >= row.low) & (column <= row.high))
    if wrong.any():
        raise InputError(
            f"out of bounds: {row.meaning}",
            key=key,
            value=f"{column[wrong].ravel()[0]:g}",
            allowed=f"{row.low:g} to {row.high:g}",
        )
    return np.reshape([to_si(key, value) for value in column.ravel().tolist()], column.shape)
