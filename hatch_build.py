"""The build hook: compiles the emitted C with the machine's compiler, where there is one.

Without a compiler, or where it fails, the package installs without the libraries and runs on XLA;
`carwright doctor` says so. A wheel that others install (`make wheels`) is told its platform by
CARWRIGHT_WHEEL: every width of that kind of machine is compiled, or it fails; `any` compiles none.
"""

import importlib.util
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NATIVE = Path(__file__).parent / "src" / "carwright" / "native"
WHEEL = "CARWRIGHT_WHEEL"
"""Environment variable: platform of the wheel, as `manylinux_2_17_aarch64`, or `any`."""


class NativeBuildHook(BuildHookInterface):
    """Compiles the native programs before a wheel, or an editable one, is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and put the libraries into the wheel.

        Args:
            version: of the wheel: standard or editable.
            build_data: what the builder takes.
        """
        wheel = os.environ.get(WHEEL, "")
        if wheel == "any":
            return
        for library in _for_others(wheel, Path(self.root)) if wheel else _for_here():
            build_data["pure_python"] = False
            build_data["tag"] = f"py3-none-{wheel or _platform()}"
            if wheel:
                build_data["force_include"][str(library)] = f"carwright/native/built/{library.name}"
            else:
                build_data["artifacts"].append(str(library.relative_to(self.root)))


def _for_here() -> list[Path]:
    """Libraries of this processor, where an installation has them."""
    module = _compile()
    command = module.compiler()
    if command is None:
        sys.stderr.write("no compiler of C: carwright runs on XLA\n")
        return []
    try:
        return module.compiled(module.BUILT, command=command)
    except (OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"{getattr(error, 'stderr', '') or error}\ncarwright runs on XLA\n")
        return []


def _for_others(wheel: str, root: Path) -> list[Path]:
    """Libraries of a platform, apart from those of this machine: all of them, or an error."""
    module = _compile()
    command, found = module.compiler(), re.fullmatch(r"manylinux_\d+_\d+_(\w+)", wheel)
    if command is None or found is None:
        raise SystemExit(f"{WHEEL}={wheel}: no such platform, or no compiler for it in CC")
    try:
        return module.compiled(root / "dist" / "native" / wheel, command=command, machine=found[1])
    except subprocess.CalledProcessError as error:
        raise SystemExit(error.stderr) from error


def _compile() -> Any:
    spec = importlib.util.spec_from_file_location("compile_native", NATIVE / "compile.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{NATIVE / 'compile.py'} is missing")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _platform() -> str:
    return sysconfig.get_platform().replace("-", "_").replace(".", "_")
