"""YAML text as events, each with its line: quickly where that is safe, else carefully.

ruamel.yaml reads YAML 1.2 and tells faults well, but takes a tenth of a second for a dossier.
libyaml (by PyYAML) takes a fifteenth of that and reads YAML 1.1. Text that the two read differently
(other marks of lines and of direction, tabs, directives, ends of documents, keys after a question
mark), and all that libyaml refuses, is left to ruamel.yaml.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import Any, NamedTuple

_ODD = re.compile("[\t\x85\u2028\u2029\ufeff]|^%|^[.][.][.]|(?:^|[\\s,\\[{])[?]", re.MULTILINE)
"""What YAML 1.1 and 1.2 read differently, or libyaml more leniently."""


class Kind(Enum):
    """Kind of an event."""

    DOCUMENT = auto()
    SCALAR = auto()
    SEQUENCE = auto()
    MAPPING = auto()
    ALIAS = auto()
    END = auto()


NODES = frozenset({Kind.SCALAR, Kind.SEQUENCE, Kind.MAPPING, Kind.ALIAS})
"""Kinds of what stands for a value."""
_KINDS = {
    "DocumentStartEvent": Kind.DOCUMENT,
    "ScalarEvent": Kind.SCALAR,
    "SequenceStartEvent": Kind.SEQUENCE,
    "MappingStartEvent": Kind.MAPPING,
    "AliasEvent": Kind.ALIAS,
    "SequenceEndEvent": Kind.END,
    "MappingEndEvent": Kind.END,
}


class Event(NamedTuple):
    """One piece of YAML."""

    kind: Kind
    """What it is [-]."""
    line: int
    """Where it begins, from 1 [-]."""
    text: str = ""
    """Of a scalar [-]."""
    quoted: bool = False
    """Whether a scalar stands in quotes or in a block, and so is text [-]."""
    anchor: str | None = None
    """Its anchor [-]."""
    tag: str | None = None
    """Its tag [-]."""


class YamlError(Exception):
    """The text is not YAML, or not such as this reader reads."""

    def __init__(self, what: str, line: int | None = None, column: int = 1) -> None:
        super().__init__(what)
        self.line, self.column = line, column


def quick(text: str) -> Iterator[Event]:
    """Yield the events of a text by libyaml.

    Args:
        text: the text.

    Raises:
        YamlError: if it is not YAML, YAML 1.2 may read it otherwise, or there is no libyaml.
    """
    if _ODD.search(text):
        raise YamlError("read by YAML 1.2 alone")
    import yaml

    if not yaml.__with_libyaml__:
        raise YamlError("no libyaml")
    try:
        yield from _events(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError as error:
        raise YamlError(str(error)) from None


def careful(text: str) -> Iterator[Event]:
    """Yield the events of a text by ruamel.yaml.

    Args:
        text: the text.

    Raises:
        YamlError: if it is not YAML 1.2.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml import error as ruamel

    try:
        yield from _events(YAML(typ="safe", pure=True).parse(text))
    except ruamel.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = (error.problem or error.context or "syntax error").split("\n")[0]
        raise YamlError(what, *((mark.line + 1, mark.column + 1) if mark else ())) from None
    except (ruamel.YAMLError, ValueError, OverflowError) as error:
        raise YamlError(str(error)) from None


def _events(told: Any) -> Iterator[Event]:
    for one in told:
        kind = _KINDS.get(type(one).__name__)
        if kind is None:
            continue
        line = one.start_mark.line + 1
        if kind is Kind.SCALAR:
            tag = None if one.tag is None else str(one.tag)
            yield Event(kind, line, one.value, bool(one.style), one.anchor, tag)
        elif kind in NODES:
            tag = getattr(one, "tag", None)
            yield Event(kind, line, anchor=one.anchor, tag=None if tag is None else str(tag))
        else:
            yield Event(kind, line)
