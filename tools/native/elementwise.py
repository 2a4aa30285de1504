"""Primitives that work on each entry by itself."""

from collections.abc import Callable
from typing import Any

import numpy as np
from scalars import Atom
from writer import Long, Row, Scalars, Value, Writer, kind_of, rule

_SAME = {
    "add": "add", "add_any": "add", "sub": "sub", "mul": "mul", "div": "div", "max": "max",
    "min": "min", "lt": "lt", "le": "le", "gt": "gt", "ge": "ge", "eq": "eq", "ne": "ne",
    "and": "and", "or": "or", "not": "not", "neg": "neg", "exp": "exp", "log": "log",
    "sqrt": "sqrt", "abs": "abs", "floor": "floor", "sign": "sign", "is_finite": "finite",
}  # fmt: skip
"""Primitives that are one operation."""


def mapped(writer: Writer, scalar: Callable[..., Atom], aval: Any, args: Any) -> Value:
    """Return what a function of scalars gives for every entry.

    Args:
        writer: of the program.
        scalar: the function.
        aval: shape and type of the result.
        args: arrays of that shape, or of one entry.
    """
    shape, kind = aval.shape, kind_of(aval)
    if not any(isinstance(arg, Long) for arg in args):
        out: Scalars = np.empty(shape, object)
        spread = [np.broadcast_to(arg, shape) for arg in args]
        for place in np.ndindex(shape):
            out[place] = scalar(*(arg[place] for arg in spread))
        return out
    lead = shape[:-1]
    rows: Scalars = np.empty(lead, object)
    for place in np.ndindex(lead):
        entries = [_along(writer, arg, lead, place) for arg in args]
        rows[place] = Row(kind, _joined(scalar, entries))
    return Long(rows, shape[-1])


def _joined(
    scalar: Callable[..., Atom], entries: list[Callable[[Atom], Atom]]
) -> Callable[[Atom], Atom]:
    """Rows that a function of scalars joins to one."""
    return lambda index: scalar(*(entry(index) for entry in entries))


def _along(
    writer: Writer, arg: Value, lead: tuple[int, ...], place: tuple[int, ...]
) -> Callable[[Atom], Atom]:
    """The entries of one row of an argument."""
    if isinstance(arg, Long):
        return np.broadcast_to(arg.rows, lead)[place].at
    if arg.ndim == 0:
        return lambda _: arg[()]
    if arg.shape[-1] == 1:
        atom = np.broadcast_to(arg[..., 0], lead)[place]
        return lambda _: atom
    return np.broadcast_to(writer.long(arg).rows, lead)[place].at


def _operation(name: str) -> Callable[..., list[Any]]:
    def write(writer: Writer, params: Any, shapes: Any, *args: Value) -> list[Any]:
        return [mapped(writer, lambda *a: writer.code.op(name, *a), shapes[0], args)]

    return write


for _primitive, _name in _SAME.items():
    rule(_primitive)(_operation(_name))


@rule("convert_element_type")
def _convert(writer: Writer, params: Any, shapes: Any, value: Value) -> list[Any]:
    dtype = params["new_dtype"]
    return [mapped(writer, lambda a: writer.code.convert(a, dtype), shapes[0], [value])]


@rule("integer_pow")
def _integer_pow(writer: Writer, params: Any, shapes: Any, value: Value) -> list[Any]:
    return [mapped(writer, lambda a: writer.code.power(a, params["y"]), shapes[0], [value])]


@rule("square")
def _square(writer: Writer, params: Any, shapes: Any, value: Value) -> list[Any]:
    return [mapped(writer, lambda a: writer.code.op("mul", a, a), shapes[0], [value])]


@rule("pow")
def _pow(writer: Writer, params: Any, shapes: Any, base: Value, exponent: Value) -> list[Any]:
    def scalar(a: Atom, b: Atom) -> Atom:
        return writer.code.op("pow", a, writer.code.convert(b, float))

    return [mapped(writer, scalar, shapes[0], [base, exponent])]


@rule("select_n")
def _select(writer: Writer, params: Any, shapes: Any, *args: Value) -> list[Any]:
    code = writer.code

    def scalar(where: Atom, unless: Atom, then: Atom) -> Atom:
        return code.op("select", code.convert(where, bool), then, unless)

    return [mapped(writer, scalar, shapes[0], args)]


@rule("clamp")
def _clamp(writer: Writer, params: Any, shapes: Any, *args: Value) -> list[Any]:
    code = writer.code

    def scalar(least: Atom, a: Atom, most: Atom) -> Atom:
        return code.op("min", code.op("max", a, least), most)

    return [mapped(writer, scalar, shapes[0], args)]


@rule("stop_gradient", "copy", "copy_p", "reduce_precision", "name")
def _same(writer: Writer, params: Any, shapes: Any, value: Value) -> list[Any]:
    return [value]


@rule("optimization_barrier")
def _barrier(writer: Writer, params: Any, shapes: Any, *values: Value) -> list[Any]:
    return list(values)
