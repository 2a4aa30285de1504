"""Call a program with plain numbers; where none is compiled, XLA runs what it was emitted from."""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

import numpy as np

from carwright.native.library import library
from carwright.native.manifest import Signature, signature


class Numbers(Mapping[str, Any]):
    """What a program takes or gives, by path."""

    def __init__(self, paths: Sequence[str], leaves: Sequence[Any]) -> None:
        """Take numbers.

        Args:
            paths: of the numbers, as the list of programs has them.
            leaves: the numbers, in the same order.
        """
        self.leaves = tuple(leaves)
        self._places = {path: place for place, path in enumerate(paths)}

    def __getitem__(self, path: str) -> Any:
        """Return the number at a path."""
        return self.leaves[self._places[path]]

    def __iter__(self) -> Iterator[str]:
        """Return the paths."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.leaves)

    def part(self, head: str) -> "Numbers":
        """Return the numbers below a path, by what follows it.

        Args:
            head: the path.
        """
        start = f"{head}."
        found = [path for path in self._places if path.startswith(start)]
        return Numbers([path.removeprefix(start) for path in found], [self[p] for p in found])

    def nested(self) -> dict[str, Any]:
        """Return the numbers by their names, what stands together in a dictionary inside."""
        tree: dict[str, Any] = {}
        for path, number in self.items():
            *heads, name = path.split(".")
            place = tree
            for head in heads:
                place = place.setdefault(head, {})
            place[name] = number
        return tree

    def replaced(self, changes: Mapping[str, Any]) -> "Numbers":
        """Return numbers of which some are others.

        Args:
            changes: the others, by path.
        """
        unknown = changes.keys() - self._places.keys()
        if unknown:
            raise KeyError(min(unknown))
        return Numbers(list(self._places), [changes.get(path, self[path]) for path in self._places])


def call(name: str, *leaves: Any) -> Numbers:
    """Return what a program gives.

    Args:
        name: of the program.
        leaves: what it takes, in order: numbers and arrays.
    """
    told, loaded = signature(name), library()
    found = _on_xla(told, leaves) if loaded is None else loaded.one(name, leaves)
    return Numbers([leaf.path for leaf in told.outputs], found)


def call_many(name: str, count: int, leaves: Sequence[Any], head: str) -> Numbers:
    """Return a part of what a program gives for many cars, each number with an axis of cars.

    Args:
        name: of the program.
        count: how many cars.
        leaves: what it takes, in order; each may have an axis of cars in front.
        head: path below which the numbers are wanted.
    """
    told, loaded = signature(name), library()
    start = f"{head}."
    wanted = [k for k, leaf in enumerate(told.outputs) if leaf.path.startswith(start)]
    found = (
        _many_on_xla(told, leaves)
        if loaded is None
        else loaded.many(name, [np.asarray(leaf) for leaf in leaves], count, wanted=wanted)
    )
    paths = [told.outputs[k].path.removeprefix(start) for k in wanted]
    return Numbers(paths, [found[k] for k in wanted])


def _on_xla(told: Signature, leaves: Sequence[Any]) -> list[Any]:
    import jax

    found = _function(told.function)(*_arguments(told, _typed(told, leaves)))
    return [np.asarray(leaf)[()] for leaf in jax.tree.leaves(found)]


def _many_on_xla(told: Signature, leaves: Sequence[Any]) -> list[Any]:
    import jax

    typed = _typed(told, leaves)
    axes = [
        0 if leaf.ndim > len(of.shape) else None
        for leaf, of in zip(typed, told.inputs, strict=True)
    ]

    def one(leaves: list[Any]) -> list[Any]:
        return jax.tree.leaves(_function(told.function)(*_arguments(told, leaves)))

    return [np.asarray(leaf) for leaf in jax.jit(jax.vmap(one, (axes,)))(typed)]


def _typed(told: Signature, leaves: Sequence[Any]) -> list[np.ndarray]:
    types = {"f": np.float64, "i": np.int32, "b": np.bool_}
    return [np.asarray(leaf, types[of.type]) for leaf, of in zip(leaves, told.inputs, strict=True)]


def _arguments(told: Signature, leaves: Sequence[Any]) -> Any:
    from carwright.native_call.pytrees import built

    return built(told.arguments, dict(enumerate(leaves)))


def _function(path: str) -> Any:
    module, _, name = path.partition(":")
    return getattr(import_module(module), name)
