"""How commands use JAX: double precision, and a cache of compiled programs, never required."""

import hashlib
import os
import platform
import sys
from pathlib import Path

from carwright.kept import cache_folder


def prepare() -> Path | None:
    """Switch JAX to float64 and point it at a cache keyed by its version and this processor.

    Returns:
        The folder of the cache, or None where there can be none.
    """
    from importlib.metadata import version

    import jax

    jax.config.update("jax_enable_x64", True)
    jax.config.update("jax_platforms", os.environ.get("JAX_PLATFORMS", "cpu"))
    machine = f"{platform.machine()}-{platform.processor()}-{_processor_features()}"
    key = hashlib.sha256(machine.encode()).hexdigest()[:12]
    whole = cache_folder()
    if whole is None:
        return None
    folder = whole / f"jaxlib-{version('jaxlib')}-py{sys.version_info.minor}-{key}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    jax.config.update("jax_compilation_cache_dir", str(folder))
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.0)
    jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)
    return folder


def _processor_features() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line for line in lines if line.startswith(("flags", "Features"))), "")
