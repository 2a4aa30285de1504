"""The page of names: up to date, and its symbols are those of the docstrings and of the code."""

import ast
import importlib
import importlib.util
import re
from pathlib import Path

import pytest
from scripts import script
from workshop import TESLA, driven

from carwright.carfile.vocabulary import SECTIONS
from carwright.figure_table import CHOICES, FIGURES, INDEX

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "carwright"
tool = script("make_nomenclature")

PHYSICS = ("car", "step", "run", "world")
"""Elsewhere the symbols of an equation stand beside it."""
NO_SYMBOL = re.compile(r"\\text\{[^}]*\}|\\(tfrac12|frac|sqrt|qquad|int|,)|ds\b")
SYMBOL = re.compile(r"\\Delta t|(?:\\[A-Za-z]+?|[A-Za-z])(?:_(?:\w|\{\w+\})|(?![A-Za-z]))")


def docstrings() -> list[str]:
    physics = [path for part in PHYSICS for path in (SOURCE / part).rglob("*.py")]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in physics]
    return [ast.get_docstring(tree) or "" for tree in trees]


def symbols(text: str) -> set[str]:
    """The symbols of the equations in a docstring, as LaTeX writes them."""
    equations = re.findall(r"\$\$(.*?)\$\$", text, re.DOTALL)
    return {s for equation in equations for s in SYMBOL.findall(NO_SYMBOL.sub(" ", equation))}


def test_the_file_is_what_the_tool_writes():
    assert tool.OUTPUT.read_text(encoding="utf-8") == tool.text()


def test_every_figure_and_choice_is_there():
    text = tool.text()
    keys = [re.sub("^(front|rear)_", "{side}_", row.key) for row in FIGURES]
    missing = [
        row.key
        for row, key in zip(FIGURES, keys, strict=True)
        if f"| `{key}` |" not in text and f"| `{row.key}` |" not in text
    ]
    assert missing == []
    assert [name for name in CHOICES if f"| `{name}` |" not in text] == []


def test_every_term_of_the_ledger_is_there():
    terms = driven(TESLA, "nycc").ledger.terms()
    assert [name for name in terms if f"| `{name}` |" not in tool.text()] == []


def test_every_symbol_of_an_equation_is_explained():
    known = {symbol for symbol, *_ in tool.SYMBOLS}
    used = set().union(*(symbols(text) for text in docstrings()))
    assert {r"\Phi", r"\mu_r", "k_2", "U_0", r"\Delta t", "T_{warm}"} <= used
    assert used - known == set()


@pytest.mark.parametrize("name", sorted({row[3] for row in tool.SYMBOLS}))
def test_every_name_beside_a_symbol_exists(name):
    assert name in INDEX or name in SECTIONS["figures"] or stands_in_the_code(name)


def stands_in_the_code(name: str) -> bool:
    """Whether `package.module.Class.field` or `package.module.name` is there."""
    parts = name.split(".")
    depth = max(
        n for n in range(len(parts)) if SOURCE.joinpath(*parts[:n]).with_suffix(".py").exists()
    )
    found = importlib.import_module(".".join(("carwright", *parts[:depth])))
    for part in parts[depth:]:
        if part not in {*getattr(found, "__annotations__", {}), *dir(found)}:
            return False
        found = getattr(found, part, None)
    return True
