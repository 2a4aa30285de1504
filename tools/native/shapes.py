"""Primitives that move entries about: slices, joins, broadcasts, and what is read at an index."""

from itertools import product
from typing import Any

import numpy as np
from scalars import Atom
from writer import UNROLL, Long, Row, Scalars, Value, Writer, is_symbolic, kind_of, length_of, rule


@rule("squeeze", "reshape", "expand_dims")
def _reshape(writer: Writer, params: Any, shapes: Any, value: Value, *_: Value) -> list[Any]:
    shape = shapes[0].shape
    if isinstance(value, np.ndarray):
        return [value.reshape(shape)]
    if shape and shape[-1] == value.length:
        return [Long(value.rows.reshape(shape[:-1]), value.length)]
    if is_symbolic(value.length):
        raise NotImplementedError(f"a long array of {value.shape} as {shape}")
    return [writer.short(value).reshape(shape)]


@rule("broadcast_in_dim")
def _broadcast(writer: Writer, params: Any, shapes: Any, value: Value, *_: Value) -> list[Any]:
    shape, axes = shapes[0].shape, params["broadcast_dimensions"]
    if isinstance(value, Long):
        if not axes or axes[-1] != len(shape) - 1 or value.length != shape[-1]:
            raise NotImplementedError(f"a long array of {value.shape} broadcast to {shape}")
        kept = writer.kept(value) if len(shape) > value.ndim else value
        return [Long(_spread(kept.rows, shape[:-1], axes[:-1]), kept.length)]
    if shape and (is_symbolic(shape[-1]) or int(np.prod(shape)) > UNROLL):
        if axes and axes[-1] == len(shape) - 1 and value.shape[-1] != 1:
            return [Long(_spread(writer.long(value).rows, shape[:-1], axes[:-1]), shape[-1])]
        flat = value.reshape(value.shape[:-1]) if axes and axes[-1] == len(shape) - 1 else value
        lead = _spread(flat, shape[:-1], axes[: flat.ndim])
        rows: Scalars = np.empty(lead.shape, object)
        for place in np.ndindex(lead.shape):
            rows[place] = Row(kind_of(shapes[0]), lambda _, atom=lead[place]: atom, ready=True)
        return [Long(rows, shape[-1])]
    return [_spread(value, shape, axes)]


def _spread(value: Scalars, shape: tuple[int, ...], axes: Any) -> Scalars:
    """An array with axes of one entry where it has none."""
    whole = [1] * len(shape)
    for axis, size in zip(axes, value.shape, strict=True):
        whole[axis] = size
    return np.broadcast_to(value.reshape(whole), shape)


@rule("slice")
def _slice(writer: Writer, params: Any, shapes: Any, value: Value) -> list[Any]:
    starts, ends = params["start_indices"], params["limit_indices"]
    strides = params["strides"] or [1] * len(starts)
    parts = tuple(slice(*of) for of in zip(starts, ends, strides, strict=True))
    if isinstance(value, np.ndarray):
        return [value[parts]]
    rows = value.rows[parts[:-1]] if value.rows.ndim else value.rows
    return [_of_row(writer, rows, parts[-1], shapes[0])]


def _of_row(writer: Writer, rows: Scalars, part: slice, aval: Any) -> Value:
    """A stretch of each row."""
    if part.step != 1:
        raise NotImplementedError("every so many entries of a long array")
    cut = Long(rows, aval.shape[-1]).each(
        lambda row: Row(row.kind, lambda i: row.at(writer.shifted(i, part.start)), row.ready)
    )
    return cut if is_symbolic(aval.shape[-1]) or aval.size > UNROLL else writer.short(cut)


@rule("split")
def _split(writer: Writer, params: Any, shapes: Any, value: Value) -> list[Any]:
    axis, first, out = params["axis"], 0, []
    for size, aval in zip(params["sizes"], shapes, strict=True):
        parts = [slice(None)] * len(aval.shape)
        parts[axis] = slice(first, first + size, 1)
        if isinstance(value, np.ndarray):
            out.append(value[tuple(parts)])
        elif axis == value.ndim - 1:
            out.append(_of_row(writer, value.rows, parts[-1], aval))
        else:
            out.append(Long(value.rows[tuple(parts[:-1])], value.length))
        first += size
    return out


@rule("pad")
def _pad(writer: Writer, params: Any, shapes: Any, value: Value, filler: Value) -> list[Any]:
    if isinstance(value, Long) or not isinstance(filler, np.ndarray):
        return [_padded_row(writer, params, shapes[0], value, filler)]
    out: Scalars = np.empty(shapes[0].shape, object)
    for place in np.ndindex(out.shape):
        out[place] = filler[()]
    place = []
    for (low, high, inside), size in zip(params["padding_config"], out.shape, strict=True):
        if low < 0 or high < 0 or inside:
            raise NotImplementedError("padding that cuts or spreads")
        place.append(slice(int(low), size - int(high)))
    out[tuple(place)] = value
    return [out]


def _padded_row(writer: Writer, params: Any, aval: Any, value: Any, filler: Any) -> Long:
    *others, (low, high, inside) = params["padding_config"]
    if any(any(of) for of in others) or low < 0 or high < 0 or inside:
        raise NotImplementedError("padding of a long array along another axis")
    code, with_ = writer.code, filler[()]

    def change(row: Row) -> Row:
        def at(index: Atom) -> Atom:
            # An index outside is read at an end and thrown away.
            place, last = f"{index.text} - {low}", f"{length_of(value.length)} - 1"
            near = code.new("n", f"CLAMPED({place}, {last})", [index])
            within = code.new("b", f"EVERY(({place}) >= 0 && ({place}) <= {last})", [index])
            return code.op("select", within, row.at(near), with_)

        return Row(row.kind, at)

    return value.each(change, aval.shape[-1])


@rule("rev", "reverse")
def _reverse(writer: Writer, params: Any, shapes: Any, value: Value) -> list[Any]:
    if isinstance(value, Long):
        raise NotImplementedError("a long array turned round")
    return [np.flip(value, params["dimensions"])]


@rule("transpose")
def _transpose(writer: Writer, params: Any, shapes: Any, value: Value) -> list[Any]:
    if isinstance(value, Long):
        raise NotImplementedError("a long array transposed")
    return [np.transpose(value, params["permutation"])]


@rule("concatenate", "stack")
def _concatenate(writer: Writer, params: Any, shapes: Any, *parts: Value) -> list[Any]:
    axis = params.get("dimension", params.get("axis", 0))
    stacks = len(shapes[0].shape) > parts[0].ndim
    if not any(isinstance(part, Long) for part in parts):
        return [np.stack(parts, axis) if stacks else np.concatenate(parts, axis)]
    if stacks or axis != len(shapes[0].shape) - 1:
        longs = [writer.long(part) for part in parts]
        join = np.stack if stacks else np.concatenate
        return [Long(join([long.rows for long in longs], axis), longs[0].length)]
    return [_joined(writer, shapes[0], parts)]


def _joined(writer: Writer, aval: Any, parts: Any) -> Long:
    """Two arrays of one axis one after the other, one of which is long."""
    if len(parts) != 2 or len(aval.shape) != 1:
        raise NotImplementedError("more than two long arrays one after the other")
    code = writer.code
    rows = [writer.long(part).rows[()] for part in parts]
    lengths = [length_of(part.shape[0]) for part in parts]

    def at(index: Atom) -> Atom:
        in_first = code.new("b", f"EVERY({index.text} < {lengths[0]})", [index])
        one = code.new("n", f"CLAMPED({index.text}, {lengths[0]} - 1)", [index])
        two = code.new("n", f"CLAMPED({index.text} - {lengths[0]}, {lengths[1]} - 1)", [index])
        return code.op("select", in_first, rows[0].at(one), rows[1].at(two))

    return Long.of(Row(kind_of(aval), at), aval.shape[0])


@rule("unstack")
def _unstack(writer: Writer, params: Any, shapes: Any, value: Value) -> list[Any]:
    axis = params["axis"]
    if isinstance(value, Long):
        if axis == value.ndim - 1:
            raise NotImplementedError("a long array taken apart")
        return [
            Long(_at(value.rows, at, axis), value.length) for at in range(value.rows.shape[axis])
        ]
    return [_at(value, at, axis) for at in range(value.shape[axis])]


def _at(value: Scalars, at: int, axis: int) -> Scalars:
    """An array at one place along an axis."""
    return np.squeeze(np.take(value, [at], axis), axis)


@rule("iota")
def _iota(writer: Writer, params: Any, shapes: Any) -> list[Any]:
    aval = shapes[0]
    shape, axis = aval.shape, params["dimension"]
    if not is_symbolic(shape[-1]):
        numbers = np.arange(shape[axis], dtype=aval.dtype)
        whole = [1] * len(shape)
        whole[axis] = shape[axis]
        return [writer.array(np.broadcast_to(numbers.reshape(whole), shape))]
    kind = kind_of(aval)
    return [
        Long.of(
            Row(kind, lambda i: writer.code.new(kind, f"K({i.text})", [i]), ready=True), shape[-1]
        )
    ]


@rule("dynamic_slice")
def _dynamic_slice(
    writer: Writer, params: Any, shapes: Any, value: Value, *starts: Scalars
) -> list[Any]:
    sizes, code = params["slice_sizes"], writer.code
    at = [
        _clamped(writer, start[()], length, size)
        for start, length, size in zip(starts, value.shape, sizes, strict=True)
    ]
    if isinstance(value, Long):
        if not is_symbolic(value.length):
            value = writer.short(value) if _small(value) else value
        if isinstance(value, Long) and value.ndim == 1:
            return [_picked(writer, value, at[0], sizes[0])]
    if isinstance(value, np.ndarray) and all(start.name is None for start in at):
        parts = [
            slice(int(start.value), int(start.value) + size)
            for start, size in zip(at, sizes, strict=True)
        ]
        return [value[tuple(parts)]]
    flat = code.number(0)
    strides = [int(np.prod(value.shape[axis + 1 :])) for axis in range(len(sizes))]
    for start, stride in zip(at, strides, strict=True):
        flat = code.op("add", flat, code.op("mul", start, code.number(stride)))
    kind, look, name = _source(writer, value)
    last = int(np.prod(value.shape)) - int(np.dot([n - 1 for n in sizes], strides)) - 1
    row = _row_at(writer, flat, str(last))
    out: Scalars = np.empty(sizes, object)
    for place in product(*map(range, sizes)):
        offset = int(np.dot(place, strides))
        out[place] = code.new(kind, f"{look}({name}, {row}, {offset})", [flat])
    return [out]


def _small(value: Long) -> bool:
    return int(np.prod(value.shape)) <= UNROLL


def _clamped(writer: Writer, start: Atom, length: int, size: int) -> Atom:
    """Where a slice begins, so that it stays inside."""
    code = writer.code
    if length == size:
        return code.number(0)
    last = code.number(length - size)
    if is_symbolic(length):
        last = code.new("i", f"K({length_of(length)} - {size})", [])
    return code.op("max", code.op("min", start, last), code.number(0))


def _source(writer: Writer, value: Value) -> tuple[str, str, str]:
    """Kind of some numbers, how C reads them at an index, and their name."""
    if isinstance(value, Long):
        table = value.rows.ravel()[0].table
        if table is None:
            raise NotImplementedError(f"an entry of an array of {value.shape} at an index")
        return "f", "LOOK", table
    atoms = list(value.ravel())
    kind = atoms[0].kind
    if all(atom.name is None for atom in atoms):
        return kind, "LOOK", writer.table_name(np.array([atom.value for atom in atoms], float))
    row, put = writer.stored(kind, len(atoms))
    for number, atom in enumerate(atoms):
        put(Atom(None, "n", 0, number), atom)
    return kind, "PICK", str(row.name)


def _row_at(writer: Writer, flat: Atom, last: str) -> str:
    """The name of an index of C, which stays in 0 to `last` whatever the number is."""
    scope = writer.code.scopes[flat.depth]
    key = (f"row to {last}", flat.text)
    if key not in scope.known:
        name = writer.code.fresh("r")
        scope.lines.append(f"const P {name} = INDEX({flat.text}, {last});")
        scope.known[key] = Atom(name, "n", flat.depth)
    return str(scope.known[key].name)


def _picked(writer: Writer, value: Long, start: Atom, size: int) -> Scalars:
    """One entry of a long row, at an index that is a number."""
    if size != 1:
        raise NotImplementedError("a stretch of a long array at an index")
    row, last = writer.kept(value).rows[()], f"{length_of(value.length)} - 1"
    out: Scalars = np.empty(1, object)
    if row.name is None:  # an input: a program that does this runs one car at a time
        index = writer.code.new("n", f"CLAMPED((int64_t)({start.text}), {last})", [start])
        out[0] = row.at(index)
    else:
        kind = "f" if row.kind == "b" else row.kind
        out[0] = writer.code.new(
            kind,
            f"PICK({row.name}, {_row_at(writer, start, last)}, 0)",
            [start],
            max(start.depth, writer.code.depth),
        )
        if row.kind == "b":
            out[0] = writer.code.op("ne", out[0], writer.code.number(0.0))
    return out


@rule("dynamic_update_slice")
def _dynamic_update_slice(
    writer: Writer, params: Any, shapes: Any, value: Scalars, part: Scalars, *starts: Any
) -> list[Any]:
    code, out = writer.code, value.copy()
    for place in np.ndindex(value.shape):
        for source in np.ndindex(part.shape):
            hits = code.number(True)
            for axis, start in enumerate(starts):
                first = _clamped(writer, start[()], value.shape[axis], part.shape[axis])
                here = code.number(place[axis] - source[axis])
                hits = code.op("and", hits, code.op("eq", first, here))
            out[place] = code.op("select", hits, part[source], out[place])
    return [out]


@rule("call_hi_primitive")
def _search(writer: Writer, params: Any, shapes: Any, edges: Any, value: Any) -> list[Any]:
    kind = str(params["_prim"])
    if "SearchSorted[side=right" not in kind or shapes[0].shape:
        raise NotImplementedError(f"no C for the primitive {kind}")
    code, total = writer.code, writer.code.number(0)
    for atom in writer.short(edges).ravel():
        total = code.op("add", total, code.convert(code.op("le", atom, value[()]), np.int32))
    out: Scalars = np.empty((), object)
    out[()] = total
    return [out]
