"""Calls of programs outside a trace, and inside one: nothing is compiled or converted in vain."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from workshop import LEAF, TESLA, altered, car, hilly

import carwright
from carwright.native.library import library, state
from carwright.rate.quick import quick, rate_many

pytestmark = pytest.mark.skipif(library() is None, reason=f"native programs: {state().why}")


ONE = jnp.asarray(1.05)


def consumed(factor: Any) -> Any:
    mass = car(TESLA).body.mass * factor
    return carwright.drive(altered(car(TESLA), {"body.mass": mass}), hilly()).consumption_dc


def refused(*_: Any, **__: Any) -> None:
    raise AssertionError("compiled")


def test_a_trace_converts_no_number_that_has_its_precision():
    """Each conversion is an operation of its own for every leaf of a car, in the gradient too."""
    names = [eqn.primitive.name for eqn in jax.make_jaxpr(consumed)(ONE).eqns]
    assert names.count("carwright") == 1
    assert names.count("convert_element_type") < 10


def test_numbers_that_are_known_run_without_xla(monkeypatch: pytest.MonkeyPatch):
    expected = float(jax.jit(jax.grad(consumed))(ONE))
    monkeypatch.setattr("carwright.native_call.primitive._jitted", refused)
    assert float(jax.grad(consumed)(ONE)) == pytest.approx(expected, rel=1e-12)
    many = jax.vmap(jax.grad(consumed))(jnp.stack([ONE, ONE]))
    np.testing.assert_allclose(many, expected, rtol=1e-12)


def test_quick_ratings_of_known_cars_are_programs_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr("carwright.rate.quick._many", refused)
    cars = carwright.vary(carwright.figures(LEAF), {"kerb_mass_kg": np.array([1500.0, 1600.0])})
    both = rate_many(cars, ("epa", "wltp"))
    for at in range(2):
        alone = quick(jax.tree.map(lambda leaf, at=at: leaf[at], cars), "wltp")
        assert float(both["wltp"].range[at]) == pytest.approx(float(alone.range), rel=1e-12)
    assert np.diff(both["epa"].range)[0] < 0.0


@pytest.mark.slow
def test_quick_ratings_are_those_of_xla_and_of_a_trace(monkeypatch: pytest.MonkeyPatch):
    found = jax.tree.leaves(quick(car(TESLA), "wltp"))
    traced = jax.tree.leaves(jax.jit(lambda vehicle: quick(vehicle, "wltp"))(car(TESLA)))
    monkeypatch.setattr("carwright.native_call.function.library", lambda: None)
    for expected in (traced, jax.tree.leaves(quick(car(TESLA), "wltp"))):
        np.testing.assert_allclose(found, expected, rtol=1e-11)
