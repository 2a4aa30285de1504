"""Search: the greatest number up to which something holds, by halving, with its gradient."""

from collections.abc import Callable

import jax
import jax.numpy as jnp

from carwright.state import Scalar

HALVINGS = 40
"""Halvings of the interval: to a part in 1e12 of it."""


def greatest(margin: Callable[[Scalar], Scalar], low: Scalar, high: Scalar) -> Scalar:
    """Return the greatest number between two at which a falling margin is still positive.

    Halving finds it; one Newton step from there, which moves nothing, gives it the gradient that
    the margin's zero has.

    Args:
        margin: what is left at a number; positive where the number holds.
        low: () least number; the answer where nothing holds.
        high: () greatest number; the answer where all holds.
    """

    def halve(ends: tuple[Scalar, Scalar], _: None) -> tuple[tuple[Scalar, Scalar], None]:
        holds, fails = ends
        middle = 0.5 * (holds + fails)
        enough = margin(middle) > 0.0
        return (jnp.where(enough, middle, holds), jnp.where(enough, fails, middle)), None

    ends = jax.lax.stop_gradient((low, high))
    (found, _), _ = jax.lax.scan(halve, ends, length=HALVINGS)
    found = jax.lax.stop_gradient(found)
    left, slope = jax.jvp(margin, (found,), (jnp.ones_like(found),))
    slope = jax.lax.stop_gradient(slope)
    falls = slope < 0.0
    polished = found - jnp.where(falls, left, 0.0) / jnp.where(falls, slope, -1.0)
    return jnp.clip(polished, low, high)
