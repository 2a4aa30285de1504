"""Scalars of the C that is emitted: one line an operation, folded, shared and hoisted.

A line stands in the innermost loop that one of its arguments belongs to, so that what a loop does
not change is computed before it; the same operation of the same arguments is written once.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

SIGNS = {"add": "+", "sub": "-", "mul": "*", "div": "/"}
COMPARISONS = ("lt", "le", "gt", "ge", "eq", "ne")
CALLS = ("exp", "log", "sqrt", "abs", "floor", "sign", "pow", "max", "min", "trunc")
LOGIC = ("and", "or", "not")
SYMMETRIC = ("add", "mul", "max", "min", "and", "or", "eq", "ne")
YES_OR_NO = {*COMPARISONS, *LOGIC, "finite"}
FOLDS: dict[str, Callable[..., Any]] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "max": np.maximum,
    "min": np.minimum,
    "lt": np.less,
    "le": np.less_equal,
    "gt": np.greater,
    "ge": np.greater_equal,
    "eq": np.equal,
    "ne": np.not_equal,
    "and": np.logical_and,
    "or": np.logical_or,
    "not": np.logical_not,
    "neg": np.negative,
    "exp": np.exp,
    "log": np.log,
    "sqrt": np.sqrt,
    "abs": np.abs,
    "pow": np.power,
    "floor": np.floor,
    "number": float,
    "trunc": np.trunc,
    "finite": np.isfinite,
    "sign": np.sign,
}
"""What an operation of known numbers comes to; `exp` is rounded as numpy does."""
TYPES = {"b": "B", "n": "int64_t", "f": "D", "i": "D"}
_NAMES = re.compile(r"\b[vr]\d+\b")
_MADE = re.compile(r"\s*const \w+ ([vr]\d+) = ")


@dataclass(frozen=True, slots=True)
class Atom:
    """A scalar: a number that is known, or a name of C."""

    name: str | None
    """Name in C; None where the value is known."""
    kind: str
    """f number, i whole number (which C keeps as a number), b yes or no, n an index of C."""
    depth: int = 0
    """How many loops stand around it."""
    value: Any = None
    """What it is, where that is known."""

    @property
    def text(self) -> str:
        """How C writes it."""
        if self.name is not None:
            return self.name
        if self.kind == "b":
            return "YES" if self.value else "NO"
        if self.kind == "n":
            return str(self.value)
        value = float(self.value)
        if np.isnan(value):
            return "K(NAN)"
        return f"K({value!r})".replace("inf", "INFINITY")

    def is_known(self, value: float) -> bool:
        """Say whether it is known to be a value.

        Args:
            value: the value.
        """
        return self.name is None and self.value == value


class Scope:
    """The lines of one loop, or of the whole program."""

    def __init__(self) -> None:
        """Begin with none."""
        self.lines: list[str] = []
        self.known: dict[tuple[str, str], Atom] = {}


class Code:
    """The C of one program while it is written."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.scopes = [Scope()]
        self.count = 0
        self.made: dict[str, tuple[Any, ...]] = {}

    def fresh(self, letter: str) -> str:
        """Return a name that nothing has.

        Args:
            letter: what it begins with.
        """
        self.count += 1
        return f"{letter}{self.count}"

    def new(self, kind: str, expression: str, args: list[Atom], depth: int | None = None) -> Atom:
        """Return the scalar that an expression gives; the same expression gives the same scalar.

        Args:
            kind: kind of the scalar.
            expression: text of C.
            args: what it reads.
            depth: loops around it; None is those of its arguments.
        """
        depth = max([atom.depth for atom in args] + [0]) if depth is None else depth
        scope = self.scopes[depth]
        if (expression, kind) not in scope.known:
            name = self.fresh("v")
            scope.lines.append(f"const {TYPES[kind]} {name} = {expression};")
            scope.known[expression, kind] = Atom(name, kind, depth)
        return scope.known[expression, kind]

    def say(self, line: str) -> None:
        """Write a line that is no scalar, in the innermost loop.

        Args:
            line: text of C.
        """
        self.scopes[-1].lines.append(line)

    @property
    def depth(self) -> int:
        """Loops that are open."""
        return len(self.scopes) - 1

    def number(self, value: Any) -> Atom:
        """Return a known number.

        Args:
            value: a scalar of numpy or Python.
        """
        array = np.asarray(value)
        kind = {"b": "b", "i": "i", "u": "i", "f": "f"}[array.dtype.kind]
        return Atom(None, kind, 0, array.item())

    def op(self, name: str, *args: Atom) -> Atom:
        """Return what one operation gives: folded where its arguments are known.

        Args:
            name: of the operation.
            args: of the operation.

        Raises:
            NotImplementedError: if there is no such operation in C.
        """
        if name in FOLDS and all(atom.name is None for atom in args):
            return self._folded(name, *args)
        simple = self._simpler(name, *args)
        if simple is not None:
            return simple
        if name in SYMMETRIC and args[0].text > args[1].text:
            args = args[::-1]
        if name == "div" and args[1].depth < self._deepest(args):
            # What a loop divides by is turned over before it.
            return self.op("mul", args[0], self.op("div", self.number(1.0), args[1]))
        made = self.new(_kind(name, args), _expression(name, args), list(args))
        if made.name is not None:
            self.made.setdefault(made.name, (name, *args))
        return made

    def power(self, base: Atom, exponent: int) -> Atom:
        """Return a whole power, by squaring.

        Args:
            base: of the power.
            exponent: of the power.
        """
        if exponent < 0:
            return self.op("div", self.number(1.0), self.power(base, -exponent))
        result = None
        while exponent:
            if exponent & 1:
                result = base if result is None else self.op("mul", result, base)
            exponent >>= 1
            if exponent:
                base = self.op("mul", base, base)
        return self.number(1.0) if result is None else result

    def convert(self, atom: Atom, dtype: Any) -> Atom:
        """Return a scalar as another type.

        Args:
            atom: the scalar.
            dtype: the type.
        """
        to = {"b": "b", "i": "i", "u": "i", "f": "f"}[np.dtype(dtype).kind]
        if to == atom.kind:
            return atom
        if to == "b":
            return self.op("ne", atom, self.number(0.0))
        if atom.name is None:
            return Atom(None, to, 0, float(atom.value) if to == "f" else int(atom.value))
        if atom.kind == "b":
            return replace(self.op("number", atom), kind=to)
        return self.op("trunc", atom) if to == "i" else replace(atom, kind="f")

    def loop(
        self,
        length: str,
        body: Callable[[Atom], None],
        *,
        reverse: bool = False,
    ) -> None:
        """Write a loop over an index.

        Args:
            length: number of turns, as C writes it.
            body: writes what one turn does.
            reverse: whether it runs from the end.
        """
        index = self.fresh("i")
        head = f"for (int64_t {index} = 0; {index} < {length}; {index}++)"
        if reverse:
            head = f"for (int64_t {index} = ({length}) - 1; {index} >= 0; {index}--)"
        self.block(head, lambda: body(Atom(index, "n", self.depth)))

    def block(self, head: str, body: Callable[[], None]) -> None:
        """Write lines that stand together under a head, such as those of a loop.

        Args:
            head: what C writes before them.
            body: writes them.
        """
        self.scopes.append(Scope())
        body()
        inner = self.scopes.pop()
        # What the lines hoist stands before them: in the scope that is open now.
        self.scopes[-1].lines += [head + " {", *("    " + line for line in inner.lines), "}"]

    def variable(self, start: Atom) -> Atom:
        """Return a scalar that a loop may change.

        Args:
            start: what it is before the loop.
        """
        name = self.fresh("c")
        self.say(f"{TYPES[start.kind]} {name} = {start.text};")
        return Atom(name, start.kind, self.depth + 1)

    def assign(self, variables: list[Atom], values: list[Atom]) -> None:
        """Give variables new values, all at once.

        Args:
            variables: the variables.
            values: the values, which may be other variables.
        """
        names = {atom.name for atom in variables}
        pairs = []
        for variable, value in zip(variables, values, strict=True):
            if value.name == variable.name:
                continue
            given = value
            if value.kind == "b" and variable.kind != "b":
                given = self.op("number", value)
            if given.name in names:
                copy = self.fresh("v")
                self.say(f"const {TYPES[given.kind]} {copy} = {given.name};")
                given = replace(given, name=copy)
            pairs.append((variable, given))
        for variable, given in pairs:
            self.say(f"{variable.name} = {given.text};")

    def _folded(self, name: str, *args: Atom) -> Atom:
        with np.errstate(all="ignore"):
            value = FOLDS[name](*(atom.value for atom in args))
        kind = args[0].kind
        if name in YES_OR_NO:
            kind = "b"
        elif name in ("number", "div"):
            kind = "f"
        return Atom(None, kind, 0, np.asarray(value).item())

    def _deepest(self, args: tuple[Atom, ...]) -> int:
        return max(atom.depth for atom in args)

    def _simpler(self, name: str, *args: Atom) -> Atom | None:
        """What an operation comes to where an argument is 0, 1, yes or no; numbers are finite."""
        rule = _SIMPLER.get(name)
        if rule is not None:
            return rule(self, *args)
        if name in ("gt", "ne") and args[-1].is_known(0):
            return self._was(args[0])
        return None

    def _was(self, atom: Atom) -> Atom | None:
        """The yes or no that a number was made of."""
        made = self.made.get(atom.name or "")
        return made[1] if made is not None and made[0] == "number" else None


def living(lines: list[str]) -> list[str]:
    """Return lines without those that make what nothing reads.

    Args:
        lines: lines of C in their order.
    """
    kept: list[str] = []
    read: set[str] = set()
    for line in reversed(lines):
        made = _MADE.match(line)
        if made and made[1] not in read:
            continue
        names = _NAMES.findall(line)
        read.update(names[1:] if made else names)
        kept.append(line)
    return kept[::-1]


def _kind(name: str, args: tuple[Atom, ...]) -> str:
    if name in YES_OR_NO:
        return "b"
    if name == "select":
        return args[1].kind
    return {"number": "f", "trunc": "i"}.get(name, args[-1].kind)


def _expression(name: str, args: tuple[Atom, ...]) -> str:
    texts = [atom.text for atom in args]
    if name in SIGNS:
        return f"{texts[0]} {SIGNS[name]} {texts[1]}"
    if name == "neg":
        return f"-{texts[0]}"
    if name in (*COMPARISONS, *CALLS, *LOGIC, "finite", "number"):
        return f"{name.upper()}({', '.join(texts)})"
    if name == "select":
        return f"{'CHOOSE' if args[1].kind == 'b' else 'SELECT'}({', '.join(texts)})"
    raise NotImplementedError(f"no C for the operation {name}")


def _add(code: Code, a: Atom, b: Atom) -> Atom | None:
    return b if a.is_known(0) else a if b.is_known(0) else None


def _sub(code: Code, a: Atom, b: Atom) -> Atom | None:
    if a.is_known(0):
        return code.op("neg", b)
    return a if b.is_known(0) else None


def _mul(code: Code, a: Atom, b: Atom) -> Atom | None:
    if a.is_known(0) or b.is_known(0):
        return code.number(0.0 if "f" in (a.kind, b.kind) else 0)
    return b if a.is_known(1) else a if b.is_known(1) else None


def _div(code: Code, a: Atom, b: Atom) -> Atom | None:
    return a if b.is_known(1) or a.is_known(0) else None


def _and(code: Code, a: Atom, b: Atom) -> Atom | None:
    for one, other in ((a, b), (b, a)):
        if one.name is None:
            return other if one.value else one
    return None


def _or(code: Code, a: Atom, b: Atom) -> Atom | None:
    for one, other in ((a, b), (b, a)):
        if one.name is None:
            return one if one.value else other
    return None


def _select(code: Code, where: Atom, yes: Atom, no: Atom) -> Atom | None:
    if where.name is None:
        return yes if where.value else no
    return yes if yes == no else None


def _extreme(code: Code, a: Atom, b: Atom) -> Atom | None:
    return a if a == b else None


_SIMPLER: dict[str, Callable[..., Atom | None]] = {
    "add": _add,
    "sub": _sub,
    "mul": _mul,
    "div": _div,
    "and": _and,
    "or": _or,
    "select": _select,
    "max": _extreme,
    "min": _extreme,
}
