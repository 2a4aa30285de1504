"""Primitives that go along an axis: scans, loops that end by themselves, sums."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from scalars import Atom
from writer import Long, Row, Scalars, Value, Writer, kind_of, length_of, rule

_INSIDE = (
    "jit", "pjit", "closed_call", "core_call", "checkpoint", "remat", "remat2",
    "custom_jvp_call", "custom_vjp_call", "custom_lin",
)  # fmt: skip
"""Primitives that are a jaxpr of their own."""


@rule(*_INSIDE)
def _inside(writer: Writer, params: Any, shapes: Any, *args: Value) -> list[Any]:
    return writer.closed(params.get("jaxpr", params.get("call_jaxpr")), args)


@rule("scan")
def _scan(writer: Writer, params: Any, shapes: Any, *args: Value) -> list[Any]:
    code = writer.code
    consts, carries = _counts(params, len(args))
    start = [writer.short(value) for value in args[consts : consts + carries]]
    along = [_by_entry(writer, value) for value in args[consts + carries :]]
    variables = [code.variable(atom) for value in start for atom in value.ravel()]
    if any(len(aval.shape) != 1 for aval in shapes[carries:]):
        raise NotImplementedError("arrays out of each turn of a scan")
    made = [writer.stored(kind_of(aval), aval.shape[0]) for aval in shapes[carries:]]

    def body(index: Atom) -> None:
        now = _shaped(variables, start)
        entries = [value(index) for value in along]
        out = writer.closed(params["jaxpr"], [*args[:consts], *now, *entries])
        for value, (_, put) in zip(out[carries:], made, strict=True):
            put(index, writer.short(value)[()])
        ends = [atom for value in out[:carries] for atom in writer.short(value).ravel()]
        code.assign(variables, ends)

    code.loop(length_of(params["length"]), body, reverse=params["reverse"])
    finals = _shaped([replace(v, depth=code.depth) for v in variables], start)
    return [*finals, *(Long.of(row, params["length"]) for row, _ in made)]


def _counts(params: Any, count: int) -> tuple[int, int]:
    """How many constants and carries a scan has; JAX 0.12 keeps them in trees, 0.10 as numbers."""
    if "num_consts" in params:
        return params["num_consts"], params["num_carry"]
    consts, carry, _ = params["ft_in"].update(range(count)).unpack()
    return len(list(consts)), len(list(carry))


def _by_entry(writer: Writer, value: Value) -> Callable[[Atom], Scalars]:
    """What a scan is given of an array in each turn."""
    if value.ndim != 1:
        raise NotImplementedError(f"a scan along an array of {value.shape}")
    row = writer.long(value).rows[()]
    return lambda index: _scalar(row.at(index))


def _scalar(atom: Atom) -> Scalars:
    out: Scalars = np.empty((), object)
    out[()] = atom
    return out


def _shaped(atoms: list[Atom], like: list[Scalars]) -> list[Scalars]:
    """Scalars in the shapes of some arrays."""
    out, first = [], 0
    for value in like:
        part: Scalars = np.empty(value.size, object)
        part[:] = atoms[first : first + value.size]
        out.append(part.reshape(value.shape))
        first += value.size
    return out


@rule("while")
def _while(writer: Writer, params: Any, shapes: Any, *args: Value) -> list[Any]:
    """A loop that ends by itself: such a program runs one car at a time."""
    code = writer.code
    of_test, of_body = params["cond_nconsts"], params["body_nconsts"]
    start = [writer.short(value) for value in args[of_test + of_body :]]
    variables = [code.variable(atom) for value in start for atom in value.ravel()]

    def body() -> None:
        now = _shaped(variables, start)
        (goes_on,) = writer.closed(params["cond_jaxpr"], [*args[:of_test], *now])
        code.say(f"if (!({goes_on[()].text})) break;")
        out = writer.closed(params["body_jaxpr"], [*args[of_test : of_test + of_body], *now])
        code.assign(variables, [atom for value in out for atom in writer.short(value).ravel()])

    code.block("ONE_CAR for (;;)", body)
    return _shaped([replace(v, depth=code.depth) for v in variables], start)


def _reduced(writer: Writer, of: tuple[str, Any], aval: Any, value: Value, axes: Any) -> Value:
    """An operation, with what it starts from, over all entries along some axes."""
    name, start = of
    last = value.ndim - 1
    if isinstance(value, Long):
        others = tuple(axis for axis in axes if axis != last)
        if last not in axes:
            return _over_rows(writer, name, aval, value, others)
        totals: Scalars = np.empty(value.rows.shape, object)
        for place in np.ndindex(totals.shape):
            totals[place] = _along(writer, name, start, value.rows[place], value.length)
        return _over(writer, name, totals, others)
    return _over(writer, name, value, tuple(axes))


def _over(writer: Writer, name: str, value: Scalars, axes: tuple[int, ...]) -> Scalars:
    """An operation over some axes of scalars."""
    kept = [axis for axis in range(value.ndim) if axis not in axes]
    shape = [value.shape[axis] for axis in kept]
    flat = np.transpose(value, [*kept, *axes]).reshape([*shape, -1])
    out: Scalars = np.empty(shape, object)
    for place in np.ndindex(out.shape):
        first, *rest = flat[place]
        for atom in rest:
            first = writer.code.op(name, first, atom)
        out[place] = first
    return out


def _over_rows(writer: Writer, name: str, aval: Any, value: Long, axes: tuple[int, ...]) -> Long:
    """An operation from row to row."""
    kept = [axis for axis in range(value.rows.ndim) if axis not in axes]
    shape = [value.rows.shape[axis] for axis in kept]
    flat = np.transpose(value.rows, [*kept, *axes]).reshape([*shape, -1])
    rows: Scalars = np.empty(shape, object)
    for place in np.ndindex(rows.shape):
        rows[place] = Row(kind_of(aval), _joined(writer, name, list(flat[place])))
    return Long(rows, value.length)


def _joined(writer: Writer, name: str, rows: list[Row]) -> Callable[[Atom], Atom]:
    """One operation over the entries of some rows at an index."""

    def at(index: Atom) -> Atom:
        first, *rest = (row.at(index) for row in rows)
        for atom in rest:
            first = writer.code.op(name, first, atom)
        return first

    return at


def _along(writer: Writer, name: str, start: Any, row: Row, length: int) -> Atom:
    """An operation along a row."""
    code = writer.code
    total = code.variable(code.number(start))

    def body(index: Atom) -> None:
        code.assign([total], [code.op(name, total, row.at(index))])

    code.loop(length_of(length), body)
    return replace(total, depth=code.depth)


def _reduction(name: str, start: Callable[[Any], Any]) -> Callable[..., list[Any]]:
    def write(writer: Writer, params: Any, shapes: Any, value: Value) -> list[Any]:
        aval = shapes[0]
        return [_reduced(writer, (name, start(aval)), aval, value, params["axes"])]

    return write


rule("reduce_sum")(_reduction("add", lambda aval: np.zeros((), aval.dtype)))
rule("reduce_max")(_reduction("max", lambda _: -np.inf))
rule("reduce_min")(_reduction("min", lambda _: np.inf))
rule("reduce_or")(_reduction("or", lambda _: False))
rule("reduce_and")(_reduction("and", lambda _: True))


@rule("cumsum")
def _cumsum(writer: Writer, params: Any, shapes: Any, value: Value) -> list[Any]:
    code = writer.code
    if value.ndim != 1:
        raise NotImplementedError(f"sums along an array of {value.shape}")
    row = writer.long(value).rows[()]
    made, put = writer.stored(row.kind, value.shape[0])
    total = code.variable(code.number(np.zeros((), shapes[0].dtype)))

    def body(index: Atom) -> None:
        code.assign([total], [code.op("add", total, row.at(index))])
        put(index, total)

    code.loop(length_of(value.shape[0]), body, reverse=params["reverse"])
    return [Long.of(made, value.shape[0])]
