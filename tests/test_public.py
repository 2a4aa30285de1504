"""What `import carwright` gives, and that it gives it when it is first asked for."""

import importlib
import re
import subprocess
import sys
from importlib.resources import files
from inspect import getdoc, isclass

import pytest

import carwright

PUBLIC = [name for name in carwright.__all__ if not name.startswith("__")]
PROMISED = {
    *("figures", "build_car", "load", "cycle", "drive", "vary", "gradient"),
    *("Car", "Figures", "Run", "Cycle", "Outcome", "InputError", "cycle_ids"),
}


@pytest.mark.parametrize("name", carwright.__all__)
def test_every_public_name_resolves(name: str):
    assert getattr(carwright, name) is not None


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_says_what_it_is(name: str):
    found = getattr(carwright, name)
    assert getdoc(found)
    assert callable(found) or isclass(found)


def test_what_the_design_promises_is_public():
    assert set(PUBLIC) >= PROMISED


def test_dir_is_all():
    assert dir(carwright) == sorted(carwright.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'drvie'"):
        carwright.drvie  # noqa: B018
    assert not hasattr(carwright, "jax")


def test_star_gives_all():
    names: dict[str, object] = {}
    exec("from carwright import *", names)
    assert set(names) >= set(PUBLIC)


def test_the_version_is_one():
    assert re.fullmatch(r"\d+\.\d+\.\d+", carwright.__version__)


def test_nothing_is_loaded_before_it_is_asked_for():
    code = "import carwright, sys; print(*[m for m in sys.modules if m.startswith('carwright.')])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split() == []


def test_types_are_shipped():
    assert (files("carwright") / "py.typed").is_file()


def test_a_module_is_still_a_module():
    assert importlib.import_module("carwright.units").GRAVITY == 9.80665
