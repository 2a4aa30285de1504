"""resolve: a car file to its settled figures."""

from datetime import date
from os import PathLike

from carwright.carfile import load
from carwright.settle.known_car import known_car
from carwright.settle.settled import Settled


def resolve(car: str | PathLike[str], *, on: date | None = None) -> Settled:
    """Return a car with every figure settled and its origin known.

    Args:
        car: an id of the garage or the path of a car file.
        on: the day as of which the car and all others are known, itself included; None is today.

    Raises:
        InputError: if there is no such car or its file cannot be right.
    """
    return known_car(load(car), on)
