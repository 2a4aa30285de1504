"""Particles against quadrature and closed forms, on a car of two numbers."""

from typing import Any

import blackjax
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from toy_model import (
    MASS,
    MIDDLES,
    RANGE,
    SPREADS,
    climbed,
    exact,
    model,
    parts,
    right,
    spoken,
)

from carwright.belief.latent import LATENTS
from carwright.belief.reliability import Asked, Part, Reliability
from carwright.belief.temper import lines_of

SHARES = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
UNSURE = parts(("right", 0.4, 0.0, 0.002), ("shifted", 0.4, -0.1, 0.1), ("nothing", 0.2, 0.0, 1.0))


def points(made):
    grid, density = exact(made)
    return np.interp(SHARES, np.cumsum(density), grid)


def check_quantiles(made, within, seed=0):
    found = climbed(made, seed)
    assert float(found.reached) == 1.0
    quantiles = np.quantile(np.asarray(found.normal)[:, 0], SHARES)
    np.testing.assert_allclose(quantiles, points(made), atol=within)


@pytest.mark.slow
def test_without_a_claim_the_prior_is_left():
    found = np.asarray(climbed(model()).normal)
    np.testing.assert_allclose(found.mean(axis=0), 0.0, atol=0.08)
    np.testing.assert_allclose(found.std(axis=0), 1.0, atol=0.06)


@pytest.mark.slow
def test_normal_claims_give_the_closed_form():
    made = model(spoken(MASS, 2300, right(0.1)), spoken(MASS, 1900, right(0.15)), across=0.6)
    terms, middle, spread = made.terms, MIDDLES[0], SPREADS[0]
    weights = 1.0 / np.asarray(terms.scale[:2]) ** 2
    precise = 1.0 / spread**2 + np.sum(weights)
    mean = (middle / spread**2 + np.sum(weights * np.asarray(terms.middle[:2]))) / precise
    found = np.asarray(jax.vmap(made.quantities)(climbed(made).normal))[:, 0]
    assert found.mean() == pytest.approx(mean, abs=0.06 / np.sqrt(precise))
    assert found.std() == pytest.approx(precise**-0.5, rel=0.06)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1])
def test_a_spike_on_a_wide_ground(seed):
    made = model(spoken(MASS, 2345, UNSURE), spoken(MASS, 2100, UNSURE))
    found = np.asarray(climbed(made, seed).normal)[:, 0]
    grid, density = exact(made)
    for number in (2345.0, 2100.0):
        place = (np.log(number) - MIDDLES[0]) / SPREADS[0]
        near, share = np.abs(found - place) < 0.05, np.abs(grid - place) < 0.05
        assert np.mean(near) == pytest.approx(np.sum(density[share]), abs=0.04)


@pytest.mark.slow
@pytest.mark.parametrize("bend", [0.05, -0.08])
def test_a_bent_quantity(bend):
    made = model(spoken(RANGE, 620, right(0.05)), bend=bend)
    check_quantiles(made, 0.06)


@pytest.mark.slow
def test_claims_of_two_numbers_that_hang_together():
    made = model(spoken(MASS, 2200, UNSURE), spoken(RANGE, 600, UNSURE), bend=0.03)
    check_quantiles(made, 0.1)


@pytest.mark.slow
def test_a_bound_takes_the_share_above():
    made = model(spoken(MASS, 2300, right(0.02), bound="at_least"))
    check_quantiles(made, 0.06)


@pytest.mark.slow
def test_a_claim_moves_nothing_that_it_does_not_speak_of():
    found = np.asarray(climbed(model(spoken(MASS, 2300, right(0.01)))).normal)[:, 1:]
    assert found.std() == pytest.approx(1.0, abs=0.02)
    assert abs(found.mean()) < 0.02


@pytest.mark.slow
def test_a_long_run_of_another_sampler_agrees():
    how = Reliability(
        Asked("range_km", "maker"),
        (Part("right", 0.9, 0.05, 0.08, 4.0), Part("nothing", 0.1, 0.0, 1.0, np.inf)),
        *(0, 0, 0, ""),
    )
    made = model(spoken(MASS, 2300, right(0.1)), spoken(RANGE, 620, how), bend=0.04, across=0.5)

    def log_density(normal):
        return made.log_likelihood(normal) - 0.5 * jnp.sum(normal**2)

    sampler: Any = blackjax.nuts(log_density, 0.4, jnp.ones(len(LATENTS)))

    def step(state, key):
        state, _ = sampler.step(key, state)
        return state, state.position[:2]

    first = sampler.init(jnp.zeros(len(LATENTS)))
    keys = jax.random.split(jax.random.key(7), 8_000)
    long = np.asarray(jax.jit(jax.lax.scan, static_argnums=0)(step, first, keys)[1])[500:]
    found = np.asarray(climbed(made).normal)[:, :2]
    np.testing.assert_allclose(found.mean(axis=0), long.mean(axis=0), atol=0.07)
    np.testing.assert_allclose(np.cov(found.T), np.cov(long.T), atol=0.08)


@pytest.mark.slow
def test_the_same_seed_climbs_alike():
    made = model(spoken(MASS, 2300, UNSURE))
    first, again, other = (np.asarray(climbed(made, seed).normal) for seed in (3, 3, 4))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_lines_move_the_claimed_quantity_by_one():
    made = model(spoken(MASS, 2200, UNSURE), spoken(RANGE, 600, UNSURE), across=0.5)
    lines = lines_of(made)
    assert int(lines.used) == 4
    slopes = np.zeros((2, len(LATENTS)))
    slopes[0], slopes[1, : made.surrogate.linear.shape[1]] = (
        made.lines[0],
        made.surrogate.linear[0],
    )
    moved = np.asarray(lines.direction)[:4] @ slopes.T
    np.testing.assert_allclose(moved[[0, 2], 0], 1.0)
    np.testing.assert_allclose(moved[[1, 3], 1], 1.0)
    np.testing.assert_allclose([moved[2, 1], moved[3, 0]], 0.0, atol=1e-12)


def test_what_no_claim_speaks_of_is_projected():
    made = model(spoken(MASS, 2200, UNSURE), across=0.5)
    silent = np.asarray(lines_of(made).silent)
    np.testing.assert_allclose(silent @ silent, silent, atol=1e-12)
    np.testing.assert_allclose(silent @ np.asarray(made.lines[0]), 0.0, atol=1e-12)


def test_along_a_line_a_quantity_is_a_quadratic():
    made = model(bend=0.07)
    rng = np.random.default_rng(0)
    here, way = (jnp.asarray(rng.standard_normal(len(LATENTS))) for _ in range(2))
    for place in range(2):
        now, slope, bend = made.along(here, way, jnp.asarray(place))
        for step in (-1.3, 0.0, 0.4):
            there = made.quantities(here + step * way)[place]
            assert now + slope * step + bend * step**2 == pytest.approx(float(there), abs=1e-12)
