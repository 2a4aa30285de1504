"""Ratings as pytrees of JAX: imported where JAX is, so that a rating itself needs none."""

import jax

from carwright.rate.rating import FiveCycle, Rating

for kind in (FiveCycle, Rating):
    jax.tree_util.register_dataclass(kind)
