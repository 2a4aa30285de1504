"""Summary: every number by hand."""

import pytest

from carwright.validate.summary import Compared, summary

FOUND = [
    Compared(100.0, 110.0, 90.0, 130.0),
    Compared(100.0, 98.0, 97.0, 99.0),
    Compared(200.0, 200.0, 180.0, 220.0),
]


def test_one_comparison():
    assert FOUND[0].error == pytest.approx(0.1)
    assert [one.inside for one in FOUND] == [True, False, True]


def test_many_by_hand():
    found = summary(FOUND, ["A", "B", " a "])
    assert found.n == 3
    assert found.mae == pytest.approx(0.04)
    # A has 0.1 and 0, B 0.02.
    assert found.mae_by_maker == pytest.approx(0.035)
    assert found.median_abs == pytest.approx(0.02)
    assert found.p90_abs == pytest.approx(0.084)
    assert found.bias == pytest.approx(0.08 / 3.0)
    assert found.inside_band == pytest.approx(2.0 / 3.0)


def test_none_of_no_cars():
    found = summary([], []).document()
    assert found.pop("n") == 0
    assert set(found.values()) == {None}
    assert set(found) == {
        *("mae", "mae_by_maker", "median_abs", "p90_abs", "bias", "inside_band"),
    }
