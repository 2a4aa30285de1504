"""versions: thousands of versions of one car, settled at once. No JAX.

The rules are those of one car; `many` tells how they serve all. Versions that take the same turns,
such as which axles are driven, are settled together.
"""

from collections.abc import Callable

import numpy as np

from carwright.carfile.schema import CarFile
from carwright.figure_table import CHOICES, FIGURES, SCALES, SHIFTS, numbers_of
from carwright.many import Crowd, table
from carwright.settle.desk import Chance
from carwright.settle.settle import finished
from carwright.settle.usual import Usual

_NUMBERS = {name: numbers_of(name) for name in CHOICES}


def versions(
    car_file: CarFile, count: int, told: Callable[[np.ndarray, Crowd], tuple[Usual, Chance]]
) -> tuple[np.ndarray, np.ndarray]:
    """Return (count, figures) in SI and (count, choices) of versions of a car.

    Args:
        car_file: the car file.
        count: how many.
        told: gives, for the places of some versions and the crowd that they are, what the
            population says of them and what chance decides.

    Raises:
        InputError: if what is known of one of them cannot belong to one car.
    """
    values = np.empty((count, len(FIGURES)))
    words = np.empty((count, len(CHOICES)), np.int32)
    left = np.arange(count)
    while len(left):
        crowd = Crowd(len(left))
        with np.errstate(all="ignore"):  # of versions that take another turn
            desk = finished(car_file, *told(left, crowd))
        figures = table([desk.number(row.key) for row in FIGURES])
        here = left[crowd.alike]
        values[here] = np.broadcast_to(figures, (len(left), len(FIGURES)))[crowd.alike]
        words[here] = [_NUMBERS[name][desk.word(name)] for name in CHOICES]
        left = left[~crowd.alike]
    return values * SCALES + SHIFTS, words
