"""What a program gives, as the classes of the function that it was emitted from."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any

import jax
import numpy as np

from carwright.native.manifest import Signature


def described(tree: Any) -> Any:
    """Return how the leaves of a pytree stand together, as JSON can tell it.

    Args:
        tree: a pytree of modules, named tuples, tuples and dictionaries; leaves are numbers.
    """
    if tree is None or isinstance(tree, int):
        return tree
    if isinstance(tree, dict):
        return {"": "dict", **{name: described(tree[name]) for name in sorted(tree)}}
    if hasattr(tree, "_fields"):
        fields = tree._fields
    elif isinstance(tree, tuple):
        return [described(part) for part in tree]
    else:
        fields = tuple(type(tree).__dataclass_fields__)
    kind = f"{type(tree).__module__}:{type(tree).__qualname__}"
    return {"": kind, **{name: described(getattr(tree, name)) for name in fields}}


def rebuilt(told: Signature, found: dict[int, Any]) -> Any:
    """Return outputs as the function gives them; those that are missing are None.

    Args:
        told: what the program gives.
        found: outputs by their places.
    """
    given = {
        place: value if told.outputs[place].type == "f" else _whole(value, told.outputs[place].type)
        for place, value in found.items()
    }
    return built(told.result, given)


def _whole(value: Any, kind: str) -> Any:
    return value.astype(np.int32 if kind == "i" else np.bool_)


def pruned(told: Any, places: frozenset[int]) -> Any:
    """Return a description of which some leaves only are left; where none is, it is None.

    Args:
        told: the description.
        places: of the leaves that are left.
    """
    if told is None or isinstance(told, int):
        return told if told in places else None
    if isinstance(told, list):
        return [pruned(part, places) for part in told]
    parts = {name: pruned(part, places) for name, part in told.items() if name}
    if parts and all(part is None for part in parts.values()):
        return None
    return {"": told[""], **parts}


def built(told: Any, found: dict[int, Any]) -> Any:
    """Return the pytree of a description; what has no leaf that is there is None.

    Args:
        told: the description.
        found: leaves by their places.
    """
    if told is None or isinstance(told, int):
        return None if told is None else found.get(told)
    if isinstance(told, list):
        return tuple(built(part, found) for part in told)
    parts = {name: built(part, found) for name, part in told.items() if name}
    if parts and all(part is None for part in parts.values()):
        return None
    if told[""] == "dict":
        return parts
    kind = _class(told[""])
    if hasattr(kind, "_fields"):
        return kind(**parts)
    # A module is its fields: its own constructor would look at each of them again.
    made = object.__new__(kind)
    for name, part in parts.items():
        object.__setattr__(made, name, part)
    return made


@cache
def _class(name: str) -> type:
    module, _, qualified = name.partition(":")
    return getattr(import_module(module), qualified)


def without(tree: Any, wanted: Callable[[str], bool] | None) -> Any:
    """Return a pytree with None in place of what is not wanted, as `built` has it.

    Args:
        tree: the pytree.
        wanted: says of a leaf's path whether it is wanted; None wants all.
    """
    if wanted is None:
        return tree
    leaves, structure = jax.tree_util.tree_flatten_with_path(tree)
    told = described(jax.tree.unflatten(structure, list(range(len(leaves)))))
    kept = {place: leaf for place, (path, leaf) in enumerate(leaves) if wanted(path_of(path))}
    return built(told, kept)


def path_of(path: Any) -> str:
    """Return the path of a leaf as a list of programs writes it.

    Args:
        path: keys of `jax.tree_util`.
    """
    return jax.tree_util.keystr(path, simple=True, separator=".")


def by_path(tree: Any) -> dict[str, Any]:
    """Return the leaves of a pytree by their paths, as a list of programs writes these.

    Args:
        tree: the pytree.
    """
    return {path_of(path): leaf for path, leaf in jax.tree_util.tree_leaves_with_path(tree)}
