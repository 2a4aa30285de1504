"""Programs of a fixed number of cars, and what they leave where JAX keeps its own."""

import numpy as np
import pytest

from carwright.belief.simulator import TOGETHER, launched, rated
from carwright.cars.batch import loads_of_tests, stacked_cars
from carwright.rate.quick import rate_many
from carwright.run.accelerate import accelerate
from carwright.settle.resolve import resolve
from carwright.settle.settled import Settled

CARS = ("nissan-leaf-40", "tesla-model-3-lr-awd-2024", "volvo-ex30-rwd")


def settled() -> list[Settled]:
    return [resolve(car) for car in CARS]


def arrays() -> tuple[np.ndarray, np.ndarray]:
    values, choices = zip(*(one.arrays() for one in settled()), strict=True)
    return np.stack(values), np.stack(choices)


@pytest.mark.slow
def test_tests_say_what_ratings_say_whichever_are_asked():
    loads = loads_of_tests(settled())
    known = rate_many(stacked_cars(settled()), tuple(loads), load=loads)
    both = {name: loads[name] for name in ("epa", "cltc")}
    found, every = rated(*arrays(), both), rated(*arrays(), loads)
    assert set(found) == {"epa", "cltc"}
    for name, (reach, consumption) in every.items():
        np.testing.assert_allclose(reach, known[name].range, rtol=1e-9)
        np.testing.assert_allclose(consumption, known[name].consumption_ac, rtol=1e-9)
    for name, numbers in found.items():
        np.testing.assert_array_equal(numbers, every[name])


@pytest.mark.slow
def test_launches_are_those_of_accelerate():
    known = accelerate(stacked_cars(settled()))
    for name, numbers in launched(*arrays()).items():
        np.testing.assert_allclose(numbers, getattr(known, name), rtol=1e-9)


@pytest.mark.slow
def test_cars_beyond_a_programs_number_are_told_like_the_others():
    values, choices = arrays()
    places = np.arange(TOGETHER + 5) % len(CARS)
    found = launched(values[places], choices[places])
    alone = launched(values, choices)
    for name, numbers in found.items():
        assert numbers.shape == (TOGETHER + 5,)
        np.testing.assert_array_equal(numbers, alone[name][places])
