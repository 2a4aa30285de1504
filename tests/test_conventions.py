"""House rules that a reviewer should not have to remember."""

import ast
import importlib
import re
import subprocess
import sys
from enum import Enum
from functools import cache
from inspect import isclass
from pathlib import Path

import pytest
from pydantic import BaseModel

from carwright.figure_table import CHOICES, FIGURES
from carwright.units import AFFINE, DIMENSIONLESS, TO_SI, suffix

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "carwright"
TESTS = ROOT / "tests"
MODULES = sorted(SOURCE.rglob("*.py"))
PHYSICS = sorted(path for room in ("car", "step", "run") for path in (SOURCE / room).glob("*.py"))
# Results leave the program here, in the units that people read.
CROSSING_OUT = SOURCE / "run" / "results.py"
FIELDS = sorted([SOURCE / "state.py", *(SOURCE / "car").glob("*.py")])
MIRRORED = (
    "car",
    "step",
    "run",
    "world",
    "build",
    "settle",
    "cars",
    "carfile",
    "population",
    "logs",
    "fit",
    "rate",
    "belief",
    "validate",
)
NO_JAX = (
    "carwright",
    "carwright.errors",
    "carwright.units",
    "carwright.figure_table",
    "carwright.world",
    "carwright.carfile",
    "carwright.logs",
    "carwright.settle.provenance",
    "carwright.settle.label_terms",
    "carwright.cli",
)

NOT_SI = tuple(ending for ending, factor in TO_SI.items() if factor != 1.0) + tuple(AFFINE)
# Numbers whose unit another key names (the `value` of a claim), or that count or date.
WITHOUT_UNIT = {"format_version", "value", "low", "high", "year"}
CONVERSIONS = {3.6, 3600.0, 3.6e6, 0.44704, 1609.344, 273.15, 9.80665, 9.81}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def classes(path: Path) -> list[ast.ClassDef]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)]


OWN_CLASSES = {cls.name for path in MODULES for cls in classes(path)}


def models() -> list[type[BaseModel]]:
    stems = [path.stem for path in (SOURCE / "carfile").glob("[!_]*.py")]
    modules = [importlib.import_module(f"carwright.carfile.{stem}") for stem in sorted(stems)]
    found = {cls for module in modules for cls in vars(module).values() if isclass(cls)}
    return sorted(
        (cls for cls in found if issubclass(cls, BaseModel) and cls is not BaseModel),
        key=lambda cls: cls.__name__,
    )


@pytest.mark.parametrize("row", FIGURES, ids=lambda row: row.key)
def test_every_figure_names_its_unit_and_says_what_it_is(row):
    assert suffix(row.key) is not None
    assert row.low < row.high
    assert len(row.meaning) > 10
    assert re.fullmatch(r"[a-z][a-z0-9_]*", row.key)


def test_figure_names_are_unique_and_are_not_choices():
    names = [row.name for row in FIGURES]
    assert len(set(names)) == len(names)
    assert set(names).isdisjoint(CHOICES)
    assert all(issubclass(kind, Enum) for kind in CHOICES.values())


def test_every_number_in_a_car_file_names_its_unit():
    numbers = [
        f"{model.__name__}.{key}"
        for model in models()
        for key, field in model.model_fields.items()
        if re.search(r"\b(float|int)\b", str(field.annotation)) and key not in WITHOUT_UNIT
    ]
    assert [number for number in numbers if suffix(number) is None] == []


def test_every_part_of_a_car_file_refuses_what_it_does_not_know():
    assert models()
    assert [
        model.__name__ for model in models() if model.model_config.get("extra") != "forbid"
    ] == []
    assert [model.__name__ for model in models() if not model.model_config.get("frozen")] == []


@pytest.mark.parametrize("path", [p for p in PHYSICS if p != CROSSING_OUT], ids=name)
def test_physics_is_si(path):
    nodes = list(ast.walk(tree(path)))
    names = {node.arg for node in nodes if isinstance(node, ast.arg)}
    names |= {node.id for node in nodes if isinstance(node, ast.Name)}
    names |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    assert [found for found in names if found.lower().endswith(NOT_SI)] == []


@pytest.mark.parametrize("path", [p for p in MODULES if p.name != "units.py"], ids=name)
def test_units_are_converted_in_one_place(path):
    numbers = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Constant)]
    assert [
        f"line {number.lineno}: {number.value}"
        for number in numbers
        if isinstance(number.value, int | float) and float(number.value) in CONVERSIONS
    ] == []


@pytest.mark.parametrize("path", FIELDS, ids=name)
def test_every_field_has_a_docstring_with_a_unit(path):
    for cls in classes(path):
        followed = zip(cls.body, [*cls.body[1:], None], strict=True)
        for field, after in followed:
            if not isinstance(field, ast.AnnAssign):
                continue
            doc = ast.unparse(after) if isinstance(after, ast.Expr) else ""
            where = f"{name(path)}:{field.lineno} {cls.name}.{ast.unparse(field.target)}"
            assert doc, f"{where} has no docstring"
            parts = {n.id for n in ast.walk(field.annotation) if isinstance(n, ast.Name)}
            assert "[" in doc or parts & OWN_CLASSES, f"{where} lacks 'meaning [unit]'"


def made_for_keeps(keeper: ast.FunctionDef) -> list[int]:
    """Lines of a cached function that make a JAX array where a trace may be going on.

    What a function inside it does is done when that one is called, and is not kept.
    """
    lines, waiting = [], list(ast.iter_child_nodes(keeper))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.With) and "ensure_compile_time_eval" in ast.unparse(node.items[0]):
            continue
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("jnp."):
            lines.append(node.lineno)
        waiting.extend(ast.iter_child_nodes(node))
    return lines


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_cache_keeps_what_a_trace_made(path):
    """The first call may be traced: an array made then is a tracer, which the cache outlives."""
    cached = [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef)
        and any("cache" in ast.unparse(decorator) for decorator in node.decorator_list)
    ]
    assert [line for function in cached for line in made_for_keeps(function)] == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_module_fits_in_a_sitting(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.py")), ids=name)
def test_example_fits_on_two_screens_and_has_cells(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 100
    assert "# %%" in text


@pytest.mark.parametrize("package", MIRRORED)
def test_tests_mirror_source(package):
    sources = [path.name for path in (SOURCE / package).glob("[!_]*.py")]
    assert sources
    assert [n for n in sources if not (TESTS / package / f"test_{n}").exists()] == []


def checks(function: ast.FunctionDef) -> bool:
    nodes = list(ast.walk(function))
    called = [ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)]
    return any(isinstance(node, ast.Assert) for node in nodes) or any(
        re.search(r"(^|\.)(raises|assert_\w+|check_\w+)$", call) for call in called
    )


@pytest.mark.parametrize("path", sorted(TESTS.rglob("test_*.py")), ids=name)
def test_every_test_asserts(path):
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]
    tests = [function for function in functions if function.name.startswith("test_")]
    assert tests
    assert [function.name for function in tests if not checks(function)] == []


@pytest.mark.parametrize("module", NO_JAX)
def test_jax_is_not_imported_for_a_file_or_a_help_text(module):
    code = f"import {module}, sys; sys.exit('jax' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_source_runs_on_windows(path):
    posix = {"fcntl", "grp", "pwd", "resource", "termios", "tty", "pty", "posix"}
    imported = {
        alias.name.split(".")[0]
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert imported.isdisjoint(posix)
    opens = [
        node
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).endswith(("read_text", "write_text"))
    ]
    # Windows would read UTF-8 files in the code page of the country.
    assert all(any(k.arg == "encoding" for k in call.keywords) or call.args for call in opens)


def test_dimensionless_names_stay_whole():
    assert not set(DIMENSIONLESS) & set(TO_SI)
