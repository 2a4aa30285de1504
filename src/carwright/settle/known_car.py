"""known_car: the car of which a command speaks, settled as of a day: for all commands the same.

Which claims count, which variant is meant, of which kind and model year it is, and what was known
of other cars: all as of one day.
"""

from dataclasses import replace
from datetime import date

from carwright.carfile.as_of import as_of
from carwright.carfile.schema import CarFile
from carwright.settle.settle import of_others, settle
from carwright.settle.settled import Settled


def known_car(car_file: CarFile, on: date | None = None, variant: str | None = None) -> Settled:
    """Return a car with every figure settled, every claim that was known taken at its word.

    Args:
        car_file: the car file.
        on: the day, itself included; None is today.
        variant: the variant that is meant; None is the main one by then.

    Raises:
        InputError: if what is known cannot belong to one car.
    """
    day = on or date.today()
    then = as_of(car_file, day, variant)
    return replace(settle(then, of_others(then, day)), on=day)
