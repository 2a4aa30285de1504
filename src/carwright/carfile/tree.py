"""YAML text as a tree of nodes that know their line: mappings, sequences and plain values.

YAML 1.2: `no` and `on` are words and `12:30` is text. Anchors, aliases and tags are refused, so
that a small file cannot unfold into a large one; so are repeated keys.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from carwright.carfile.place import Place
from carwright.carfile.text_file import UNPRINTABLE
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
    builder = _Builder(file)
    try:
        return builder.build(YAML(typ="safe", pure=True).parse(text))
    except MarkedYAMLError as error:
        raise _malformed(error, file) from None
    except (YAMLError, ValueError, OverflowError) as error:
        raise builder.place.error(f"not valid YAML: {error}", remedy="correct the syntax") from None


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

    def build(self, events: Iterable[Any]) -> Node:
        for event in events:
            place = self.place = Place(self.place.file, event.start_mark.line + 1)
            if isinstance(event, DocumentStartEvent) and self._root is not None:
                raise place.error("a second document", remedy="write one car a file")
            if isinstance(event, NodeEvent):
                self._refuse(event, place)
                self._enter(event, place)
            elif isinstance(event, CollectionEndEvent):
                self._put(self._open.pop().close())
        return self._root or Scalar(1, None)

    def _refuse(self, event: Any, place: Place) -> None:
        key = self._open[-1].key if self._open else None
        if isinstance(event, AliasEvent) or event.anchor is not None:
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
                value=str(event.tag),
                remedy="remove it; put text that begins with ! in quotes",
            )
        self._count += 1
        if self._count > MOST_NODES:
            raise place.error("too many keys and values", allowed=f"up to {MOST_NODES:,}")

    def _enter(self, event: Any, place: Place) -> None:
        if not isinstance(event, ScalarEvent):
            if len(self._open) >= DEEPEST:
                raise place.error("nested too deeply", allowed=f"up to {DEEPEST} levels")
            if self._wants_key():
                raise place.error("a key is no list or mapping", remedy="write key: value")
            self._open.append(_Open(place.line, isinstance(event, MappingStartEvent)))
        elif self._wants_key():
            self._key(event.value, place)
        else:
            self._check(event.value, place)
            quoted = event.style is not None
            value = event.value if quoted else resolve(event.value)
            self._put(Scalar(place.line, value))

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


def _malformed(error: MarkedYAMLError, file: str) -> InputError:
    mark = error.problem_mark or error.context_mark
    problem = (error.problem or error.context or "syntax error").split("\n")[0]
    where = f", column {mark.column + 1}" if mark else ""
    tab = "indent with spaces, not tabs" if "'\\t'" in problem else None
    return InputError(
        f"not valid YAML{where}: {problem}",
        file=file,
        line=mark.line + 1 if mark else None,
        remedy=tab or "correct the syntax; text with : or # in it goes in quotes",
    )
