"""charging: other cars' curves become one, and a table becomes points that take the same time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import least_squares

from carwright.figure_table import CHARGE_RATES
from carwright.settle import charging as module
from carwright.settle.charging import (
    GRID,
    Curve,
    at_points,
    cells_alone,
    expected,
    hours,
    learnt,
    table,
)


def curve(rate: float, **changes: object) -> Curve:
    told = {"id": "a", "family": "a", "chemistry": "nmc", "is_high_voltage": False}
    rest = {"peak_rate": 3.0, "weight": 1.0, "rates": (rate,) * len(GRID), "known_from": 2020}
    return Curve(**(told | rest | changes))  # type: ignore[arg-type]


def test_a_mean_by_hand():
    others = [curve(1.0), curve(2.0), curve(1.0, weight=2.0)]
    assert expected(others, high_voltage=False) == pytest.approx([2.0**0.25] * len(GRID))


def test_the_own_voltage_class_counts_alone_unless_it_has_no_curve():
    others = [curve(1.0), curve(2.5, is_high_voltage=True, peak_rate=9.0)]
    assert expected(others, high_voltage=False) == pytest.approx([1.0] * len(GRID))
    assert expected(others, high_voltage=True) == pytest.approx([2.5] * len(GRID))
    assert expected(others[:1], high_voltage=True) == pytest.approx([1.0] * len(GRID))


def test_a_flat_top_bounds_what_cells_take_from_below_by_hand():
    """A top of 1 C says nothing beside cells that take 2 C; one of 3 C says that more take it."""
    falls, low, high = curve(2.0), curve(1.0, peak_rate=1.0), curve(3.0, peak_rate=3.2)
    assert not any(falls.flat)
    assert all(low.flat)
    assert all(high.flat)
    assert expected([falls, low], high_voltage=False) == pytest.approx([2.0] * len(GRID))
    both = 6.0**0.5
    assert expected([falls, low, high], high_voltage=False) == pytest.approx([both] * len(GRID))
    assert expected([low], high_voltage=False) == pytest.approx([1.0] * len(GRID))


def test_the_maker_is_that_of_the_family():
    assert curve(1.0, family="mercedes-benz eqs").maker == "mercedes-benz"


def test_what_is_shipped():
    curves = learnt()
    assert {one.weight for one in curves} == {1.0, 0.25}
    assert len({one.id for one in curves}) == len(curves) == 32
    assert all(0.0 < rate < 4.0 for one in curves for rate in one.rates)
    assert {2014, 2024} == {min(years := [one.known_from for one in curves]), max(years)}
    assert tuple(f"charge_rate_at_{percent}_per_h" for percent in GRID) == CHARGE_RATES


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


def test_beyond_a_flat_top_cells_go_on_along_the_line_by_hand():
    """Flat to 40 %, nothing at 100 %: 100 kW grows by 100/60 kW for each percent below."""
    told = [10.0, 40.0, 100.0], [100.0, 100.0, 1e-3]
    cells = cells_alone(*told)
    line = [100.0 + (40.0 - at) * 100.0 / 60.0 for at in (0.0, 10.0, 30.0)]
    assert [cells[0], cells[1], cells[3]] == pytest.approx(line, rel=1e-4)
    assert cells[6:] == pytest.approx(at_points(*told)[6:])


def test_a_step_in_a_table_is_no_line():
    cells = cells_alone([0.0, 50.0, 51.0, 100.0], [100.0, 100.0, 10.0, 5.0])
    assert max(cells) == pytest.approx(195.0, rel=0.05)


@given(st.lists(st.floats(5.0, 200.0), min_size=2, max_size=12))
def test_cut_off_at_the_peak_cells_alone_are_the_table(powers: list[float]):
    percents = list(np.linspace(0.0, 100.0, len(powers)))
    alone, points = cells_alone(percents, powers), at_points(percents, powers)
    top = np.interp(GRID, percents, powers) >= 0.9 * max(powers)
    assert np.all(np.array(alone) >= points)
    assert np.array(alone)[~top] == pytest.approx(np.array(points)[~top])


def test_a_table_that_never_falls_says_nothing_of_its_cells():
    assert cells_alone([10.0, 100.0], [50.0, 50.0]) == pytest.approx([50.0] * len(GRID))
    assert max(cells_alone([0.0, 100.0], [20.0, 50.0])) == pytest.approx(50.0)


def test_a_table_is_read():
    assert table("10:170, 50:95.5,100:10") == ([10.0, 50.0, 100.0], [170.0, 95.5, 10.0])


def test_hours_by_hand():
    assert hours(2.0, (4.0,) * 11) == pytest.approx(0.35)
    assert hours(9.0, (4.0,) * 11) == pytest.approx(0.175)


@given(
    st.lists(st.floats(1.0, 300.0), min_size=2, max_size=12),
    st.floats(0.0, 20.0),
)
def test_points_are_those_of_an_independent_search(powers: list[float], first: float):
    """scipy's trust region, driven to the end; where it stops early, its cost is no less."""
    percents = np.linspace(first, 100.0, len(powers)).tolist()
    wanted = module._span_times(percents, np.array(powers))
    own = np.log(np.interp(GRID, percents, powers))

    def missed(logs: np.ndarray) -> np.ndarray:
        return module._missed(logs, wanted, own)

    found = np.log(at_points(percents, powers))
    other = least_squares(missed, own, xtol=1e-15, ftol=1e-15, gtol=1e-15)
    assert np.sum(missed(found) ** 2) <= 2.0 * other.cost * (1.0 + 1e-9) + 1e-18
    np.testing.assert_allclose(found, other.x, atol=1e-5)
