"""A ramp: how controls go from nothing to whole without a jump."""

import jax.numpy as jnp

from carwright.state import Scalar


def ramp(value: Scalar, low: Scalar | float, high: Scalar | float) -> Scalar:
    """Return 0 below `low`, 1 above `high`, a straight line between; `high` must be above `low`.

    Args:
        value: () what decides.
        low: () where it begins.
        high: () where it is whole.
    """
    return jnp.clip((value - low) * (1.0 / (high - low)), 0.0, 1.0)
