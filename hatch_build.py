"""The build hook: compiles the emitted C with the machine's compiler, where there is one.

Without a compiler, or where it fails, the package installs without the libraries and runs on XLA;
`carwright doctor` says so. CARWRIGHT_WHEEL=1 compiles every width of this kind of machine, for a
wheel that others install.
"""

import importlib.util
import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NATIVE = Path(__file__).parent / "src" / "carwright" / "native"


class NativeBuildHook(BuildHookInterface):
    """Compiles the native programs before a wheel, or an editable one, is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and put the libraries into the wheel.

        Args:
            version: of the wheel: standard or editable.
            build_data: what the builder takes.
        """
        for library in _compiled():
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{_platform()}"
            build_data["artifacts"].append(str(library.relative_to(self.root)))


def _compiled() -> list[Path]:
    spec = importlib.util.spec_from_file_location("compile_native", NATIVE / "compile.py")
    if spec is None or spec.loader is None:
        return []
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    command = module.compiler()
    if command is None:
        sys.stderr.write("no compiler of C: carwright runs on XLA\n")
        return []
    try:
        every = os.environ.get("CARWRIGHT_WHEEL", "") == "1"
        return module.compiled(module.BUILT, command=command, every=every)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"{getattr(error, 'stderr', '') or error}\ncarwright runs on XLA\n")
        return []


def _platform() -> str:
    return sysconfig.get_platform().replace("-", "_").replace(".", "_")
