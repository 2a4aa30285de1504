import jax
import jax.numpy as jnp
import pytest

from carwright.step.ramp import ramp


@pytest.mark.parametrize(
    ("value", "share"), [(-1.0, 0.0), (2.0, 0.0), (3.0, 0.5), (4.0, 1.0), (9, 1)]
)
def test_it_rises_from_nothing_to_whole(value: float, share: float):
    assert float(ramp(jnp.asarray(float(value)), 2.0, 4.0)) == share


def test_its_slope_is_finite_at_both_ends():
    slopes = jax.vmap(jax.grad(lambda value: ramp(value, 2.0, 4.0)))(jnp.array([2.0, 3.0, 4.0]))
    assert bool(jnp.all(jnp.isfinite(slopes)))
