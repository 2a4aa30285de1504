"""Figures: one car, or many, as one vector of named numbers and one vector of choices."""

from collections.abc import Mapping
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Bool, Float, Int

from carwright.arrays import Array
from carwright.errors import InputError, nearest
from carwright.figure_dependencies import DEPENDENCIES, TOTAL_POWER, growth
from carwright.figure_table import (
    BY_KEY,
    CHOICE_INDEX,
    CHOICES,
    FIGURES,
    INDEX,
    SIDES,
    Machine,
    check_finite,
)
from carwright.native_call.function import native, number, traced
from carwright.units import from_si


class Figures(eqx.Module):
    """Everything that `build_car` needs to know of a car.

    The order is that of `figure_table.FIGURES` and `figure_table.CHOICES`. Leading axes, if any,
    are a batch of cars.
    """

    values: Float[Array, "*batch figures"]
    """The figures in SI, in the order of the table [SI]."""
    choices: Int[Array, "*batch choices"]
    """Chemistry, machines and disconnects, as the numbers of their enumerations [-]."""

    def __getitem__(self, name: str) -> Float[Array, "*batch"]:
        """Return one figure in SI.

        Args:
            name: SI name of a figure, such as `kerb_mass`.

        Raises:
            InputError: if there is no such figure.
        """
        return self.values[..., INDEX[known(name)]]

    def choice(self, name: str) -> Int[Array, "*batch"]:
        """Return one choice, as the number of its enumeration.

        Args:
            name: `chemistry`, `front_machine`, `rear_machine`, `front_disconnect` or
                `rear_disconnect`.
        """
        return self.choices[..., CHOICE_INDEX[name]]

    def replace(self, changes: Mapping[str, Float[Array, "*batch"] | float]) -> "Figures":
        """Return figures with some numbers changed, all else alike.

        Args:
            changes: new values in SI, by SI name.

        Raises:
            InputError: if a name is no figure.
        """
        if traced(self, changes) or isinstance(self.values, jax.Array):
            values: Any = jnp.asarray(self.values)
            for name, value in changes.items():
                values = values.at[..., INDEX[known(name)]].set(jnp.asarray(value, values.dtype))
        else:
            values = np.array(self.values)
            for name, value in changes.items():
                values[..., INDEX[known(name)]] = value
        return Figures(values=values, choices=self.choices)

    def following(self, changes: Mapping[str, Float[Array, "*batch"] | float]) -> "Figures":
        """Return figures with some numbers changed, and with what follows them by the dependencies.

        What is changed by hand stands, also where it would follow another change.

        Args:
            changes: new values in SI, by SI name.

        Raises:
            InputError: if a name is no figure, or a number is not finite.
        """
        names = {INDEX[known(name)]: number(value) for name, value in changes.items()}
        shape = jnp.broadcast_shapes(
            self.values.shape[:-1], *(jnp.shape(value) for value in names.values())
        )
        nothing = np.zeros(len(FIGURES))
        told = np.isin(np.arange(len(FIGURES)), list(names))
        xp: Any = jnp if traced(self, changes) else np
        columns = [
            xp.broadcast_to(names[place], shape) if place in names else np.zeros(shape)
            for place in range(len(FIGURES))
        ]
        return self._followed(xp.stack(columns, axis=-1), told, nothing)

    def moved(self, by: Float[Array, "*batch figures"]) -> "Figures":
        """Return figures each moved by a number, and beyond it as far as what they follow moves.

        The derivative by one of the numbers is that by its figure, all that hangs on it included.

        Args:
            by: (..., figures) moves in SI, in the order of the table.
        """
        nothing = np.zeros(len(FIGURES))
        return self._followed(nothing, np.zeros(len(FIGURES), bool), by)

    def _followed(self, given: Any, told: Any, by: Any) -> "Figures":
        """The same for any batch."""
        parts = (self.values, self.choices, given, told, by)
        if not traced(parts):
            for numbers in (self.values, given, by):
                check_finite(np.asarray(numbers))
        shape = jnp.broadcast_shapes(*(jnp.shape(part)[:-1] for part in parts))
        if not shape:
            return Figures(values=followed(*parts), choices=self.choices)
        xp: Any = jnp if traced(parts) else np
        wide = [xp.broadcast_to(part, (*shape, part.shape[-1])) for part in parts]
        flat = [part.reshape(-1, part.shape[-1]) for part in wide]
        every = (0,) * len(flat)
        many = jax.vmap(followed)(*flat) if traced(parts) else followed.many(every, *flat)
        return Figures(values=many.reshape(wide[0].shape), choices=wide[1])

    def to_edge(self) -> dict[str, float]:
        """Return the figures of one car by key with unit, as plain numbers."""
        return {row.key: from_si(row.key, float(self.values[INDEX[row.name]])) for row in FIGURES}


@native("figures")
def followed(
    values: Float[Array, " figures"],
    choices: Int[Array, " choices"],
    given: Float[Array, " figures"],
    told: Bool[Array, " figures"],
    by: Float[Array, " figures"],
) -> Float[Array, " figures"]:
    """Return figures with some changed, those that follow them, and all moved by a number.

    Args:
        values: (figures,) figures of one car [SI].
        choices: (choices,) its choices.
        given: (figures,) values of those that are changed by hand [SI].
        told: (figures,) which those are.
        by: (figures,) by how much each is moved beyond that [SI].
    """
    before = {row.name: values[place] for place, row in enumerate(FIGURES)}
    now: dict[str, Any] = {}

    def ratio(parent: str) -> Any:
        if parent != TOTAL_POWER:
            return now[parent] / before[parent]
        driven = [choices[CHOICE_INDEX[f"{side}_machine"]] != Machine.NONE for side in SIDES]
        names = [f"{side}_peak_power" for side in SIDES]
        powers = list(zip(driven, names, strict=True))
        after = [jnp.where(there, now[name], 0.0) for there, name in powers]
        own = [jnp.where(there, before[name], 0.0) for there, name in powers]
        return sum(after) / sum(own)

    def settled(name: str, follows: Any) -> Any:
        place = INDEX[name]
        return jnp.where(told[place], given[place], follows) + by[place]

    for name in (row.name for row in FIGURES if row.name not in DEPENDENCIES):
        now[name] = settled(name, before[name])
    for name in DEPENDENCIES:
        now[name] = settled(name, before[name] * growth(name, ratio, jnp.ones_like(values[0])))
    return jnp.stack([now[row.name] for row in FIGURES])


def known(name: str) -> str:
    """Return the SI name that `name` means: itself, or the figure whose key with unit it is.

    Args:
        name: an SI name.

    Raises:
        InputError: if there is no such figure.
    """
    if name in INDEX:
        return name
    if name in BY_KEY:
        remedy = (
            f"inside, '{name}' is '{BY_KEY[name].name}' in SI; carwright.vary takes keys with units"
        )
    else:
        remedy = f"did you mean '{nearest(name, (*INDEX, *CHOICES))}'?"
    raise InputError("no such figure", key=name, remedy=remedy)
