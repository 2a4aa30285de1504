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
from carwright.belief.temper import tempered

SHARES = np.array([0.05, 0.25, 0.5, 0.75, 0.95])
UNSURE = parts(("right", 0.4, 0.0, 0.002), ("shifted", 0.4, -0.1, 0.1), ("nothing", 0.2, 0.0, 1.0))


def points(made):
    grid, density = exact(made)
    return np.interp(SHARES, np.cumsum(density), grid)


def check_quantiles(made, within, seed=0):
    found = climbed(made, seed)
    assert found.reached == 1.0
    quantiles = np.quantile(found.normal[:, 0], SHARES)
    np.testing.assert_allclose(quantiles, points(made), atol=within)


@pytest.mark.slow
def test_without_a_claim_the_prior_is_left():
    found = climbed(model()).normal
    np.testing.assert_allclose(found.mean(axis=0), 0.0, atol=0.08)
    np.testing.assert_allclose(found.std(axis=0), 1.0, atol=0.06)


@pytest.mark.slow
def test_normal_claims_give_the_closed_form():
    made = model(spoken(MASS, 2300, right(0.1)), spoken(MASS, 1900, right(0.15)), across=0.6)
    terms, middle, spread = made.terms, MIDDLES[0], SPREADS[0]
    weights = 1.0 / terms.scale**2
    precise = 1.0 / spread**2 + np.sum(weights)
    mean = (middle / spread**2 + np.sum(weights * terms.middle)) / precise
    found = made.quantities(climbed(made).normal)[:, 0]
    assert found.mean() == pytest.approx(mean, abs=0.06 / np.sqrt(precise))
    assert found.std() == pytest.approx(precise**-0.5, rel=0.06)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1])
def test_a_spike_on_a_wide_ground(seed):
    made = model(spoken(MASS, 2345, UNSURE), spoken(MASS, 2100, UNSURE))
    found = climbed(made, seed).normal[:, 0]
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
    found = climbed(model(spoken(MASS, 2300, right(0.01)))).normal[:, 1:]
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

    rows = made.terms  # one a claim

    def log_density(normal):
        mass = MIDDLES[0] + jnp.asarray(made.lines[0]) @ normal
        far = MIDDLES[1] + SPREADS[1] * normal[0] + 0.04 * normal[0] ** 2
        apart = (jnp.stack([mass, far])[rows.quantity] - rows.middle) / rows.scale
        heavy = -0.5 * (rows.freedom + 1.0) * jnp.log1p(apart**2 / rows.freedom)
        likely = rows.nothing + jnp.log1p(jnp.exp(rows.log_weight + heavy))
        return jnp.sum(likely) - 0.5 * jnp.sum(normal**2)

    sampler: Any = blackjax.nuts(log_density, 0.4, jnp.ones(len(LATENTS)))

    def step(state, key):
        state, _ = sampler.step(key, state)
        return state, state.position[:2]

    first = sampler.init(jnp.zeros(len(LATENTS)))
    keys = jax.random.split(jax.random.key(7), 8_000)
    long = np.asarray(jax.jit(jax.lax.scan, static_argnums=0)(step, first, keys)[1])[500:]
    found = climbed(made).normal[:, :2]
    np.testing.assert_allclose(found.mean(axis=0), long.mean(axis=0), atol=0.07)
    np.testing.assert_allclose(np.cov(found.T), np.cov(long.T), atol=0.08)


@pytest.mark.slow
def test_the_same_seed_climbs_alike():
    made = model(spoken(MASS, 2300, UNSURE))
    first, again, other = (climbed(made, seed).normal for seed in (3, 3, 4))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("threads", [1, 3])
def test_threads_change_nothing(threads):
    made = model(spoken(MASS, 2300, UNSURE))
    found = tempered(made, 0, 2500, threads=threads)
    np.testing.assert_array_equal(found.normal, tempered(made, 0, 2500).normal)


def test_more_particles_leave_the_seed_of_each_group_alone():
    few, many = (tempered(model(), 0, count).normal for count in (256, 700))
    assert not np.array_equal(few, many[:256])
    assert many.shape == (700, len(LATENTS))
