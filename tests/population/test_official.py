"""Official: by hand from the posterior, and what must hold for any car."""

import math
from dataclasses import replace
from datetime import date

import pytest

from carwright.population.evidence import Without
from carwright.population.official import USUAL_MASS, Official, Reading, official, traits_of
from carwright.population.population import population
from carwright.population.qualities import Place

USUAL = traits_of(USUAL_MASS, van=False)


def told(about, procedure, place, traits=USUAL) -> Official:
    found = official(about, procedure, place, traits)
    assert found is not None
    return found


def test_factors_by_hand():
    middle, low, high = Reading(0.05, 0.1).factors
    assert middle == pytest.approx(math.exp(0.05))
    assert low * high == pytest.approx(middle**2)
    assert math.log(high / low) == pytest.approx(2.0 * 1.6448536 * 0.1)


def test_where_no_list_tells_nothing_is_said():
    place = Place("tesla", "", 2020.0)
    assert official(population(), "nedc", place, USUAL) is None
    assert official(population(date(2019, 1, 1)), "wltp", place, USUAL) is None
    assert official(replace(population(), lines=()), "epa", place, USUAL) is None


def test_epa_is_the_quality_and_the_noise_of_both_cycles():
    about, place = population(), Place("porsche", "", 2021.0)
    found = told(about, "epa", place)
    mean, deviation = about.qualities("epa", place).of("epa")
    noise = about.quality_model.noise
    each = [noise[f"epa_{cycle}"].total ** 2 for cycle in ("udds", "hwfet")]
    assert found.consumption.mean == pytest.approx(mean)
    assert found.consumption.deviation**2 == pytest.approx(deviation**2 + sum(each) / 2)
    assert found.range.mean == -found.consumption.mean
    assert 0 < found.of_maker < found.rows


def test_a_van_and_a_heavier_car_read_more_by_the_wltp():
    place = Place("", "", 2024.0)
    usual, van, heavy = (
        told(population(), "wltp", place, traits).consumption.mean
        for traits in (USUAL, traits_of(USUAL_MASS, van=True), traits_of(1000.0, van=False))
    )
    assert van > usual
    assert heavy != usual


def test_a_range_by_the_wltp_is_energy_over_consumption():
    place = Place("kia", "", 2024.0)
    found = told(population(), "wltp", place)
    energy = population().qualities("recharge", place).of("recharge")[0]
    assert found.range.mean == pytest.approx(energy - found.consumption.mean)


def test_a_maker_left_out_is_told_less_surely():
    place = Place("tesla", "", 2021.0)
    own = told(population(), "epa", place)
    others = population(without=Without(makers=frozenset({"tesla"})))
    left = told(others, "epa", place)
    assert left.of_maker == 0
    assert left.consumption.deviation > own.consumption.deviation
