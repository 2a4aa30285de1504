"""A function of pytrees as a program of C."""

import re
from collections.abc import Callable
from itertools import groupby
from typing import Any, NamedTuple

import elementwise  # noqa: F401 (its rules)
import jax
import loops  # noqa: F401 (its rules)
import numpy as np
import shapes  # noqa: F401 (its rules)
from scalars import Atom, living
from writer import UNROLL, Long, Row, Scalars, Value, Writer, is_symbolic, length_of

_IF_WANTED = "WANTED "
"""Marks a line that gives an entry of a result, until all such lines are known."""


class Leaf(NamedTuple):
    """One array that a program takes or gives."""

    path: str
    """Where it stands in the arguments or the result, as `.totals.chemical`."""
    type: str
    """f number, i whole number, b yes or no; C gives numbers only, whatever they mean."""
    shape: tuple[str, ...]
    """Its axes as C writes them."""


class Program(NamedTuple):
    """A program of C."""

    name: str
    """Its name in C."""
    text: str
    """Its C, without what all programs share."""
    inputs: tuple[Leaf, ...]
    """What it takes."""
    outputs: tuple[Leaf, ...]
    """What it gives."""
    jaxpr: str
    """What it was made of."""


def emit(name: str, function: Callable[..., Any], *args: Any, alone: bool = False) -> Program:
    """Return a function as a program of C.

    Args:
        name: of the program.
        function: of pytrees.
        args: pytrees of shapes and types; an axis of `writer.STEPS` stands for any length.
        alone: whether it runs one car at a time only.

    Raises:
        NotImplementedError: for what C has no words for, by name.
    """
    from jax.interpreters import partial_eval

    closed, shape = jax.make_jaxpr(function, return_shape=True)(*args)
    jaxpr, _ = partial_eval.dce_jaxpr(
        closed.jaxpr, [True] * len(closed.jaxpr.outvars), instantiate=True
    )
    writer, given = Writer(), _Slots()
    leaves = jax.tree_util.tree_leaves_with_path(args)
    values = [_taken(writer, given, number, leaf) for number, (_, leaf) in enumerate(leaves)]
    results = writer.run(jaxpr, [writer.array(c) for c in closed.consts], values)
    put = _Slots()
    for number, value in enumerate(results):
        if not _given_at_once(writer, number, value, results):
            _given(writer, put, number, value)
    text = _program(name, writer, given, put)
    text = f"ONE_CAR\n{text}" if alone else text
    outputs = jax.tree_util.tree_leaves_with_path(shape)
    return Program(name, text, _leaves(leaves), _leaves(outputs), str(jaxpr))


class _Slots:
    """Scalars that a program takes or gives: leaf, entry and entries of the leaf; and lines."""

    def __init__(self) -> None:
        self.slots: list[tuple[int, int, int]] = []
        self.lines: list[str] = []


def _leaves(leaves: Any) -> tuple[Leaf, ...]:
    return tuple(
        Leaf(
            jax.tree_util.keystr(path),
            {"b": "b", "i": "i", "f": "f"}[np.dtype(leaf.dtype).kind],
            tuple(map(length_of, leaf.shape)),
        )
        for path, leaf in leaves
    )


def _taken(writer: Writer, given: _Slots, number: int, leaf: Any) -> Value:
    """An argument as what the program reads."""
    kind = {"b": "b", "i": "i", "f": "f"}[np.dtype(leaf.dtype).kind]
    if leaf.shape and (is_symbolic(leaf.shape[-1]) or leaf.size > UNROLL):
        if len(leaf.shape) != 1:
            raise NotImplementedError(f"an argument of {leaf.shape}")

        def at(index: Atom) -> Atom:
            found = writer.code.new(
                "f" if kind == "b" else kind, f"GIVEN({number}, {index.text})", [index]
            )
            return writer.code.op("ne", found, writer.code.number(0)) if kind == "b" else found

        return Long.of(Row(kind, at, ready=True), leaf.shape[0])
    out: Scalars = np.empty(leaf.shape, object)
    for flat, place in enumerate(np.ndindex(leaf.shape)):
        name, read = writer.code.fresh("v"), f"given[{len(given.slots)}]"
        given.slots.append((number, flat, max(leaf.size, 1)))
        line = f"const B {name} = NE({read}, K(0));" if kind == "b" else f"const D {name} = {read};"
        given.lines.append(line)
        out[place] = Atom(name, kind, 0)
    return out


def _given(writer: Writer, put: _Slots, number: int, value: Value) -> None:
    """Write what gives a result back."""
    code = writer.code
    if isinstance(value, Long):
        if value.ndim != 1:
            raise NotImplementedError(f"a result of {value.shape}")

        def body(index: Atom) -> None:
            atom = value.rows[()].at(index)
            atom = code.op("number", atom) if atom.kind == "b" else atom
            length = length_of(value.length)
            code.say(f"GIVE({number}, {length}, {index.text}, {atom.text});")

        code.block(f"if (call->out[{number}])", lambda: code.loop(length_of(value.length), body))
        return
    for flat, atom in enumerate(value.ravel()):
        number_of = code.op("number", atom) if atom.kind == "b" else atom
        code.say(f"put[{len(put.slots)}] = {number_of.text};")
        put.slots.append((number, flat, max(value.size, 1)))


def _given_at_once(writer: Writer, number: int, value: Value, results: list[Value]) -> bool:
    """Whether the loop that makes a result can give it, since nothing else reads it."""
    store = _store(value)
    if store is None or sum(_store(other) == store for other in results) > 1:
        return False
    lines = writer.code.scopes[0].lines
    places = [k for k, line in enumerate(lines) if re.search(rf"\b{store}\[", line)]
    made = re.match(rf"(\s*){store}\[(\w+)\] = (.*);$", lines[places[0]])
    if len(places) > 1 or made is None or not isinstance(value, Long):
        return False
    space, index, text = made.groups()
    given = f"GIVE({number}, {length_of(value.length)}, {index}, {text});"
    lines[places[0]] = f"{space}{_IF_WANTED}if (call->out[{number}]) {given}"
    writer.stores = [(name, length) for name, length in writer.stores if name != store]
    return True


def _store(value: Value) -> str | None:
    """The array of C that a result is, if it is one."""
    return value.rows[()].name if isinstance(value, Long) and value.ndim == 1 else None


def _program(name: str, writer: Writer, given: _Slots, put: _Slots) -> str:
    lines = _together(living([*given.lines, *writer.code.scopes[0].lines]))
    read = "\n".join(lines)
    tables = "".join(
        f"static const R {table}[{values.size}] = {{{_numbers(values)}}};\n"
        for table, values in writer.table_values.items()
        if f"{table}[" in read or f"({table}," in read
    )
    stores, place = [], "0"
    for store, length in writer.stores:
        stores.append(f"D *const {store} = memory + {place};")
        place = f"{place} + {length_of(length)}"
    body = "\n        ".join([*stores, *lines])
    return (
        f"{tables}{_slots('taken', given.slots)}{_slots('put_back', put.slots)}"
        f"MEMORY({name}, {place})\n"
        f"PROGRAM({name}, {max(len(given.slots), 1)}, {max(len(put.slots), 1)})\n"
        f"        {body}\nEND_OF_PROGRAM\n"
    )


def _together(lines: list[str]) -> list[str]:
    """Lines that give entries of results, where any of these is wanted, under one question."""
    if not any(_IF_WANTED in line for line in lines):
        return lines
    numbers = [re.search(r"call->out\[(\d+)\]", line) for line in lines if _IF_WANTED in line]
    asked = " || ".join(f"call->out[{found[1]}]" for found in numbers if found)
    out = [f"const int wanted = {asked};"]
    for inside, group in groupby(lines, lambda line: _IF_WANTED in line):
        told = [line.replace(_IF_WANTED, "") for line in group]
        out += ["if (wanted) {", *told, "}"] if inside else told
    return out


def _numbers(values: Scalars) -> str:
    return ", ".join(repr(float(value)) for value in values.ravel())


def _slots(name: str, slots: list[tuple[int, int, int]]) -> str:
    rows = ", ".join(f"{{{leaf}, {entry}, {size}}}" for leaf, entry, size in slots or [(-1, 0, 0)])
    return f"static const Slot {name}[] = {{{rows}}};\n"
