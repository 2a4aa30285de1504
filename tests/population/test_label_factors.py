"""Label factors: by hand, as of a year, and what pooling may and may not do."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.population.label_factors import (
    energy_of_tests,
    error_of,
    labelled_cars,
    makers_factor,
    pooled,
)

factors = st.lists(st.floats(0.6, 0.85), min_size=1, max_size=8)


def test_a_maker_by_hand():
    """Two cars at 0.77 and three at 0.7: 0.7 times 1.1 to the power of two fifths."""
    assert pooled([0.77, 0.77], 3.0) == pytest.approx(0.7 * 1.1**0.4)
    assert pooled([], 3.0) == 0.7


@given(factors=factors, at_rule=st.floats(0.1, 10.0))
def test_it_lies_between_the_rule_and_the_makers_cars(factors, at_rule):
    found = pooled(factors, at_rule)
    assert min(0.7, *factors) - 1e-12 <= found <= max(0.7, *factors) + 1e-12
    assert found == pytest.approx(pooled(factors[::-1], at_rule))


@given(factors=factors, at_rule=st.floats(0.1, 10.0))
def test_more_cars_alike_draw_nearer_to_them(factors, at_rule):
    mean = math.exp(math.fsum(map(math.log, factors)) / len(factors))
    near, far = (abs(pooled(factors * n, at_rule) - mean) for n in (2, 1))
    assert near <= far + 1e-12


@pytest.mark.parametrize(
    ("test", "city_wh_per_mi", "highway_wh_per_mi", "label_kwh_per_100km"),
    [
        ("2020-porsche-taycan-4s-perf-battery-plus-fe-y1ash-20", 348.2, 333.7, 30.3),
        ("2020-audi-audi-e-tron-55-quattro-sportback-laze-e55-331", 334.7, 326.3, 27.3),
    ],
)
def test_two_known_cars_by_hand(test, city_wh_per_mi, highway_wh_per_mi, label_kwh_per_100km):
    """EPA's test list over the label of the United States and Canada: 0.701 and 0.753."""
    (car,) = [one for one in labelled_cars() if one.test == test]
    combined = (0.55 * city_wh_per_mi + 0.45 * highway_wh_per_mi) / 16.09344
    assert car.factor == pytest.approx(combined / label_kwh_per_100km, abs=1e-4)


def test_a_car_of_2018_is_not_rated_with_what_was_known_in_2022():
    early, late = makers_factor("Tesla", before=2018), makers_factor("Tesla")
    assert early.years is not None
    assert late.years is not None
    assert early.years[1] < 2018 < late.years[1]
    assert early.cars < late.cars
    own = [car.factor for car in labelled_cars() if car.maker == "tesla" and car.year < 2018]
    assert early.cars == len(own)
    assert early.share < sum(own) / len(own)


def test_who_drives_five_cycles_has_more_and_others_have_the_rules():
    assert makers_factor("tesla").share == pytest.approx(0.737, abs=0.005)
    assert makers_factor("BMW").share == pytest.approx(0.7, abs=0.002)
    nobody = makers_factor("Xiaomi")
    assert (nobody.share, nobody.cars, nobody.years) == (0.7, 0, None)
    assert makers_factor("Tesla", before=1999) == nobody


def test_a_family_can_be_left_out():
    family = "porsche taycan"
    assert makers_factor("Porsche", but_family=family).cars == 0
    assert makers_factor("Porsche").cars == 3


def test_errors_and_energy_are_those_that_were_measured():
    assert 0.0 < error_of(0) < 0.05
    assert 0.0 < error_of(3) < 0.05
    found = energy_of_tests()
    assert 1.0 < found.low < found.ratio < found.high < 1.15
    assert found.cars >= 12


def test_energy_is_that_of_other_families_known_before():
    """By hand: the middle of the cars that are left; nothing where none is."""
    every = energy_of_tests()
    left = energy_of_tests(but_family="tesla model s")
    early = energy_of_tests(before=2020)
    assert left.cars == every.cars - 2
    assert 0 < early.cars < left.cars
    assert energy_of_tests(before=2005) == (1.0, 1.0, 1.0, 0)
    one = energy_of_tests(before=2016)
    assert one.cars == 1
    assert one.ratio == one.low == one.high == pytest.approx(1.0066)
