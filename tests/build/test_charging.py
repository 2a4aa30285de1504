"""charging: other cars' curves become one, and a table becomes points that take the same time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.build.charging import (
    GRID,
    RATES,
    Curve,
    Way,
    at_points,
    expected,
    hours,
    learnt,
    table,
)
from carwright.figure_table import BY_KEY

WAY = Way(other_class=0.5, other_chemistry=1.0)


def curve(rate: float, **changes: object) -> Curve:
    told = {"id": "a", "family": "a", "chemistry": "nmc", "is_high_voltage": False}
    rest = {"peak_rate": 3.0, "weight": 1.0, "rates": (rate,) * len(GRID), "known_from": 2020}
    return Curve(**(told | rest | changes))  # type: ignore[arg-type]


def test_a_mean_by_hand():
    others = [curve(1.0), curve(4.0)]
    assert expected(others, WAY, "nmc", high_voltage=False) == pytest.approx([2.0] * len(GRID))
    others = [curve(1.0), curve(8.0, is_high_voltage=True)]
    by_hand = 8.0 ** (0.5 / 1.5)
    assert expected(others, WAY, "nmc", high_voltage=False) == pytest.approx([by_hand] * len(GRID))


def test_what_is_shipped():
    way, curves = learnt()
    assert 0.0 < way.other_class < 1.0
    assert {one.weight for one in curves} == {1.0, 0.25}
    assert len({one.id for one in curves}) == len(curves) == 10
    assert all(0.0 < rate < 4.0 for one in curves for rate in one.rates)
    assert [key in BY_KEY for key in RATES] == [True] * len(GRID)


@given(
    st.lists(st.floats(50.0, 200.0), min_size=3, max_size=12),
    st.floats(0.0, 20.0),
)
def test_points_take_the_time_of_the_table(powers: list[float], first: float):
    percents = np.linspace(first, 100.0, len(powers))
    points = at_points(list(percents), powers)
    fine = np.linspace(10.0, 80.0, 7001)
    wanted = np.trapezoid(1.0 / np.interp(fine, percents, powers), fine)
    found = np.trapezoid(1.0 / np.interp(fine, GRID, points), fine)
    assert found == pytest.approx(wanted, rel=0.06)


def test_a_table_on_the_grid_stays_itself():
    powers = [100.0 - 8.0 * k for k in range(len(GRID))]
    assert at_points(list(GRID), powers) == pytest.approx(powers, rel=1e-6)


def test_a_table_is_read():
    assert table("10:170, 50:95.5,100:10") == ([10.0, 50.0, 100.0], [170.0, 95.5, 10.0])


def test_hours_by_hand():
    assert hours(2.0, (4.0,) * 11) == pytest.approx(0.35)
    assert hours(9.0, (4.0,) * 11) == pytest.approx(0.175)
