"""The quantities of a made-up model and how they hang on the normals."""

import numpy as np
import pytest
from toy_model import MASS, MIDDLES, RANGE, SPREADS, model, parts, spoken

from carwright.belief.latent import LATENTS, SIMULATED

CLAIM = spoken(MASS, 2100, parts(("right", 0.8, 0.0, 0.05), ("nothing", 0.2, 0.0, 1.0)))


def test_quantities_by_hand():
    normal = np.zeros(len(LATENTS))
    normal[:2] = 0.5, -2.0
    mass, far = model(bend=0.05, across=0.6).quantities(normal)
    assert mass == pytest.approx(MIDDLES[0] + SPREADS[0] * (0.8 * 0.5 - 0.6 * 2.0))
    assert far == pytest.approx(MIDDLES[1] + SPREADS[1] * 0.5 + 0.05 * 0.25)


def test_many_cars_are_as_one_by_one():
    made = model(CLAIM, bend=0.05, across=0.6)
    normal = np.random.default_rng(0).standard_normal((20, len(LATENTS)))
    quantities = made.quantities(normal)
    np.testing.assert_allclose(quantities, [made.quantities(one) for one in normal])
    likely = [made.log_likelihood(made.quantities(one)) for one in normal]
    np.testing.assert_allclose(made.log_likelihood(quantities), likely)


def test_slopes_and_bends_are_those_of_the_quantities():
    made = model(spoken(RANGE, 600, CLAIM.reliability), bend=0.05, across=0.6)
    step, size = 1e-4, len(LATENTS)
    near = made.quantities(step * np.eye(size)) - made.quantities(-step * np.eye(size))
    np.testing.assert_allclose(near.T / (2.0 * step), made.slopes(), atol=1e-9)
    np.testing.assert_allclose(made.middles(), MIDDLES)
    bends = made.bends()
    assert bends.shape == (2, SIMULATED, SIMULATED)
    assert bends[1, 0, 0] == pytest.approx(2.0 * 0.05)
    assert np.count_nonzero(bends) == 1
