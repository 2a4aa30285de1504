"""A quadratic through made-up quantities."""

import numpy as np
import pytest

from carwright.belief.surrogate import fitted

RNG = np.random.default_rng(0)
NORMAL = RNG.standard_normal((400, 5))
SLOPES, BENDS = RNG.standard_normal((2, 5)), 0.2 * RNG.standard_normal((2, 5, 5))


def quadratic(normal):
    bent = np.einsum("ni,qij,nj->nq", normal, BENDS, normal)
    return np.array([6.0, 2.0]) + normal @ SLOPES.T + bent


def test_a_quadratic_is_found():
    found = fitted(NORMAL, quadratic(NORMAL))
    new = RNG.standard_normal((20, 5))
    np.testing.assert_allclose(found(new), quadratic(new), atol=0.03)
    np.testing.assert_allclose(found(new[3]), found(new)[3])


def test_of_few_cars_it_stays_tame():
    found = fitted(NORMAL[:12], quadratic(NORMAL[:12]))
    assert np.abs(found.quadratic).max() < 3.0 * np.abs(BENDS).max()


def test_cars_far_out_say_less():
    far = np.vstack([NORMAL, 30.0 * np.ones((1, 5))])
    values = np.vstack([quadratic(NORMAL), [[900.0, 900.0]]])
    middle = fitted(far, values)(np.zeros(5))
    assert middle == pytest.approx([6.0, 2.0], abs=1.0)


def test_what_moves_nothing_has_no_slope():
    moving = np.array([True, False, True, True, False])
    bends = BENDS * np.outer(moving, moving)
    values = np.array([6.0, 2.0]) + NORMAL @ (SLOPES * moving).T
    values += np.einsum("ni,qij,nj->nq", NORMAL, bends, NORMAL)
    found = fitted(NORMAL[:60], values[:60], moving)
    assert not np.any(found.linear[:, ~moving])
    assert not np.any(found.quadratic[:, ~moving])
    assert not np.any(found.quadratic[:, :, ~moving])
    worse = fitted(NORMAL[:60], values[:60])
    missed = [np.std(one(NORMAL[60:]) - values[60:]) for one in (found, worse)]
    assert missed[0] < missed[1]
