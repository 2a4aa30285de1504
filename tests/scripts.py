"""What stands outside the package, as modules: tools and benchmarks."""

import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


def script(name: str, folder: str = "tools") -> ModuleType:
    """A script by its name; what stands beside it can be imported while it is read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [str(ROOT / folder), *sys.path])
        return import_module(name)
