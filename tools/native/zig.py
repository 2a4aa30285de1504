"""The compiler of releases: Zig's clang from PyPI, which compiles for other machines too."""

import importlib.util
import sys


def command(target: str | None = None) -> list[str] | None:
    """Return Zig's compiler of C, as a command; None where it is not installed.

    Args:
        target: what it compiles for, as `x86_64-linux-gnu.2.17`; None is this machine.
    """
    if importlib.util.find_spec("ziglang") is None:
        return None
    # Without -g0 it adds what a debugger reads, three times as large as the programs.
    told = [sys.executable, "-m", "ziglang", "cc", "-g0"]
    return told if target is None else [*told, "-target", target]
