import pytest

from carwright.carfile import load
from carwright.rate.weights import city_and_highway
from carwright.report.official import (
    claimed_performance,
    official_consumption,
    official_range,
)
from carwright.units import GALLON_OF_PETROL, MILE, from_si, to_si


def kwh_per_100km(told):
    return from_si("consumption_kwh_per_100km", told.value)


def test_the_latest_of_the_weightiest_officials_counts():
    told = official_range(load("xiaomi-su7-standard"), "cltc")
    assert told is not None
    assert told.value == to_si("range_km", 700.0)
    assert told.claim.kind == "maker"


def test_what_press_or_memory_says_is_not_official():
    tesla = load("tesla-model-3-rwd-2022")
    assert official_range(tesla, "wltp") is None
    assert official_range(load("xiaomi-su7-max"), "wltp") is None
    assert official_consumption(load("xiaomi-su7-max"), "cltc") is None


def test_a_label_of_city_and_highway_is_combined_by_its_weights():
    told = official_consumption(load("tesla-model-3-rwd-2022"), "epa")
    assert told is not None
    assert kwh_per_100km(told) == pytest.approx(city_and_highway(15.23, 16.59))


def test_a_combined_label_counts_as_it_stands():
    told = official_consumption(load("bmw-i3-60ah"), "epa")
    assert told is not None
    assert kwh_per_100km(told) == pytest.approx(16.8)


def test_a_label_in_mpge_becomes_energy_over_distance():
    volvo = load("volvo-xc40-twin-2022")
    told = official_consumption(volvo, "epa")
    assert told is not None
    assert told.value == pytest.approx(GALLON_OF_PETROL / (told.claim.middle * MILE))
    assert told.claim.kind == "regulator"


def test_a_regulators_consumption_is_that_at_the_wall():
    told = official_consumption(load("ford-mach-e-rwd"), "wltp")
    assert told is not None
    assert kwh_per_100km(told) == pytest.approx(17.15)


def test_sprints_are_told_by_rollout_and_conditions_are_left_out():
    su7 = load("xiaomi-su7-max")
    rolled = claimed_performance(su7, "zero_to_100_s", "yes")
    unknown = claimed_performance(su7, "zero_to_100_s", "unknown")
    assert claimed_performance(su7, "zero_to_100_s", "no") is None
    assert rolled is not None
    assert unknown is not None
    assert (rolled.value, unknown.value) == (2.78, 3.17)


def test_a_maker_comes_before_a_tester_whose_word_weighs_more():
    told = claimed_performance(load("xpeng-p7-awd-2020"), "zero_to_100_s", "unknown")
    assert told is not None
    assert told.claim.kind == "regulator"
