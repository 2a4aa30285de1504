"""Batch: cars in their order, each with what it carries in its own tests, numbers in units."""

import jax
import numpy as np
import pytest

from carwright.carfile import load
from carwright.cars import batch as module
from carwright.cars.batch import loads_of_tests, stacked_cars
from carwright.rate.mass import PROCEDURES, load_of_test
from carwright.rate.quick import quick
from carwright.settle.carried import carried
from carwright.settle.known_car import known_car

CARS = [known_car(load(name)) for name in ("nissan-leaf-40", "tesla-model-3-rwd-2022")]


def test_cars_stand_in_their_order():
    batch = stacked_cars(CARS)
    masses = [one.values["kerb_mass_kg"] for one in CARS]
    assert np.asarray(batch.body.kerb_mass) == pytest.approx(masses)


def test_each_car_carries_what_its_own_rating_has_else_what_the_test_asks():
    loads = loads_of_tests(CARS)
    assert set(loads) == set(PROCEDURES)
    for name, each in loads.items():
        own = [carried(car, name) for car in CARS]
        asked = [load_of_test(name) if one is None else one for one in own]
        assert each == pytest.approx(asked)
    assert any(carried(car, "epa") is not None for car in CARS)


@pytest.mark.slow
def test_what_tests_say_is_the_quick_rating():
    batch, loads = stacked_cars(CARS), loads_of_tests(CARS)
    found = module.tested(batch, loads)
    one = quick(jax.tree.map(lambda leaf: leaf[0], batch), "cltc", load=loads["cltc"][0])
    assert found["range_cltc_km"][0] == pytest.approx(float(one.range) / 1e3, rel=1e-9)
    assert found["zero_to_100_s"][1] < found["zero_to_100_s"][0]
