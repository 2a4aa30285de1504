"""Five-cycle: the bound by hand, and that it bounds what was certified."""

import numpy as np
import pytest
from rollers import EvenCar
from workshop import car

from carwright.rate.five_cycle import bounded, five_cycle
from carwright.rate.full import rate
from carwright.world.cycle import cycle

CERTIFIED = {"tesla-model-3-rwd-2022": 0.742}
"""Label over unadjusted miles per gallon equivalent, of a car with a factor of its own."""


def test_a_constant_consumption_is_bounded_by_the_numbers_of_the_equations():
    found = bounded(np.array([150.0, 150.0]), 150.0, 150.0, 150.0)
    assert found.most_city == pytest.approx(0.905)
    assert found.most_highway == pytest.approx(0.905 / 1.007)
    combined = 1.0 / (0.55 / found.most_city + 0.45 / found.most_highway)
    assert found.most == pytest.approx(combined)


def test_by_hand():
    found = bounded(np.array([140.0, 120.0]), 150.0, 260.0, 210.0)
    city = 0.82 * (0.48 * 120.0 + 0.41 * 140.0 + 0.11 * 260.0) + 0.18 * 130.0
    udds = cycle("udds")
    first = float(np.sum(udds.step_distance[:505]))
    measured = (140.0 * first + 120.0 * (udds.distance - first)) / udds.distance
    assert found.most_city == pytest.approx(measured * 0.905 / city)
    highway = 1.007 * (0.79 * 210.0 + 0.21 * 150.0)
    assert found.most_highway == pytest.approx(150.0 * 0.905 / highway)


def test_the_us06_is_split_in_city_and_highway():
    rates = {"us06 city": 300.0, "us06 highway": 200.0}
    rig = EvenCar(consumption=lambda name, lap: rates[name])
    found = five_cycle(rig, rig.rested(), np.array([540.0, 540.0]), 540.0)
    by_hand = bounded(np.array([540.0, 540.0]), 540.0, 300.0 * 3.6, 200.0 * 3.6)
    assert found.most_city == pytest.approx(by_hand.most_city, rel=1e-9)
    assert found.most_highway == pytest.approx(by_hand.most_highway, rel=1e-9)
    (us06,) = rig.driven
    assert np.sum(us06.valid) == 596
    assert us06.names == ("us06 city", "us06 highway", "us06 city")


@pytest.mark.parametrize("car_id", CERTIFIED)
def test_it_bounds_the_factor_of_a_car_that_was_certified_by_five_cycles(car_id: str):
    found = rate(car(car_id), "epa").five_cycle
    assert found is not None
    assert CERTIFIED[car_id] < found.most < 0.9
    assert found.most_highway < found.most < found.most_city
