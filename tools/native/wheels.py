"""Wheels that others install: `make wheels` writes them, and the sources, into dist.

Compiled ones for Linux on x86-64 and Arm, by Zig's clang against glibc 2.17, with every width; any
other machine takes the pure one, which compiles nothing and runs on XLA.
"""

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from zig import command

ROOT = Path(__file__).parents[2]
GLIBC = (2, 17)
"""What the libraries need, and with them every Linux since 2014 has."""
MACHINES = ("x86_64", "aarch64")


def tag(machine: str) -> str:
    """Return the platform of a wheel.

    Args:
        machine: as `platform.machine` names it.
    """
    return f"manylinux_{GLIBC[0]}_{GLIBC[1]}_{machine}"


def target(machine: str) -> str:
    """Return the same as Zig names it.

    Args:
        machine: as `platform.machine` names it.
    """
    return f"{machine}-linux-gnu.{GLIBC[0]}.{GLIBC[1]}"


def main() -> int:
    """Write the wheels and the sources."""
    for machine in MACHINES:
        compiler = command(target(machine))
        if compiler is None:
            sys.stderr.write(
                "no Zig: `make wheels` installs it, as pip install -e .[release] does\n"
            )
            return 2
        _built("wheel", {"CARWRIGHT_WHEEL": tag(machine), "CC": shlex.join(compiler)})
    _built("wheel", {"CARWRIGHT_WHEEL": "any"})
    _built("sdist", {})
    return 0


def _built(what: str, more: Mapping[str, str]) -> None:
    words = [sys.executable, "-m", "hatchling", "build", "-d", "dist", "-t", what]
    subprocess.run(words, check=True, cwd=ROOT, env={**os.environ, **more})


if __name__ == "__main__":
    sys.exit(main())
