"""Figures: one car, or many, as one vector of named numbers and one vector of choices."""

from collections.abc import Callable, Mapping

import equinox as eqx
import jax.numpy as jnp
from jaxtyping import Float, Int

from carwright.arrays import Array
from carwright.errors import InputError, nearest
from carwright.figure_dependencies import DEPENDENCIES, TOTAL_POWER, growth
from carwright.figure_table import BY_KEY, CHOICE_INDEX, CHOICES, FIGURES, INDEX, SIDES, Machine
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
        values = self.values
        for name, value in changes.items():
            values = values.at[..., INDEX[known(name)]].set(jnp.asarray(value, values.dtype))
        return Figures(values=values, choices=self.choices)

    def following(self, changes: Mapping[str, Float[Array, "*batch"] | float]) -> "Figures":
        """Return figures with some numbers changed, and with what follows them by the dependencies.

        What is changed by hand stands, also where it would follow another change.

        Args:
            changes: new values in SI, by SI name.

        Raises:
            InputError: if a name is no figure.
        """
        new = {known(name): jnp.asarray(value) for name, value in changes.items()}
        self._follow(new, lambda figure, followed: new.get(figure, followed))
        return self.replace(new)

    def moved(self, by: Float[Array, "*batch figures"]) -> "Figures":
        """Return figures each moved by a number, and beyond it as far as what they follow moves.

        The derivative by one of the numbers is that by its figure, all that hangs on it included.

        Args:
            by: (..., figures) moves in SI, in the order of the table.
        """
        new = {
            row.name: self.values[..., place] + by[..., place]
            for place, row in enumerate(FIGURES)
            if row.name not in DEPENDENCIES
        }
        self._follow(new, lambda figure, followed: followed + by[..., INDEX[figure]])
        values = jnp.stack([new[row.name] for row in FIGURES], axis=-1)
        return Figures(values=values, choices=self.choices)

    def _follow(
        self,
        new: dict[str, Float[Array, "*batch"]],
        settle: Callable[[str, Float[Array, "*batch"]], Float[Array, "*batch"]],
    ) -> None:
        """Add to the new numbers, one after the other, what follows them."""

        def now(name: str) -> Float[Array, "*batch"]:
            return new.get(name, self[name])

        def ratio(parent: str) -> Float[Array, "*batch"]:
            if parent != TOTAL_POWER:
                return now(parent) / self[parent]
            driven = [self.choice(f"{side}_machine") != Machine.NONE for side in SIDES]
            names = [f"{side}_peak_power" for side in SIDES]
            powers = list(zip(driven, names, strict=True))
            after = [jnp.where(there, now(name), 0.0) for there, name in powers]
            before = [jnp.where(there, self[name], 0.0) for there, name in powers]
            return jnp.stack(after).sum(axis=0) / jnp.stack(before).sum(axis=0)

        one = jnp.ones_like(self.values[..., 0])
        for figure in DEPENDENCIES:
            new[figure] = settle(figure, self[figure] * growth(figure, ratio, one))

    def to_edge(self) -> dict[str, float]:
        """Return the figures of one car by key with unit, as plain numbers."""
        return {row.key: from_si(row.key, float(self.values[INDEX[row.name]])) for row in FIGURES}


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
