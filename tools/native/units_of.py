"""Units of what a program takes and gives, as docstrings of functions and fields tell them."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

SOURCE = Path(__file__).parents[2] / "src"
Tree = Any
"""How leaves stand together, as `native_call.pytrees.described` tells it."""


class Told(NamedTuple):
    """What a docstring tells of a field or an argument."""

    meaning: str
    """Its first sentences, without the unit."""
    unit: str
    """SI unit; nothing where there is none or none is told."""


def units_of_arguments(function: str, arguments: list[Tree]) -> dict[int, str]:
    """Return the unit of each argument's leaf, by its place.

    Args:
        function: module and name, as `carwright.run.drive:water`.
        arguments: how the leaves stand together, one entry an argument.
    """
    told = list(arguments_of(function).values())
    found: dict[int, str] = {}
    for of, tree in zip(told, arguments, strict=True):
        found.update(_units(tree, of.unit))
    return found


def units_of_result(function: str, arguments: list[Tree], result: Tree) -> dict[int, str]:
    """Return the unit of each leaf of a result, by its place.

    Args:
        function: module and name.
        arguments: how the leaves of its arguments stand together: a result that is a dictionary
            has the names of their fields and properties.
        result: how the leaves of its result stand together.
    """
    if not isinstance(result, dict) or result[""] != "dict":
        return _units(result, _parted(_documented(function)[0]).unit)
    names = {name: told for tree in arguments for name, told in fields_of(tree).items()}
    found: dict[int, str] = {}
    for name, part in result.items():
        if name:
            found.update(_units(part, names[name].unit if name in names else ""))
    return found


def fields_of(tree: Tree) -> dict[str, Told]:
    """Return what is told of the fields and properties of a node's class, by name.

    Args:
        tree: the node.
    """
    return _of_class(tree[""]) if isinstance(tree, dict) and ":" in tree[""] else {}


def inherited(own: str, above: str) -> str:
    """Return the unit of a part of something that has a unit itself: energies named as powers are.

    Args:
        own: unit that is told of the part.
        above: unit that is told of the whole.
    """
    return above if own and above else own


@cache
def arguments_of(function: str) -> dict[str, Told]:
    """Return what a function's docstring tells of its arguments, by name and in order.

    Args:
        function: module and name.
    """
    doc, names = _documented(function)
    _, _, section = doc.partition("Args:\n")
    told = re.findall(r"^ +(\w+): (.*(?:\n {8,}.*)*)", section, re.MULTILINE)
    known = {name: _parted(text) for name, text in told}
    return {name: known.get(name, Told("", "")) for name in names}


def meaning_of(function: str) -> str:
    """Return the first sentence of a function's docstring.

    Args:
        function: module and name.
    """
    return _parted(_documented(function)[0]).meaning


def _units(tree: Tree, above: str) -> dict[int, str]:
    if isinstance(tree, int):
        return {tree: above}
    found: dict[int, str] = {}
    for name, part in _parts(tree):
        own = fields_of(tree).get(name)
        found.update(_units(part, above if own is None else inherited(own.unit, above)))
    return found


def _parts(tree: Tree) -> Iterator[tuple[str, Tree]]:
    if isinstance(tree, list):
        yield from (("", part) for part in tree)
    elif tree is not None:
        yield from ((name, part) for name, part in tree.items() if name)


@cache
def _module(name: str) -> ast.Module:
    return ast.parse((SOURCE / f"{name.replace('.', '/')}.py").read_text(encoding="utf-8"))


def _documented(function: str) -> tuple[str, list[str]]:
    """Docstring of a function and the names of its arguments."""
    module, _, name = function.partition(":")
    node = next(
        node
        for node in _module(module).body
        if isinstance(node, ast.FunctionDef) and node.name == name
    )
    return ast.get_docstring(node) or "", [one.arg for one in node.args.args]


@cache
def _of_class(kind: str) -> dict[str, Told]:
    module, _, name = kind.partition(":")
    node = next(
        node
        for node in _module(module).body
        if isinstance(node, ast.ClassDef) and node.name == name
    )
    told = {}
    for field, doc in pairwise(node.body):
        if isinstance(field, ast.AnnAssign) and isinstance(doc, ast.Expr):
            told[ast.unparse(field.target)] = _parted(str(ast.literal_eval(doc.value)))
    for part in node.body:
        if isinstance(part, ast.FunctionDef) and part.name not in told:
            told[part.name] = _parted((ast.get_docstring(part) or "").partition("\n\n")[0])
    return told


def _parted(text: str) -> Told:
    """Meaning and unit of a docstring's first paragraph."""
    first = " ".join(text.partition("\n\n")[0].split()).rstrip(".")
    found = re.fullmatch(r"(.*) \[([^\]]*)\]", first)
    if found is None:
        return Told(first, "")
    return Told(found[1], "" if found[2] == "-" else found[2])
