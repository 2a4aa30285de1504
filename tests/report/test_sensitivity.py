import pytest

from carwright.cars.from_file import figures
from carwright.cars.vary import vary
from carwright.report.sensitivity import STEPS, effects, sensitivity, step_in_words
from carwright.run.drive import drive


def test_each_step_costs_range_and_the_greatest_comes_first(found):
    sizes = [effect for _, effect in effects(found)]
    assert len(sizes) == len(STEPS)
    assert all(effect < 0.0 for effect in sizes)
    assert sizes == sorted(sizes)


def test_the_slope_is_what_a_trial_gives(found):
    base = found.main.settled.values["drag_coefficient"]
    cars = vary(figures("xiaomi-su7-max"), {"drag_coefficient": [base - 0.005, base + 0.005]})
    less, more = drive(cars, "wltc-3b").range_dc
    drag = next(effect for step, effect in effects(found) if step.key == "drag_coefficient")
    assert drag == pytest.approx(float(more - less) / 1e3, rel=0.01)


def test_steps_in_words(found):
    assert step_in_words(STEPS[0]) == "10 kg more mass"
    assert step_in_words(STEPS[1]) == "0.01 more drag coefficient"
    made = sensitivity(found)
    assert all(step_in_words(step) in made for step in STEPS)
