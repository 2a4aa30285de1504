"""Arrays of the C that is emitted, and the walk along a jaxpr.

An array of few entries is taken apart into scalars. A long one, along the steps of a trace or of a
loop, is a function of an index: it is computed where a loop reads it, or once into memory where
several do.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scalars import Atom, Code

STEPS = 1777
"""Length that stands for any: a program traced with arrays so long runs with as many as it gets."""
NEAR = 8
"""By how much an array may be shorter or longer than the steps [-]."""
UNROLL = 256
"""Entries up to which an array is taken apart into scalars."""

Scalars = Any
"""An array of `Atom`, which types of numpy cannot tell."""
Value = Any
"""Scalars, or a `Long`."""
Rule = Callable[..., list[Any]]
RULES: dict[str, Rule] = {}
"""How each primitive of JAX is written; what is not here cannot be."""


def rule(*names: str) -> Callable[[Rule], Rule]:
    """Mark a function as the way that some primitives are written.

    It takes the writer, parameters, shapes of the results and the arguments.

    Args:
        names: of the primitives.
    """

    def mark(function: Rule) -> Rule:
        RULES.update(dict.fromkeys(names, function))
        return function

    return mark


@dataclass(frozen=True)
class Row:
    """One long row of numbers."""

    kind: str
    """Kind of its entries."""
    at: Callable[[Atom], Atom]
    """The entry at an index."""
    ready: bool = False
    """Whether an entry costs a load only."""
    name: str | None = None
    """Of the array of C with an entry for each car, where there is one."""
    table: str | None = None
    """Of the table that it begins, where it is one."""


class Long:
    """An array whose last axis is long."""

    def __init__(self, rows: Any, length: int) -> None:
        """Take its rows.

        Args:
            rows: an array of `Row` in the shape of the other axes.
            length: entries of each row.
        """
        self.rows, self.length = rows, length

    @property
    def shape(self) -> tuple[int, ...]:
        """Its shape."""
        return (*self.rows.shape, self.length)

    @property
    def ndim(self) -> int:
        """Its axes."""
        return self.rows.ndim + 1

    @classmethod
    def of(cls, row: Row, length: int) -> "Long":
        """Return the array of one row.

        Args:
            row: the row.
            length: its entries.
        """
        rows = np.empty((), object)
        rows[()] = row
        return cls(rows, length)

    def each(self, change: Callable[[Row], Row], length: int | None = None) -> "Long":
        """Return the array with every row changed.

        Args:
            change: what becomes of a row.
            length: entries of the new rows; None is as many.
        """
        rows = np.empty(self.rows.shape, object)
        for place in np.ndindex(rows.shape):
            rows[place] = change(self.rows[place])
        return Long(rows, self.length if length is None else length)


class Writer:
    """The C of one program while its jaxpr is walked."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.code = Code()
        self.stores: list[tuple[str, int]] = []
        self.tables: dict[tuple[Any, ...], str] = {}
        self.table_values: dict[str, np.ndarray] = {}

    def run(self, jaxpr: Any, consts: Iterable[Any], args: Iterable[Any]) -> list[Any]:
        """Write a jaxpr and return its results.

        Args:
            jaxpr: an open jaxpr.
            consts: values of its constants.
            args: values of its arguments.

        Raises:
            NotImplementedError: for a primitive without a rule, by name.
        """
        uses = Counter(v for eqn in jaxpr.eqns for v in eqn.invars if not hasattr(v, "val"))
        values = dict(zip(jaxpr.constvars, consts, strict=True))
        values.update(zip(jaxpr.invars, args, strict=True))

        def read(v: Any) -> Any:
            return self.array(v.val) if hasattr(v, "val") else values[v]

        for eqn in jaxpr.eqns:
            name = eqn.primitive.name
            if name not in RULES:
                raise NotImplementedError(f"no C for the primitive {name}: {eqn.params}")
            shapes = [v.aval for v in eqn.outvars]
            found = RULES[name](self, eqn.params, shapes, *[read(v) for v in eqn.invars])
            for v, value in zip(eqn.outvars, found, strict=True):
                shared = isinstance(value, Long) and uses[v] > 1
                values[v] = self.kept(value) if shared else value
        return [read(v) for v in jaxpr.outvars]

    def closed(self, jaxpr: Any, args: Iterable[Any]) -> list[Any]:
        """Write a jaxpr inside another.

        Args:
            jaxpr: a closed or an open jaxpr.
            args: values of its arguments.
        """
        if hasattr(jaxpr, "consts"):
            return self.run(jaxpr.jaxpr, [self.array(c) for c in jaxpr.consts], args)
        return self.run(jaxpr, [], args)

    def array(self, known: Any) -> Value:
        """Return a known array.

        Args:
            known: its numbers.
        """
        numbers = np.asarray(known)
        if numbers.size > UNROLL:
            return self.table(numbers)
        out = np.empty(numbers.shape, object)
        for place in np.ndindex(numbers.shape):
            out[place] = self.code.number(numbers[place])
        return out

    def table(self, numbers: np.ndarray) -> Long:
        """Return a known array as a table of the program.

        Args:
            numbers: the array.
        """
        name, kind = self.table_name(numbers), "f" if numbers.dtype.kind == "f" else "i"
        length = numbers.shape[-1]
        rows = np.empty(numbers.shape[:-1], object)
        for number, place in enumerate(np.ndindex(rows.shape)):
            offset = number * length

            def at(index: Atom, offset: int = offset) -> Atom:
                where = self.shifted(index, offset)
                return self.code.new(kind, f"K({name}[{where.text}])", [where])

            rows[place] = Row(kind, at, ready=True, table=name)
        made = Long(rows, length)
        if numbers.dtype.kind == "b":
            zero = self.code.number(0)
            made = made.each(lambda row: Row("b", lambda i: self.code.op("ne", row.at(i), zero)))
        return made

    def table_name(self, numbers: np.ndarray) -> str:
        """Return the name of the table of C that holds some numbers.

        Args:
            numbers: the array.
        """
        key = (numbers.shape, numbers.astype(float).tobytes())
        if key not in self.tables:
            self.tables[key] = f"table_{len(self.tables)}"
            self.table_values[self.tables[key]] = numbers.astype(float)
        return self.tables[key]

    def shifted(self, index: Atom, by: int) -> Atom:
        """Return an index further on.

        Args:
            index: the index.
            by: how much further.
        """
        if not by:
            return index
        if index.name is None:
            return replace(index, value=index.value + by)
        return self.code.new("n", f"{index.text} {'+' if by > 0 else '-'} {abs(by)}", [index])

    def stored(self, kind: str, length: int) -> tuple[Row, Callable[[Atom, Atom], None]]:
        """Return an array of C with an entry for each car, and what writes into it.

        Args:
            kind: kind of its entries.
            length: how many there are.
        """
        name = f"a{len(self.stores)}"
        self.stores.append((name, length))
        # Who reads stands at least as deep as the loop that wrote.
        depth = self.code.depth

        def put(index: Atom, value: Atom) -> None:
            number = self.code.op("number", value) if value.kind == "b" else value
            self.code.say(f"{name}[{index.text}] = {number.text};")

        def at(index: Atom) -> Atom:
            read = "f" if kind == "b" else kind
            found = self.code.new(read, f"{name}[{index.text}]", [index], max(index.depth, depth))
            return self.code.op("ne", found, self.code.number(0.0)) if kind == "b" else found

        return Row(kind, at, ready=True, name=name), put

    def kept(self, value: Long) -> Long:
        """Return a long array that is computed once.

        Args:
            value: the array.
        """

        def keep(row: Row) -> Row:
            if row.ready:
                return row
            made, put = self.stored(row.kind, value.length)
            self.code.loop(length_of(value.length), lambda i: put(i, row.at(i)))
            return made

        return value.each(keep)

    def short(self, value: Value) -> Scalars:
        """Return an array taken apart into scalars.

        Args:
            value: the array.
        """
        if isinstance(value, np.ndarray):
            return value
        out = np.empty(value.shape, object)
        for place in np.ndindex(value.shape):
            out[place] = value.rows[place[:-1]].at(Atom(None, "n", 0, place[-1]))
        return out

    def long(self, value: Value) -> Long:
        """Return an array as one along which a loop can go.

        Args:
            value: the array.
        """
        if isinstance(value, Long):
            return value
        flat = list(value.ravel())
        if all(atom.name is None for atom in flat):
            dtype = {"f": float, "i": int, "b": bool}[flat[0].kind]
            return self.table(np.array([atom.value for atom in flat], dtype).reshape(value.shape))
        rows = np.empty(value.shape[:-1], object)
        for place in np.ndindex(rows.shape):
            rows[place], put = self.stored(flat[0].kind, value.shape[-1])
            for number, atom in enumerate(value[place]):
                put(Atom(None, "n", 0, number), atom)
        return Long(rows, value.shape[-1])


def kind_of(aval: Any) -> str:
    """Return the kind of an array's entries.

    Args:
        aval: shape and type of the array.
    """
    return {"b": "b", "i": "i", "u": "i", "f": "f"}[np.dtype(aval.dtype).kind]


def length_of(size: int) -> str:
    """Return a length as C writes it.

    Args:
        size: the length with which the program was traced.
    """
    beyond = size - STEPS
    if abs(beyond) > NEAR:
        return str(size)
    return "steps" if not beyond else f"(steps {'+' if beyond > 0 else '-'} {abs(beyond)})"


def is_symbolic(size: int) -> bool:
    """Say whether a length is known only when the program runs.

    Args:
        size: the length with which the program was traced.
    """
    return abs(size - STEPS) <= NEAR
