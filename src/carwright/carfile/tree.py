"""YAML text as a tree of nodes that know their line: mappings, sequences and plain values.

YAML 1.2: `no` and `on` are words and `12:30` is text. Anchors, aliases and tags are refused, so
that a small file cannot unfold into a large one; so are repeated keys.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from carwright.carfile.place import Place
from carwright.carfile.text_file import UNPRINTABLE
from carwright.carfile.yaml_events import NODES, Event, Kind, YamlError, careful, quick
from carwright.errors import InputError

DEEPEST = 20
"""Deepest nesting [levels]; a car file needs six."""
MOST_NODES = 100_000
"""Most keys and values of one file; the fullest dossier so far has 3,000."""

_DECIMAL = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", re.ASCII)
_WHOLE = re.compile(r"[-+]?\d{1,18}", re.ASCII)
_WORDS: dict[str, bool | float | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
}

Value = bool | int | float | str | None


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value."""

    line: int
    value: Value


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    line: int
    items: "tuple[Scalar | Sequence | Mapping, ...]"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, and the line of each key."""

    line: int
    entries: "dict[str, Scalar | Sequence | Mapping]"
    lines: dict[str, int]


Node = Scalar | Sequence | Mapping


def grow(text: str, file: str) -> Node:
    """Return the tree of one YAML document.

    Args:
        text: the document.
        file: its name, for the error.

    Raises:
        InputError: if it is no YAML, or more of YAML than a car file may use.
    """
    try:
        return _Builder(file).build(quick(text))
    except YamlError:
        pass  # told by the careful reader, or read by it
    builder = _Builder(file)
    try:
        return builder.build(careful(text))
    except YamlError as fault:
        raise _malformed(fault, builder.place) from None


def plain(node: Node) -> Any:
    """Return a node as bare Python: dict, tuple or value.

    Args:
        node: any node.
    """
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.entries.items()}
    if isinstance(node, Sequence):
        return tuple(plain(item) for item in node.items)
    return node.value


def resolve(text: str) -> Value:
    """Return what an unquoted YAML 1.2 word stands for.

    Args:
        text: the word as it stands in the file.
    """
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


@dataclass(slots=True)
class _Open:
    """A mapping or sequence that is still being read."""

    line: int
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Node] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    key: str | None = None

    def close(self) -> Node:
        if self.is_mapping:
            return Mapping(self.line, self.entries, self.lines)
        return Sequence(self.line, tuple(self.items))


class _Builder:
    def __init__(self, file: str) -> None:
        self.place = Place(file, 1)
        self._open: list[_Open] = []
        self._count = 0
        self._root: Node | None = None

    def build(self, events: Iterable[Event]) -> Node:
        for event in events:
            place = self.place = Place(self.place.file, event.line)
            if event.kind is Kind.DOCUMENT and self._root is not None:
                raise place.error("a second document", remedy="write one car a file")
            if event.kind in NODES:
                self._refuse(event, place)
                self._enter(event, place)
            elif event.kind is Kind.END:
                self._put(self._open.pop().close())
        return self._root or Scalar(1, None)

    def _refuse(self, event: Event, place: Place) -> None:
        key = self._open[-1].key if self._open else None
        if event.kind is Kind.ALIAS or event.anchor is not None:
            raise place.error(
                "anchors (&) and aliases (*) are no part of a car file",
                key=key,
                value=event.anchor,
                remedy="write the value out; text that begins with & or * goes in quotes",
            )
        if event.tag is not None:
            raise place.error(
                "tags (!) are no part of a car file",
                key=key,
                value=event.tag,
                remedy="remove it; put text that begins with ! in quotes",
            )
        self._count += 1
        if self._count > MOST_NODES:
            raise place.error("too many keys and values", allowed=f"up to {MOST_NODES:,}")

    def _enter(self, event: Event, place: Place) -> None:
        if event.kind is not Kind.SCALAR:
            if len(self._open) >= DEEPEST:
                raise place.error("nested too deeply", allowed=f"up to {DEEPEST} levels")
            if self._wants_key():
                raise place.error("a key is no list or mapping", remedy="write key: value")
            self._open.append(_Open(place.line, event.kind is Kind.MAPPING))
        elif self._wants_key():
            self._key(event.text, place)
        else:
            self._check(event.text, place)
            self._put(Scalar(place.line, event.text if event.quoted else resolve(event.text)))

    def _wants_key(self) -> bool:
        return bool(self._open) and self._open[-1].is_mapping and self._open[-1].key is None

    def _key(self, key: str, place: Place) -> None:
        self._check(key, place)
        inside = self._open[-1]
        if key in inside.entries:
            raise place.error(
                "this key stands twice",
                key=key,
                remedy=f"keep one; the first is in line {inside.lines[key]}",
            )
        inside.key = key
        inside.lines[key] = place.line

    def _check(self, text: str, place: Place) -> None:
        found = UNPRINTABLE.search(text)
        if found:
            what = f"control character U+{ord(found[0]):04X}"
            raise place.error(what, value=text, remedy="remove it")

    def _put(self, node: Node) -> None:
        if not self._open:
            self._root = node
            return
        inside = self._open[-1]
        if not inside.is_mapping:
            inside.items.append(node)
        elif inside.key is not None:
            inside.entries[inside.key] = node
            inside.key = None


def _malformed(fault: YamlError, last: Place) -> InputError:
    if fault.line is None:
        return last.error(f"not valid YAML: {fault}", remedy="correct the syntax")
    tab = "indent with spaces, not tabs" if "'\\t'" in str(fault) else None
    return Place(last.file, fault.line).error(
        f"not valid YAML, column {fault.column}: {fault}",
        remedy=tab or "correct the syntax; text with : or # in it goes in quotes",
    )
