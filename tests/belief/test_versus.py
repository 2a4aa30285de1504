"""Versus: probabilities by hand, and each pair once."""

import numpy as np
import pytest
from made_belief import belief

from carwright.belief.headline_keys import MORE_IS_BETTER
from carwright.belief.versus import beats, duels, share_above


def test_shares_by_hand():
    one = np.array([1.0, 3.0]), np.array([0.25, 0.75])
    other = np.array([2.0, 3.0]), np.array([0.5, 0.5])
    assert share_above(one, other) == pytest.approx(0.75 * (0.5 + 0.25))
    assert share_above(one, other) + share_above(other, one) == pytest.approx(1.0)


def test_a_narrow_car_beats_by_its_place_in_the_other():
    rng = np.random.default_rng(0)
    values = rng.normal(500.0, 50.0, 4000), np.full(4000, 1 / 4000)
    sure = np.array([500.0 + 50.0 * 1.2816]), np.ones(1)
    assert share_above(sure, values) == pytest.approx(0.9, abs=0.02)


def test_the_same_car_is_a_draw_and_a_better_one_wins():
    weak, strong = belief(name="weak"), belief(better=0.5, name="strong")
    assert beats("range_wltp_km", weak, weak) == pytest.approx(0.5)
    assert beats("range_wltp_km", strong, weak) > 0.95
    assert beats("kerb_mass_kg", strong, weak) == pytest.approx(0.5)


def test_every_pair_once_on_every_figure():
    cars = [belief(name=name) for name in ("one", "two", "three")]
    found = duels(cars)
    assert len(found) == 3 * len(MORE_IS_BETTER)
    assert all(0.0 <= one.probability <= 1.0 for one in found)
    first = found[0]
    assert (first.car, first.other) == ("maker-one", "maker-two")
