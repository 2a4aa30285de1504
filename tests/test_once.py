"""once: the same values, marked for XLA, and in one place."""

from pathlib import Path

import jax
import jax.numpy as jnp

import carwright
from carwright.once import once

SOURCE = Path(carwright.__file__).parent


def test_values_are_the_same_and_marked():
    values = {"a": jnp.asarray(2.0), "b": (jnp.arange(3),)}
    assert jax.tree.all(jax.tree.map(lambda a, b: bool((a == b).all()), once(values), values))
    jaxpr = jax.make_jaxpr(once)(values)
    assert [eqn.primitive.name for eqn in jaxpr.eqns] == ["optimization_barrier"]


def test_nothing_else_marks_what_xla_computes():
    files = {path.name for path in SOURCE.rglob("*.py") if "_barrier" in path.read_text("utf-8")}
    assert files == {"once.py"}
