"""What holds for every test: float64, no silent broadcasting, and examples that CI can repeat."""

import os

import jax
import pytest
import typecheck
from examples import examples
from hypothesis import settings

# No deadline: the first example of a test pays for JAX's compilation.
settings.register_profile("developer", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("long", deadline=None, max_examples=examples(100))
profile = os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "developer")
settings.load_profile(profile)
typecheck.watch()


def pytest_configure() -> None:
    """Prepare JAX as commands do, and keep what compiles for longer: a second run is faster."""
    from carwright.cli.precision import prepare

    prepare()
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.3)
    jax.config.update("jax_numpy_rank_promotion", "raise")
    jax.config.update("jax_numpy_dtype_promotion", "strict")


@pytest.fixture
def on_xla(monkeypatch: pytest.MonkeyPatch) -> None:
    """Functions that have a native program run on XLA, as where there is no compiler."""
    monkeypatch.setattr("carwright.native_call.function.library", lambda: None)
