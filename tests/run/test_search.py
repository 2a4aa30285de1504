"""Search: roots by hand, ends, and the gradient of a root against the implicit function."""

import jax
import jax.numpy as jnp
import pytest
from workshop import number

from carwright.run.search import greatest


def root(square: jax.Array, high: float = 100.0) -> jax.Array:
    return greatest(lambda x: square - x * x, number(0.0), number(high))


@pytest.mark.parametrize("square", [1e-6, 2.0, 50.0, 9999.0])
def test_a_root_by_hand(square: float):
    assert float(root(number(square))) == pytest.approx(square**0.5, rel=1e-9, abs=1e-9)


def test_where_all_holds_it_is_the_end():
    assert float(root(number(200.0), 10.0)) == 10.0


def test_where_nothing_holds_it_is_the_other_end():
    assert float(root(number(-1.0))) == 0.0


@pytest.mark.parametrize("square", [0.5, 4.0, 900.0])
def test_its_gradient_is_that_of_the_root(square: float):
    assert float(jax.grad(root)(number(square))) == pytest.approx(0.5 / square**0.5, rel=1e-6)


def test_a_bound_end_passes_its_gradient_on():
    slope = jax.grad(lambda top: greatest(lambda x: top - x, number(0.0), top))(number(50.0))
    assert float(slope) == pytest.approx(1.0)


def test_many_searches_are_each_alone():
    squares = jnp.array([2.0, 3.0, -1.0, 1e6])
    together = jax.vmap(root)(squares)
    assert jnp.array_equal(together, jnp.stack([root(square) for square in squares]))
