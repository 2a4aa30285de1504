"""Least squares: the derivative is that of differences, and a search without end says so."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from logged import log_of, simulated

from carwright.car.build import build_car
from carwright.cars.from_file import vector
from carwright.fit import least_squares as module
from carwright.fit.drives import drives
from carwright.fit.knobs import knobs_of
from carwright.fit.least_squares import least_squares
from carwright.fit.misfit import Known, flows, misfit, road_load
from carwright.settle.resolve import resolve

CAR = "bmw-i3-60ah"


@pytest.fixture(scope="module")
def problem():
    settled = resolve(CAR)
    knobs, figures = knobs_of(settled)[:6], vector(settled)
    batch = drives([log_of(simulated(CAR, last=120))])
    known = Known(
        figures,
        road_load(build_car(figures)),
        jnp.asarray(1.0),
        jnp.ones(1),
        jnp.ones(len(knobs)),
        jax.jit(flows)(figures, batch),
    )
    return knobs, known, batch


@pytest.mark.slow
def test_the_derivative_is_that_of_differences(problem):
    knobs, known, batch = problem

    @jax.jit
    def size(turns):
        groups = misfit(turns, knobs, known, batch)
        return sum(jnp.sum(part**2) for part in groups)

    at = jnp.full(len(knobs), 0.5)
    slopes = jax.jacfwd(size)(at)
    for place in range(len(knobs)):
        nudge = jnp.zeros(len(knobs)).at[place].set(1e-3)
        difference = (size(at + nudge) - size(at - nudge)) / 2e-3
        assert float(slopes[place]) == pytest.approx(float(difference), rel=2e-2, abs=2e-2)


@pytest.mark.slow
def test_a_search_without_end_says_so(problem, monkeypatch):
    knobs, known, batch = problem
    monkeypatch.setattr(module, "MOST_STEPS", 1)
    module._program.cache_clear()
    wild = batch._replace(measured=batch.measured._replace(power=batch.measured.power * 3.0))
    found = least_squares(knobs, known, wild)
    module._program.cache_clear()
    assert not found.converged
    assert np.isfinite(found.turns).all()
    assert found.covariance.shape == (len(knobs), len(knobs))
