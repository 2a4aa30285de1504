"""from_file: a car file to the vector that `build_car` takes, and to a car."""

from os import PathLike

import jax.numpy as jnp

from carwright.car.build import build_car
from carwright.car.car import Car
from carwright.figure_vector import Figures
from carwright.settle.resolve import resolve
from carwright.settle.settled import Settled


def vector(settled: Settled) -> Figures:
    """Return settled figures as the vector that `build_car` takes.

    Args:
        settled: a car with every figure settled.
    """
    values, choices = settled.arrays()
    return Figures(values=jnp.asarray(values), choices=jnp.asarray(choices))


def figures(car: str | PathLike[str]) -> Figures:
    """Return the figures of a car.

    Args:
        car: an id of the garage or the path of a car file.

    Raises:
        InputError: if there is no such car or its file cannot be right.
    """
    return vector(resolve(car))


def load(car: str | PathLike[str]) -> Car:
    """Return a car ready to drive: its figures, built.

    Args:
        car: an id of the garage or the path of a car file.

    Raises:
        InputError: if there is no such car or its file cannot be right.
    """
    return build_car(figures(car))
