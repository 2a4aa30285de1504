"""Mixture: conjugate updates by hand, a density that integrates to one."""

import numpy as np
import pytest

from carwright.belief.mixture import DATE, NUMBER, SHEET, learnt, t_below


def test_shares_by_hand():
    errors = np.array([0.0, 0.01, 0.1, 0.6])
    found = learnt(np.ones((1, 4)), errors, NUMBER)
    assert found.shares[0] == pytest.approx(np.array([3.0, 2.0, 1.2]) / 6.2)
    assert found.shift[0] == pytest.approx(0.1 / 1.5)
    assert found.freedom[0] == pytest.approx(3.0)


def test_without_a_row_the_prior_stands():
    found = learnt(np.zeros((1, 0)), np.zeros(0), SHEET)
    assert found.shares[0] == pytest.approx([0.9, 0.05, 0.05])
    assert learnt(np.zeros((1, 0)), np.zeros(0), DATE).shares[0] == pytest.approx([0, 1, 0])


@pytest.mark.parametrize("prior", [NUMBER, SHEET, DATE])
def test_density_integrates_to_one(prior):
    errors = np.array([0.0, 0.005, 0.1, -0.2, 0.15])
    grid = np.linspace(-40.0, 40.0, 800_001)
    found = learnt(np.ones((1, 5)), errors, prior)
    density = np.exp(found.log_density(grid))
    assert np.trapezoid(density, grid) == pytest.approx(1.0, abs=2e-3)


def test_more_rows_narrow_it():
    few = learnt(np.ones((1, 4)), np.array([0.1, -0.1, 0.1, -0.1]), NUMBER)
    more = learnt(np.ones((1, 40)), np.tile([0.1, -0.1, 0.1, -0.1], 10), NUMBER)
    assert more.freedom[0] > few.freedom[0]
    assert more.scale[0] > 0.09


def test_student_by_hand():
    assert t_below(np.array([0.0, 1.0]), 1.0, 0.0, 1.0) == pytest.approx([0.5, 0.75])
