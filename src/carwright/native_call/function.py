"""A function with its program: in `jit`, `vmap` and derivatives, and outside them, one call.

What no program covers (single precision, another device) runs the function itself on XLA, as all
does where the programs are not compiled.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import jax
import jax.numpy as jnp
import numpy as np
from jax.core import Tracer

from carwright.arrays import Array  # noqa: F401 (numbers are float64 from here on)
from carwright.native.library import Library, library
from carwright.native.manifest import Signature
from carwright.native_call.executor import WIDE, in_chunks, stacked
from carwright.native_call.on_xla import FUNCTIONS, Known
from carwright.native_call.part import Part
from carwright.native_call.primitive import program_p
from carwright.native_call.pytrees import pruned, rebuilt, without

Taken = ParamSpec("Taken")
Given = TypeVar("Given")
Wanted = Callable[[str], bool]
_CHOSEN: WeakKeyDictionary[Wanted, dict[str, tuple[Signature, Signature, tuple[int, ...]]]]
_CHOSEN = WeakKeyDictionary()
"""What programs give of what is wanted, as long as somebody may want it."""
_TYPES = {"f": np.dtype(np.float64), "i": np.dtype(np.int32), "b": np.dtype(np.bool_)}


class Native(Generic[Taken, Given]):
    """A function with its program: it takes and gives the same pytrees either way."""

    def __init__(self, name: str, function: Callable[Taken, Given]) -> None:
        """Take the function.

        Args:
            name: of the program.
            function: pure, of pytrees of arrays, given by their places.
        """
        self.name, self.function = name, function
        self._one = jax.jit(function)
        self._many: dict[tuple[int | None, ...], Callable[..., Any]] = {}

    def __call__(self, *args: Taken.args, **_: Taken.kwargs) -> Given:
        """Return what the function gives: numbers of numpy, or of JAX while it traces."""
        return self.some(None, *args)

    def some(self, wanted: Wanted | None, *args: Any) -> Any:
        """Return a part of what the function gives; the rest is None.

        Args:
            wanted: says of an output's path whether it is wanted; None wants all.
            args: of the function.
        """
        leaves, structure = jax.tree.flatten(args)
        tracing = any(isinstance(leaf, Tracer) for leaf in leaves)
        loaded = library()
        if loaded is None or not _double(leaves):
            whole: Callable[..., Any] = self.function if tracing else self._one
            return without(whole(*args), wanted)
        if not tracing:
            told, places = _chosen(loaded.program(self.name), wanted)
            found = loaded.one(self.name, leaves, places)
            return rebuilt(told, {k: found[k] for k in places})
        FUNCTIONS[self.name] = Known(self.function, structure)
        told, outputs = _chosen(self._told(loaded, leaves), wanted)
        fitted = [
            _typed(leaf, _TYPES[of.type]) for leaf, of in zip(leaves, told.inputs, strict=True)
        ]
        part = Part(self.name, tuple(range(len(leaves))), outputs)
        found = program_p.bind(*fitted, part=part, batch=None)
        return rebuilt(told, dict(zip(outputs, found, strict=True)))

    def many(self, axes: tuple[int | None, ...], *args: Any, wanted: Wanted | None = None) -> Any:
        """Return what the function gives for many cars on all cores, with an axis of cars in front.

        Args:
            axes: 0 for an argument whose leaves have an axis of cars in front, None for one that
                all cars share.
            args: of the function.
            wanted: says of an output's path whether it is wanted; None wants all.
        """
        leaves, loaded = jax.tree.leaves(args), library()
        if loaded is not None and _double(leaves):
            batched = next(arg for arg, axis in zip(args, axes, strict=True) if axis == 0)
            count = jax.tree.leaves(batched)[0].shape[0]
            told, places = _chosen(self._told(loaded, leaves), wanted)
            arrays = [np.asarray(leaf) for leaf in leaves]
            found = loaded.many(self.name, arrays, count, wanted=places)
            return rebuilt(told, {k: found[k] for k in places})
        if axes not in self._many:
            self._many[axes] = jax.jit(jax.vmap(self.function, axes), compiler_options=WIDE)
        batch = [arg for arg, axis in zip(args, axes, strict=True) if axis == 0]

        def chunk(parts: list[Any]) -> Any:
            given = iter(parts)
            whole = [
                arg if axis is None else next(given) for arg, axis in zip(args, axes, strict=True)
            ]
            return without(self._many[axes](*whole), wanted)

        return stacked(in_chunks(chunk, batch))

    def _told(self, loaded: Library, leaves: Sequence[Any]) -> Signature:
        told = loaded.program(self.name)
        if len(leaves) != len(told.inputs):
            raise TypeError(f"{self.name} takes {len(told.inputs)} arrays, not {len(leaves)}")
        return told


def native(name: str) -> Callable[[Callable[Taken, Given]], Native[Taken, Given]]:
    """Give a function the program of that name.

    Args:
        name: of the program.
    """
    return lambda function: Native(name, function)


def number(value: Any) -> Any:
    """Return a number as an array: of numpy, unless it is one of JAX.

    Args:
        value: a number or an array.
    """
    return value if hasattr(value, "dtype") else np.asarray(value, float)


def usable(*trees: Any) -> bool:
    """Say whether programs can run on some arguments: they are compiled, and all is double.

    Args:
        trees: the arguments.
    """
    return library() is not None and _double(jax.tree.leaves(trees))


def traced(*trees: Any) -> bool:
    """Say whether JAX is tracing: some of the arguments have no values yet.

    Args:
        trees: the arguments.
    """
    return any(isinstance(leaf, Tracer) for leaf in jax.tree.leaves(trees))


def _double(leaves: Sequence[Any]) -> bool:
    single = np.dtype(np.float32)
    return jax.config.jax_enable_x64 and all(
        getattr(leaf, "dtype", None) != single for leaf in leaves
    )


def _typed(leaf: Any, dtype: np.dtype) -> Any:
    """A leaf in a precision; one that has it stays, for each conversion is traced."""
    if getattr(leaf, "dtype", None) == dtype:
        return leaf
    return jnp.asarray(leaf).astype(dtype)


def _chosen(told: Signature, wanted: Wanted | None) -> tuple[Signature, tuple[int, ...]]:
    """What a program gives without what is not wanted, and the places of what is."""
    if wanted is None:
        return told, tuple(range(len(told.outputs)))
    known = _CHOSEN.setdefault(wanted, {})
    if told.name not in known or known[told.name][0] is not told:
        places = tuple(k for k, leaf in enumerate(told.outputs) if wanted(leaf.path))
        left = told._replace(result=pruned(told.result, frozenset(places)))
        known[told.name] = told, left, places
    return known[told.name][1:]
