"""resolve: a car file to its settled figures, and those to the vector that `build_car` takes."""

from datetime import date
from os import PathLike

import jax.numpy as jnp

from carwright.build.build_car import build_car
from carwright.build.known_car import known_car
from carwright.build.settle import Settled
from carwright.car.car import Car
from carwright.carfile import load as load_file
from carwright.figure_vector import Figures


def resolve(car: str | PathLike[str], *, on: date | None = None) -> Settled:
    """Return a car with every figure settled and its origin known.

    Args:
        car: an id of the garage or the path of a car file.
        on: the day as of which the car and all others are known, itself included; None is today.

    Raises:
        InputError: if there is no such car or its file cannot be right.
    """
    return known_car(load_file(car), on)


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
