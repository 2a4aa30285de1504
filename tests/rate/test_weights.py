"""Weights: every regulator's weights with given energies, by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.rate.weights import city_and_highway, consumption, equal, first_by_share

some = st.lists(st.floats(1.0, 1e3), min_size=1, max_size=9).map(np.array)


def test_the_first_of_four_weighs_its_share_and_the_others_the_rest():
    weights = first_by_share(np.array([6.0, 5.0, 5.0, 5.0]), 60.0)
    np.testing.assert_allclose(weights, [0.1, 0.3, 0.3, 0.3])


def test_two_drives():
    np.testing.assert_allclose(first_by_share(np.array([3.0, 9.0]), 60.0), [0.05, 0.95])


def test_one_drive_is_all_there_is():
    np.testing.assert_array_equal(first_by_share(np.array([3.0]), 60.0), [1.0])


@given(energies=some)
def test_weights_add_up_to_one(energies: np.ndarray):
    usable = float(np.sum(energies)) * 1.5
    assert np.sum(first_by_share(energies, usable)) == pytest.approx(1.0)
    assert np.sum(equal(energies)) == pytest.approx(1.0)


@given(energies=some, rate=st.floats(10.0, 1e3))
def test_a_constant_consumption_stays_itself_whatever_the_weights(energies, rate: float):
    weights = first_by_share(energies, 2.0 * float(np.sum(energies)))
    assert consumption(energies, energies / rate, weights) == pytest.approx(rate)


def test_consumption_by_hand():
    energies, distances = np.array([1200.0, 1000.0]), np.array([10.0, 10.0])
    assert consumption(energies, distances, np.array([0.25, 0.75])) == pytest.approx(105.0)


def test_city_weighs_55_and_highway_45():
    assert city_and_highway(400.0, 300.0) == pytest.approx(0.55 * 400.0 + 0.45 * 300.0)
