"""What holds for every test: float64, no silent broadcasting, and examples that CI can repeat."""

import os

import jax
from hypothesis import settings

from carwright.cli.precision import prepare

# What compiles for longer is kept, as commands do: a second run takes a third of the time.
prepare()
jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.3)
jax.config.update("jax_numpy_rank_promotion", "raise")
jax.config.update("jax_numpy_dtype_promotion", "strict")

# No deadline: the first example of a test pays for JAX's compilation.
settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "developer")
