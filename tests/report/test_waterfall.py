import math
import re
from dataclasses import replace

import pytest

from carwright.carfile import load
from carwright.cars.batch import loads_of_tests, stacked_cars
from carwright.population.official import Official, Reading
from carwright.population.variables import SCALED
from carwright.rate.quick import rate_many
from carwright.report.learnt_steps import EVIDENCE, LEARNT, learnt_steps
from carwright.report.waterfall import waterfall
from carwright.settle.settle import settle
from carwright.units import from_si


def test_the_steps_lead_from_nothing_learnt_to_what_is_rated(found):
    steps = found.learnt
    assert steps is not None
    assert steps.procedure == "cltc"
    assert steps.usual_km + sum(step.change_km for step in steps.learnt) == pytest.approx(
        steps.shown_km
    )
    assert steps.tests is None
    assert steps.expected_km == steps.shown_km
    assert steps.unexplained_km == pytest.approx(800.0 - steps.shown_km)
    cars = [found.main.settled]
    rated = rate_many(stacked_cars(cars), ("cltc",), load=loads_of_tests(cars))["cltc"]
    assert steps.shown_km == pytest.approx(from_si("range_km", float(rated.range[0])), rel=1e-6)


def test_a_step_is_a_factor_on_figures_that_no_source_gives(found):
    settled = found.main.settled
    for step in found.learnt.learnt:
        assert step.low < step.factor < step.high
        assert settled.origins[SCALED[step.quality]].how == "population"
    assert "drag" not in {step.quality for step in found.learnt.learnt}


def test_more_resistance_means_less_range(found):
    moved = found.learnt.learnt
    assert moved
    assert all((step.factor - 1.0) * step.change_km <= 0.0 for step in moved)


def test_nothing_is_learnt_of_a_car_that_is_not_rated():
    assert learnt_steps(settle(load("apple-car"))) is None


def test_the_section_tells_every_step_and_what_is_left(found):
    made = waterfall(found)
    assert made is not None
    for step in found.learnt.learnt:
        assert LEARNT[step.quality] in made
        assert EVIDENCE in made
    assert "Not explained" in made
    assert "Xiaomi (launch)" in made
    begin = re.search(r"Bars begin at (\d+)", made)
    assert begin
    assert float(begin[1]) < min(found.learnt.usual_km, found.learnt.shown_km)


def test_what_tests_read_over_simulations_is_a_step_of_its_own(found):
    reading = Reading(math.log(1.1), 0.05)
    steps = replace(found.learnt, tests=Official(reading, reading, 9, 2))
    assert steps.expected_km == pytest.approx(1.1 * steps.shown_km)
    assert steps.unexplained_km == pytest.approx(800.0 - 1.1 * steps.shown_km)
    made = waterfall(replace(found, learnt=steps))
    assert made is not None
    assert "9 CLTC results, 2 of the maker" in made
    plain = waterfall(found)
    assert plain is not None
    assert "Tests over simulations" not in plain


def test_no_section_without_an_official_range(found):
    assert waterfall(replace(found, learnt=None)) is None
