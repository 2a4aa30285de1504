"""How far tests lie from their simulation, by hand."""

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.belief import discrepancy
from carwright.belief.discrepancy import (
    BIAS_ROWS,
    LEAST,
    SPREAD_ROWS,
    USUAL_SPREAD,
    discrepancies,
)

ON = datetime.date(2024, 6, 1)


def row(car, error, own=0.03, test="wltp", year=2022, family="maker car"):  # noqa: PLR0913
    return discrepancy.Tested(test, car, family, year, error, own)


def found(*rows, on=ON, without=""):
    return discrepancies(("wltp",), on, without, rows)["wltp"]


def test_nothing_known_is_usual():
    nothing = found()
    assert (nothing.bias, nothing.cars) == (0.0, 0)
    assert nothing.spread == pytest.approx(USUAL_SPREAD)


def test_two_cars_by_hand():
    both = found(row("a", 0.1), row("b", 0.2))
    bias = 0.3 / (2 + BIAS_ROWS)
    excess = 0.1**2 + 0.2**2 - 2 * 0.03**2 - 2 * bias**2 + SPREAD_ROWS * USUAL_SPREAD**2
    assert both.bias == pytest.approx(bias)
    assert both.spread == pytest.approx((excess / (2 + SPREAD_ROWS)) ** 0.5)


def test_tests_of_one_car_count_once():
    assert found(row("a", 0.1), row("a", 0.1)) == found(row("a", 0.1))


def test_what_the_prediction_knew_of_its_error_is_taken_off():
    rows = [row(str(n), error, 0.05) for n, error in enumerate((-0.05, 0.05) * 40)]
    assert found(*rows).spread == pytest.approx(LEAST)


def test_a_year_counts_from_the_next_and_the_own_family_never():
    one, own = row("a", 0.1, year=2024), row("b", 0.1, family="own car")
    assert found(one, own, without="own car").cars == 0
    assert found(one, on=datetime.date(2025, 1, 1)).cars == 1


@given(st.lists(st.floats(-0.4, 0.4), min_size=1, max_size=12))
def test_later_rows_change_nothing(errors):
    early = [row(f"c{n}", error) for n, error in enumerate(errors)]
    later = [row("late", 0.3, year=2024)]
    assert found(*early) == found(*early, *later)


def test_the_order_of_the_shipped_rows_changes_nothing():
    rows = discrepancy.tested()
    names = sorted({one.test for one in rows})
    assert set(names) <= {"epa", "wltp", "cltc", "nedc", "launch", "charging"}
    first = discrepancies(names, ON, rows=rows)
    again = discrepancies(names, ON, rows=rows[::-1])
    for name in names:
        np.testing.assert_allclose(
            (first[name].bias, first[name].spread), (again[name].bias, again[name].spread)
        )
