"""Moves of many particles at once: what they know of each, and what they leave alone."""

import numpy as np
import pytest
from toy_model import MASS, MIDDLES, RANGE, SPREADS, model, parts, spoken

from carwright.belief.latent import LATENTS
from carwright.belief.moves import GROUND, Moves, Single

UNSURE = parts(("right", 0.4, 0.0, 0.01), ("shifted", 0.4, -0.1, 0.1), ("nothing", 0.2, 0.0, 1.0))


def prior(count=4000, seed=0):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((len(LATENTS), count), dtype=Single)


def moved(made, times, power=1.0):
    moves, rng = Moves(made), np.random.default_rng(1)
    cars = moves.at(prior())
    return cars, [moves.move(cars, power, rng) for _ in range(times)]


def test_quantities_and_likelihood_are_those_of_the_model():
    made = model(spoken(MASS, 2200, UNSURE), spoken(RANGE, 600, UNSURE), bend=0.05, across=0.4)
    cars, _ = moved(made, 3)
    normal = cars.normal.T.astype(float)
    exact = made.quantities(normal)
    np.testing.assert_allclose(cars.quantities.T, exact, atol=1e-5)
    np.testing.assert_allclose(cars.log_likelihood, made.log_likelihood(exact), atol=0.02)


def test_only_what_is_claimed_is_kept():
    cars, _ = moved(model(spoken(RANGE, 600, UNSURE), across=0.4), 1)
    assert cars.quantities.shape == (1, 4000)
    assert np.median(cars.quantities) == pytest.approx(np.log(600), abs=0.3)


def test_nothing_said_the_prior_stays():
    cars, accepted = moved(model(), 20)
    assert accepted == [1.0] * 20
    assert np.all(cars.normal != prior())
    np.testing.assert_allclose(cars.normal.mean(axis=1), 0.0, atol=0.08)
    np.testing.assert_allclose(cars.normal.std(axis=1), 1.0, atol=0.06)


@pytest.mark.parametrize("bend", [0.0, 0.05, -0.08])
def test_moves_leave_the_prior_where_the_claims_do_not_count(bend):
    made = model(spoken(MASS, 2200, UNSURE), spoken(RANGE, 600, UNSURE), bend=bend, across=0.4)
    cars, accepted = moved(made, 30, power=0.0)
    assert min(accepted) > 0.4
    np.testing.assert_allclose(cars.normal.mean(axis=1), 0.0, atol=0.08)
    np.testing.assert_allclose(cars.normal.std(axis=1), 1.0, atol=0.06)


def test_moves_aim_at_claims_and_now_and_then_where_it_is_usual():
    made = model(spoken(MASS, 2201, parts(("right", 0.9, 0.0, 1e-3), ("nothing", 0.1, 0.0, 1.0))))
    aims, rng = Moves(made)._aims, np.random.default_rng(0)
    quantity = np.zeros(20_000, int)
    aimed = aims.drawn(quantity, rng)
    near = np.abs(aimed - np.log(2201.0)) < 0.005
    assert np.mean(near) == pytest.approx(1.0 - GROUND, abs=0.03)
    assert np.std(aimed[~near]) == pytest.approx(SPREADS[0], rel=0.1)
    grid = np.linspace(MIDDLES[0] - 1.2, MIDDLES[0] + 1.2, 200_001, dtype=Single)
    density = np.exp(aims.log_density(np.zeros(len(grid), int), grid))
    # without the factor that all normals share
    assert np.trapezoid(density, grid) == pytest.approx(np.sqrt(2.0 * np.pi), rel=0.02)
