"""Interval score, Wilson's interval and the bootstrap, by hand."""

import pytest

from carwright.validate.interval_score import bootstrap, interval_score, wilson


def test_score_by_hand():
    assert interval_score(5.0, 4.0, 7.0) == 3.0
    assert interval_score(3.0, 4.0, 7.0) == pytest.approx(3.0 + 20.0)
    assert interval_score(7.5, 4.0, 7.0) == pytest.approx(3.0 + 10.0)


def test_wilson_by_hand():
    low, high = wilson(9, 10)
    assert (low, high) == (pytest.approx(0.6526, abs=1e-3), pytest.approx(0.9773, abs=1e-3))
    assert wilson(10, 10).high == 1.0
    assert wilson(0, 10).low == 0.0


def test_bootstrap_keeps_groups_whole():
    values, groups = [0.0] * 10 + [1.0] * 10, ["a"] * 10 + ["b"] * 10
    assert bootstrap(values, groups) == (0.0, 1.0)
    alone = bootstrap(values, [f"{n}" for n in range(20)])
    assert 0.25 < alone.low < 0.5 < alone.high < 0.75
    assert bootstrap(values, groups) == bootstrap(values, groups)
    assert bootstrap([2.0, 2.0], ["a", "b"]) == (2.0, 2.0)
