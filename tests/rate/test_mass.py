"""Mass: what each regulator has the car carry, by hand."""

import pytest

from carwright.rate.mass import FORMULAS, PROCEDURES, load_of_test


@pytest.mark.parametrize(
    ("procedure", "load"),
    [("epa", 300 * 0.45359237), ("wltp", 75 + 25 + 0.15 * 425), ("cltc", 100.0), ("nedc", 100.0)],
)
def test_loads_by_hand(procedure: str, load: float):
    assert load_of_test(procedure) == pytest.approx(load)


def test_only_wltp_asks_what_a_car_may_carry():
    assert load_of_test("wltp", 325.0) == pytest.approx(load_of_test("wltp") - 15.0)
    assert load_of_test("epa", 325.0) == load_of_test("epa")


def test_every_procedure_says_what_its_load_rests_on():
    assert set(PROCEDURES) == {"epa", "wltp", "cltc", "nedc"}
    assert all(FORMULAS[procedure] for procedure in PROCEDURES)
