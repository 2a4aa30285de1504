"""The call of a program as two primitives of JAX.

One is the program; the other is its forward derivative, which is linear and whose transpose is the
reverse derivative. Derivatives run the program anew, so that nothing is kept but the arguments. A
batch has one axis of cars in front, whatever nested `vmap` made of it.

`jax.extend.core.Primitive` and `jax.interpreters` are half public, the rule by which JAX linearizes
is not: another JAX than the one whose rule is known linearizes leaf by leaf, which takes longer.
"""

import os
from collections.abc import Sequence
from functools import cache, partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax.core import ShapedArray
from jax.extend.core import Primitive
from jax.interpreters import ad, batching, mlir

from carwright.native.library import library
from carwright.native.manifest import MOVED, SLOPED, listed
from carwright.native_call.on_xla import on_xla
from carwright.native_call.part import Part, told_of

Leaves = Sequence[Any]
TARGET = "carwright"
"""Name of the handler in XLA."""


def _shapes(part: Part, batch: int | None, leaves: Leaves) -> list[Any]:
    told = told_of(part)
    steps = 0
    if told.along in part.inputs:
        steps = leaves[part.inputs.index(told.along)].shape[-1]
    lead = () if batch is None else (batch,)
    return [(lead + told.outputs[k].lengths(steps), jnp.float64) for k in part.outputs]


def _call(*leaves: Any, part: Part, batch: int | None) -> list[Any]:
    told = told_of(part)
    if told.number < 0:
        return on_xla(*leaves, part=part, batch=batch)
    _register()
    shapes = [jax.ShapeDtypeStruct(*of) for of in _shapes(part, batch, leaves)]
    if not shapes:
        return []
    threads = 1 if batch is None else os.cpu_count() or 1
    found: Any = jax.ffi.ffi_call(TARGET, shapes)(
        *leaves,
        call=np.array([told.number, threads], np.int64),
        inputs=np.array(part.inputs, np.int64),
        key=np.int64(told.key),
        outputs=np.array(part.outputs, np.int64),
    )
    return list(found)


@cache
def _register() -> None:
    loaded = library()
    if loaded is not None:
        capsule = jax.ffi.pycapsule(loaded.handler)
        jax.ffi.register_ffi_target(TARGET, capsule, platform="cpu", api_version=1)


_jitted = jax.jit(_call, static_argnames=("part", "batch"))


def _run(*leaves: Any, part: Part, batch: int | None) -> Any:
    """A call of numbers that are known: the program itself, for XLA would compile it first."""
    told, loaded = told_of(part), library()
    if told.number < 0 or loaded is None or jax.default_backend() != "cpu":
        return _jitted(*leaves, part=part, batch=batch)
    given = dict(zip(part.inputs, leaves, strict=True))
    whole = [
        np.asarray(given[place]) if place in given else nothing
        for place, nothing in enumerate(_nothing(part.name))
    ]
    if batch is None:
        found = loaded.one(part.name, whole, part.outputs)
    else:
        found = loaded.many(part.name, whole, batch, wanted=part.outputs)
    return [found[place] for place in part.outputs]


@cache
def _nothing(name: str) -> list[np.ndarray | None]:
    """What stands for an input that is not there: zeros, and None for what is along steps."""
    inputs = told_of(Part(name, (), ())).inputs
    return [np.zeros(leaf.lengths(0)) if leaf.size else None for leaf in inputs]


def _abstract(*avals: Any, part: Part, batch: int | None) -> list[Any]:
    return [ShapedArray(*of) for of in _shapes(part, batch, avals)]


def _primitive(name: str) -> Primitive:
    made = Primitive(name)
    made.multiple_results = True
    made.def_abstract_eval(_abstract)
    made.def_impl(_run)
    lower = partial(mlir.lower_fun, multiple_results=True)
    mlir.register_lowering(made, lower(on_xla))
    mlir.register_lowering(made, lower(_call), platform="cpu")
    batching.primitive_batchers[made] = partial(_batched, made)
    return made


def _batched(
    primitive: Primitive, leaves: Leaves, axes: Sequence[Any], *, part: Part, batch: int | None
) -> tuple[list[Any], list[int]]:
    """A further axis: in front, and with one that is there already made one of both."""
    told = told_of(part)
    size = next(
        leaf.shape[axis] for leaf, axis in zip(leaves, axes, strict=True) if axis is not None
    )
    moved = [
        leaf if axis in (None, 0) else jnp.moveaxis(leaf, axis, 0)
        for leaf, axis in zip(leaves, axes, strict=True)
    ]
    if batch is None:
        found = primitive.bind(*moved, part=part, batch=size)
        return found, [0] * len(found)
    flat = []
    for leaf, axis, place in zip(moved, axes, part.inputs, strict=True):
        rank = len(told.inputs[place].shape)
        inner = leaf.ndim - (axis is not None) > rank
        if axis is None and not inner:
            flat.append(leaf)
            continue
        own = leaf.shape[leaf.ndim - rank :]
        wide = leaf[None] if axis is None else leaf
        wide = wide if inner else wide[:, None]
        flat.append(jnp.broadcast_to(wide, (size, batch, *own)).reshape(size * batch, *own))
    found = primitive.bind(*flat, part=part, batch=size * batch)
    return [leaf.reshape(size, batch, *leaf.shape[1:]) for leaf in found], [0] * len(found)


program_p = _primitive("carwright")
linear_p = _primitive("carwright_linear")


def _is_zero(tangent: Any) -> bool:
    return type(tangent) is ad.Zero or tangent.dtype == jax.dtypes.float0


def _linear(part: Part, moving: Sequence[int]) -> tuple[Part, tuple[int, ...]] | None:
    """The forward derivative by some inputs, and the outputs that it gives; None without C."""
    derivative = f"{part.name}{MOVED}"
    told = told_of(part)
    places = {place: len(told.inputs) + k for k, place in enumerate(told.moves)}
    unlisted = {derivative, f"{part.name}{SLOPED}"}.isdisjoint(listed())
    if unlisted or not places.keys() >= set(moving):
        return None
    slopes = {place: k for k, place in enumerate(told.slopes)}
    given = tuple(k for k in part.outputs if k in slopes)
    inputs = (*part.inputs, *(places[place] for place in moving))
    return Part(derivative, inputs, tuple(slopes[k] for k in given)), given


def _moved(primals: Leaves, tangents: Leaves, *, part: Part, batch: int | None) -> Any:
    """The forward derivative of a program."""
    found = program_p.bind(*primals, part=part, batch=batch)
    moving = [tangent for tangent in tangents if not _is_zero(tangent)]
    places = [k for k, t in zip(part.inputs, tangents, strict=True) if not _is_zero(t)]
    derivative = _linear(part, places)
    if derivative is None:
        return _moved_by_xla(primals, tangents, part=part, batch=batch)
    linear, given = derivative
    moved = linear_p.bind(*primals, *moving, part=linear, batch=batch)
    return found, _in_place(part, given, moved, [jax.typeof(leaf) for leaf in found])


def _linearized(
    is_vjp: bool, nonzeros: Sequence[bool], *primals: Any, part: Part, batch: int | None
) -> Any:
    """The same as JAX linearizes: by the rule above it traces every leaf by itself."""
    moving = [
        nonzero and jnp.issubdtype(jax.typeof(primal).dtype, jnp.floating)
        for nonzero, primal in zip(nonzeros, primals, strict=True)
    ]
    places = [k for k, moves in zip(part.inputs, moving, strict=True) if moves]
    derivative = _linear(part, places)
    if derivative is None:
        from jax._src.interpreters.ad import fallback_linearize_rule

        told = {"part": part, "batch": batch}
        return fallback_linearize_rule(program_p, is_vjp, nonzeros, *primals, **told)
    linear, given = derivative
    found = program_p.bind(*primals, part=part, batch=batch)
    shapes = [jax.typeof(leaf) for leaf in found]

    def linearized(residuals: Leaves, _: Any, *tangents: Any) -> list[Any]:
        moved = [tangent for tangent, moves in zip(tangents, moving, strict=True) if moves]
        found = linear_p.bind(*residuals, *moved, part=linear, batch=batch)
        return _in_place(part, given, found, shapes)

    return found, [k in set(given) for k in part.outputs], list(primals), None, linearized


def _in_place(part: Part, given: Sequence[int], moved: Leaves, shapes: Sequence[Any]) -> list[Any]:
    """Tangents of all outputs: nothing for those that have none."""
    by_place = dict(zip(given, moved, strict=True))
    return [
        by_place.get(k, ad.Zero(ShapedArray(of.shape, of.dtype)))
        for k, of in zip(part.outputs, shapes, strict=True)
    ]


def _moved_by_xla(primals: Leaves, tangents: Leaves, *, part: Part, batch: int | None) -> Any:
    """The derivative of what no program covers."""
    moving = [k for k, tangent in enumerate(tangents) if not _is_zero(tangent)]

    def function(*numbers: Any) -> list[Any]:
        whole = list(primals)
        for place, number in zip(moving, numbers, strict=True):
            whole[place] = number
        return on_xla(*whole, part=part, batch=batch)

    at = tuple(primals[k] for k in moving)
    return jax.jvp(function, at, tuple(tangents[k] for k in moving))


def _linear_moved(primals: Leaves, tangents: Leaves, *, part: Part, batch: int | None) -> Any:
    """The derivative of a forward derivative: by its tangents it is linear, else XLA's."""
    count = len(told_of(Part(part.name.removesuffix(MOVED), (), ())).inputs)
    of_primals = sum(place < count for place in part.inputs)
    if not all(_is_zero(tangent) for tangent in tangents[:of_primals]):
        return _moved_by_xla(primals, tangents, part=part, batch=batch)
    found = linear_p.bind(*primals, part=part, batch=batch)
    given = [k for k in range(of_primals, len(primals)) if not _is_zero(tangents[k])]
    inputs = (*part.inputs[:of_primals], *(part.inputs[k] for k in given))
    moved = linear_p.bind(
        *primals[:of_primals],
        *(tangents[k] for k in given),
        part=Part(part.name, inputs, part.outputs),
        batch=batch,
    )
    return found, moved


def _transposed(cotangents: Leaves, *leaves: Any, part: Part, batch: int | None) -> list[Any]:
    """The reverse derivative: the program of its own where there is one."""
    of = told_of(Part(part.name.removesuffix(MOVED), (), ()))
    count = len(of.inputs)
    of_primals = sum(place < count for place in part.inputs)
    primals, more = leaves[:of_primals], leaves[of_primals:]
    given = [
        (count + k, cotangent)
        for k, cotangent in zip(part.outputs, cotangents, strict=True)
        if type(cotangent) is not ad.Zero
    ]
    reverse = Part(
        f"{of.name}{SLOPED}",
        (*part.inputs[:of_primals], *(place for place, _ in given)),
        tuple(place - count for place in part.inputs[of_primals:]),
    )
    found = program_p.bind(*primals, *(c for _, c in given), part=reverse, batch=batch)
    summed: list[Any] = []
    for value, leaf in zip(found, more, strict=True):
        if not ad.is_undefined_primal(leaf):
            summed.append(None)
        else:
            # One number for all cars: what the cars say of it is added.
            summed.append(value if value.shape == leaf.aval.shape else jnp.sum(value, axis=0))
    return [None] * of_primals + summed


ad.primitive_jvps[program_p] = _moved
ad.primitive_jvps[linear_p] = _linear_moved
ad.primitive_transposes[linear_p] = _transposed


def _linearize_at_once() -> None:
    """Tell JAX the rule that is not public."""
    from jax._src.interpreters.ad import primitive_linearizations

    primitive_linearizations[program_p] = _linearized


if jax.__version_info__[:2] == (0, 12):
    _linearize_at_once()
