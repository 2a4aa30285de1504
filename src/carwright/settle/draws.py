"""draws: many versions of one settled car, each as it could be."""

import numpy as np

from carwright.errors import InputError
from carwright.settle.desk import Chance
from carwright.settle.settle import version
from carwright.settle.settled import Settled

ROUNDS = 10
"""How often a draw that cannot be one car is drawn again before that is said [-]."""
_STRIDE = 1000
"""From the seed of one round to that of the next [-]."""


def draws(settled: Settled, count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Return many versions of a car, each as `Settled.arrays` gives it, drawn jointly.

    What the population estimates and what a source gives as a span is drawn; with them what a
    sprint hangs on. A draw that cannot be one car is drawn again. The same seed gives the same
    draws.

    Args:
        settled: the car.
        count: how many.
        seed: of the random numbers.

    Returns:
        (count, figures) in SI and (count, choices).

    Raises:
        InputError: if drawing again and again gives no car.
    """
    many: dict[int, tuple[np.ndarray, np.ndarray]] = {}
    for again in range(ROUNDS):
        first = seed + again * _STRIDE
        chances = np.random.default_rng(first + 2).standard_normal((count, 4))
        found = settled.usual.draws(count, first)
        for place in (place for place in range(count) if place not in many):
            try:
                one = version(settled.car_file, found[place], Chance(*chances[place]))
            except InputError:
                if again == ROUNDS - 1:
                    raise
            else:
                many[place] = one.arrays()
        if len(many) == count:
            break
    values, words = zip(*(many[place] for place in range(count)), strict=True)
    return np.stack(values), np.stack(words)
