"""What a program computes, by XLA: where no program can run, and for derivatives that none has."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from carwright.native.manifest import MOVED, SLOPED
from carwright.native_call.part import Part, told_of


class Known(NamedTuple):
    """A function that has a program."""

    function: Callable[..., Any]
    """The function, of pytrees."""
    structure: Any
    """Structure of its arguments."""


FUNCTIONS: dict[str, Known] = {}
"""The functions that were called so far, by the names of their programs."""


def on_xla(*leaves: Any, part: Part, batch: int | None) -> list[Any]:
    """Return what a program gives, computed by its function.

    Args:
        leaves: the inputs that are there.
        part: the call.
        batch: how many cars; None is one, without an axis.
    """
    one = partial(_reference, part)
    if batch is None:
        return one(*leaves)
    told = told_of(part)
    axes = [
        0 if leaf.ndim > len(told.inputs[k].shape) else None
        for leaf, k in zip(leaves, part.inputs, strict=True)
    ]
    return jax.vmap(one, axes)(*leaves)


def _reference(part: Part, *leaves: Any) -> list[Any]:
    """One car's outputs by the function itself, or by its derivative."""
    derivative = next((end for end in (MOVED, SLOPED) if part.name.endswith(end)), "")
    name = part.name.removesuffix(derivative)
    of, told = FUNCTIONS[name], told_of(Part(name, (), ()))
    count = len(told.inputs)
    primals = list(leaves[:count])

    def moving(*numbers: Any) -> list[Any]:
        whole = list(primals)
        for place, number in zip(told.moves, numbers, strict=True):
            whole[place] = number
        found = jax.tree.leaves(of.function(*jax.tree.unflatten(of.structure, whole)))
        return [found[k] for k in (told.slopes if derivative else part.outputs)]

    at = [primals[k] for k in told.moves]
    if not derivative:
        return [jnp.asarray(value).astype(jnp.float64) for value in moving(*at)]
    shapes = [at, jax.eval_shape(moving, *at)][derivative == SLOPED]
    given = dict(zip(part.inputs[count:], leaves[count:], strict=True))
    more = [
        given.get(count + k, jnp.zeros(shape.shape, shape.dtype)) for k, shape in enumerate(shapes)
    ]
    if derivative == MOVED:
        found = jax.jvp(moving, tuple(at), tuple(more))[1]
    else:
        found = jax.vjp(moving, *at)[1](more)
    return [found[k] for k in part.outputs]
