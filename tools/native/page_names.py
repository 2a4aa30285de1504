"""Names of what a program takes and gives at an edge: nested, each with its unit at the end."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from units_of import Told, Tree, arguments_of, fields_of

from carwright.native.manifest import Leaf, Signature, listed, signature

SPELT = {"C": "coulomb", "F": "farad", "SI": "si"}
"""Units whose letter is another unit's in lower case."""


class Named(NamedTuple):
    """A named part of what a program takes or gives."""

    name: str
    """Its name, with the unit at the end where it is a leaf or a list of leaves."""
    told: Told
    """What its docstring tells."""
    part: "int | list[int] | Node"
    """Place of a leaf, places of several, or the parts of a node."""


class Node(NamedTuple):
    """What stands together: a class with its fields, or a dictionary."""

    kind: str
    """Module and name of the class; nothing for a dictionary."""
    parts: tuple[Named, ...]
    """Its parts, in order."""


def page_programs() -> list[Signature]:
    """Return the programs of a page: all but derivatives."""
    return [told for told in map(signature, listed()) if told.function]


def taken(told: Signature) -> Node:
    """Return what a program takes, by the names of its arguments.

    Args:
        told: the program.
    """
    arguments = arguments_of(told.function)
    rows = zip(arguments.items(), told.arguments, strict=True)
    return Node("", tuple(_named(name, doc, tree, told.inputs) for (name, doc), tree in rows))


def given(told: Signature) -> Node:
    """Return what a program gives; a single number has the name of the program.

    Args:
        told: the program.
    """
    if isinstance(told.result, int):
        return Node("", (_named(told.name, Told("", ""), told.result, told.outputs),))
    return _node(told.result, told.outputs)


def edge_name(name: str, unit: str) -> str:
    """Return a name with its unit at the end, as `mass_kg` or `consumption_dc_j_per_m`.

    Args:
        name: a name that is SI.
        unit: its unit as docstrings write it; nothing where it has none.
    """
    top, _, below = unit.partition("/")
    ending = f"{_spelt(top)}_per_{_spelt(below)}".removeprefix("1_") if below else _spelt(top)
    return name if not ending or name.endswith(f"_{ending}") else f"{name}_{ending}"


def leaves_of(node: Node) -> Iterator[int]:
    """Yield the places of all leaves of a node, in order.

    Args:
        node: the node.
    """
    for named in node.parts:
        if isinstance(named.part, int):
            yield named.part
        elif isinstance(named.part, list):
            yield from named.part
        else:
            yield from leaves_of(named.part)


def _spelt(unit: str) -> str:
    words = unit.replace("(", "").replace(")", "").split()
    return "_".join(SPELT.get(word, word.replace("^", "").lower()) for word in words)


def _node(tree: Any, leaves: tuple[Leaf, ...]) -> Node:
    docs = fields_of(tree)
    parts = tuple(
        _named(name, docs.get(name, Told("", "")), part, leaves)
        for name, part in tree.items()
        if name and part is not None
    )
    return Node("" if tree[""] == "dict" else tree[""], parts)


def _named(name: str, doc: Told, tree: Tree, leaves: tuple[Leaf, ...]) -> Named:
    if isinstance(tree, dict):
        return Named(name, doc, _node(tree, leaves))
    first = tree if isinstance(tree, int) else tree[0]
    return Named(edge_name(name, leaves[first].unit), doc, tree)
