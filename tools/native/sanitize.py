"""The golden cases under the address and undefined-behaviour sanitizers: `make sanitize`.

What they call is compiled anew, a car at a time and side by side, with the checks of the machine's
compiler in it, and run in a Python into which the sanitizer is loaded first. Numbers that are none
and threads are run too. Whatever is found ends the process and is told.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from carwright.native.compile import compiled, compiler

ROOT = Path(__file__).parents[2]
CHECKS = ("-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-g1")
CALLED = ("build_car", "drive", "drive_vjp", "sprint", "reach", "rested", "recharge", "water")
"""Programs of the golden cases, the gradient of a drive, and the smallest."""
CASES = Path(__file__).parent / "sanitized.py"


def missing(command: Sequence[str] | None) -> str:
    """Return why nothing can be checked here; nothing where it can.

    Args:
        command: the compiler of C.
    """
    if command is None:
        return "no compiler of C"
    if sys.platform != "linux":
        return "the sanitizer is loaded first on Linux only"
    return "" if preloaded(command) else f"{command[0]} has no sanitizers"


def preloaded(command: Sequence[str]) -> list[str]:
    """Return the sanitizers' libraries; none where the compiler has none that can be loaded first.

    Args:
        command: the compiler of C.
    """
    found = []
    for name in ("libasan.so", "libubsan.so"):
        told = [*command, f"-print-file-name={name}"]
        path = Path(subprocess.run(told, capture_output=True, text=True, check=True).stdout.strip())
        if not path.is_absolute():
            return []
        found.append(str(path.resolve()))
    return found


def checked(command: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Compile with the checks, run the cases, and return what the process told.

    Args:
        command: the compiler of C.
        folder: of the libraries.
    """
    wide = compiled(folder, command=[*command, *CHECKS], programs=CALLED)[-1]
    options = "detect_leaks=0:abort_on_error=0"  # Python keeps what it has until it ends
    return subprocess.run(
        [sys.executable, str(CASES), str(folder), wide.stem],
        capture_output=True,
        text=True,
        check=False,
        env={
            **os.environ,
            "LD_PRELOAD": ":".join(preloaded(command)),
            "ASAN_OPTIONS": options,
            "UBSAN_OPTIONS": "print_stacktrace=1",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")]),
        },
    )


def main() -> int:
    """Check, and tell what was found."""
    command = compiler()
    why = missing(command)
    if command is None or why:
        sys.stderr.write(f"not checked: {why}\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        done = checked(command, Path(folder))
    sys.stdout.write(done.stdout)
    sys.stderr.write(done.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
