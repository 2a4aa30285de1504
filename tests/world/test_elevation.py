"""Elevation into slope: net height to the last digit, smooth, frozen at standstill."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.world.elevation import frozen_at_standstill, sine_of_road


def test_standstill_is_frozen():
    speed = np.array([10.0, 0.0, 0.0, 0.0, 10.0, 10.0])
    logged = np.array([100.0, 101.0, 107.0, 103.0, 104.0, 106.0])
    frozen = frozen_at_standstill(logged, speed)
    assert frozen.tolist() == [100.0, 101.0, 101.0, 101.0, 102.0, 104.0]


def test_a_constant_grade_stays():
    place = np.linspace(0.0, 500.0, 51)
    sine = sine_of_road(place, 20.0 - 0.04 * place, place, -20.0)
    assert sine == pytest.approx(-0.04, rel=1e-12)


def test_steps_of_a_metre_are_smoothed():
    """A receiver that shows whole metres on a grade of 3 % steps by 1 m every 33 m."""
    place = np.linspace(0.0, 3000.0, 301)
    shown = np.round(0.03 * place)
    sine = sine_of_road(place, shown, place, shown[-1] - shown[0])
    assert np.max(np.abs(sine - 0.03)) < 0.011
    assert np.max(np.abs(np.diff(shown) / 10.0 - 0.03)) > 0.06


def test_smoothing_follows_a_hill():
    place = np.linspace(0.0, 10_000.0, 1001)
    height = 60.0 * np.sin(place / 800.0)
    middle = 0.5 * (place[1:] + place[:-1])
    sine = sine_of_road(place, height, place, height[-1] - height[0])
    assert sine == pytest.approx(60.0 / 800.0 * np.cos(middle / 800.0), abs=2e-3)


def test_a_road_shorter_than_the_smoothing_is_smoothed_over_its_length():
    """Level for 20 m, then 10 % up for 20 m: the ends show the grade that they lie on."""
    place = np.linspace(0.0, 40.0, 4001)
    sine = sine_of_road(place, np.maximum(0.1 * (place - 20.0), 0.0), place, 2.0)
    assert sine[[0, -1]] == pytest.approx([0.0, 0.1], abs=5e-4)


def test_a_drift_that_was_frozen_is_spread_over_the_road():
    place = np.linspace(0.0, 1000.0, 101)
    assert sine_of_road(place, np.zeros(101), place, 5.0) == pytest.approx(0.005)


def test_no_road_no_slope():
    sine = sine_of_road(np.array([0.0, 0.05]), np.array([0.0, 9.0]), np.zeros(4), 9.0)
    assert sine.tolist() == [0.0, 0.0, 0.0]


@given(
    st.lists(
        st.tuples(st.floats(0.0, 300.0), st.floats(-20.0, 20.0)), min_size=1, max_size=50
    ).filter(lambda steps: sum(step for step, _ in steps) > 1.0)
)
def test_net_height_is_kept(steps):
    place = np.concatenate([[0.0], np.cumsum([step for step, _ in steps])])
    height = 300.0 + np.concatenate([[0.0], np.cumsum([rise for _, rise in steps])])
    ends = np.linspace(0.0, place[-1], 77)
    sine = sine_of_road(place, height, ends, height[-1] - height[0])
    assert np.all(np.isfinite(sine))
    assert np.sum(sine * np.diff(ends)) == pytest.approx(height[-1] - height[0], rel=0, abs=1e-9)
