"""carwright doctor: what this installation runs on, and what it lacks."""

import platform
from importlib.metadata import PackageNotFoundError, version

from carwright.cli.output import print_json, print_text


def doctor(*, json: bool = False) -> int:
    """Say what carwright runs on here: versions, native programs, the folder that it keeps.

    Parameters
    ----------
    json
        print one JSON document
    """
    from carwright.kept import cache_folder
    from carwright.native.library import state

    native = state()
    result = {
        "schema_version": 1,
        "carwright": _version("carwright"),
        "python": platform.python_version(),
        "jax": _version("jax"),
        "native": native.usable,
        "native_detail": native.why,
        "cache": str(cache_folder()),
    }
    if json:
        print_json(result)
    else:
        runs = "compiled, " if native.usable else "not used, XLA runs everything: "
        print_text(
            "\n".join(
                (
                    f"carwright {result['carwright']}, Python {result['python']}, "
                    f"JAX {result['jax']}",
                    f"  native programs  {runs}{native.why}",
                    f"  kept in          {result['cache']}",
                )
            )
        )
    return 0


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"
