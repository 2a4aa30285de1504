"""A car file as plain data of one shape, before its parent is known.

Bare numbers have become claims, and every value has its place. Here stand the checks that need no
other part of the file: unknown keys, values of the wrong kind, numbers out of bounds.
"""

from dataclasses import dataclass
from typing import Any

from carwright.carfile.place import Place, Route, nearest_place
from carwright.carfile.schema import FORMAT_VERSION, CarFile, Claim, Said, Source, keys_of
from carwright.carfile.tree import Mapping, Node, Scalar, Sequence, plain
from carwright.carfile.unknown_key import unknown_key
from carwright.carfile.value_check import check_claim, check_statement
from carwright.carfile.vocabulary import SECTIONS, DateRow, NumberRow, Row

_CAR_KEYS, _CLAIM_KEYS = keys_of(CarFile), keys_of(Claim)
_SAID_KEYS, _SOURCE_KEYS = keys_of(Said), keys_of(Source)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file says, in the shape of `CarFile` but not yet checked against it."""

    data: dict[str, Any]
    """Keys as in the file; lists are tuples [-]."""
    places: dict[Route, Place]
    """Where each value stands [-]."""


def top(root: Node, file: str) -> Mapping:
    """Return the root of a car file, if it is one of the right version.

    Args:
        root: the tree.
        file: its name, for the error.

    Raises:
        InputError: if it is no mapping, has unknown keys, or is of another version.
    """
    if not isinstance(root, Mapping):
        found = "empty" if root == Scalar(root.line, None) else "no mapping"
        raise Place(file, root.line).error(
            f"a car file is a mapping of keys to values, this is {found}",
            remedy="begin with format_version: 1",
        )
    version = root.entries.get("format_version")
    if version is None:
        _check_keys(root, file, "a car file", _CAR_KEYS)
        raise Place(file, root.line).error(
            "the key format_version is missing", remedy="begin with format_version: 1"
        )
    value = plain(version)
    if value != FORMAT_VERSION or isinstance(value, bool):
        raise Place(file, root.lines["format_version"]).error(
            "this version of the format is not known",
            key="format_version",
            value=value,
            allowed=str(FORMAT_VERSION),
            remedy="write 1, or update carwright if the file is newer",
        )
    _check_keys(root, file, "a car file", _CAR_KEYS)
    return root


def draft(root: Mapping, file: str, main: str | None) -> Draft:
    """Return the file as plain data.

    Args:
        root: its root.
        file: its name, for errors.
        main: the main source of its parent, for bare numbers where the file names none.

    Raises:
        InputError: if a key is unknown, or a value is not what its key holds.
    """
    own = root.entries.get("source")
    drafter = _Drafter(file, root.line, main if own is None else plain(own))
    for key, node in root.entries.items():
        drafter.add(key, node, root.lines[key])
    return Draft(drafter.data, drafter.places)


class _Drafter:
    def __init__(self, file: str, line: int, main: Any) -> None:
        self._file = file
        self._main = main
        self.data: dict[str, Any] = {}
        self.places: dict[Route, Place] = {(): Place(file, line)}

    def add(self, key: str, node: Node, line: int) -> None:
        self.places[(key,)] = Place(self._file, line)
        empty = isinstance(node, Scalar) and node.value is None
        if key in SECTIONS:
            self.data[key] = {} if empty else self._section(key, node)
        elif key == "sources":
            self.data[key] = {} if empty else self._sources(node)
        elif key == "said":
            self.data[key] = () if empty else self._said(node)
        elif key == "notes" and empty:
            self.data[key] = ()
        elif empty:
            raise self._place((key,)).error(
                "nothing stands here", key=key, remedy="write a value, or remove the key"
            )
        else:
            self.data[key] = self._plain((key,), node)

    def _place(self, route: Route) -> Place:
        return nearest_place(self.places, route)

    def _plain(self, route: Route, node: Node) -> Any:
        if isinstance(node, Sequence):
            for index, item in enumerate(node.items):
                self.places[(*route, index)] = Place(self._file, item.line)
        return plain(node)

    def _mapping(self, route: Route, node: Node, what: str) -> Mapping:
        if not isinstance(node, Mapping):
            raise self._place(route).error(
                f"{what} is a mapping of keys to values",
                key=next(str(name) for name in reversed(route) if isinstance(name, str)),
                value=plain(node) if isinstance(node, Scalar) else None,
                remedy="write key: value",
            )
        for key, line in node.lines.items():
            self.places[(*route, key)] = Place(self._file, line)
        return node

    def _section(self, section: str, node: Node) -> dict[str, tuple[dict[str, Any], ...]]:
        rows = SECTIONS[section]
        entries = self._mapping((section,), node, section)
        _check_keys(entries, self._file, section, rows)
        return {
            key: self._claims(rows[key], (section, key), value)
            for key, value in entries.entries.items()
        }

    def _claims(self, row: Row, route: Route, node: Node) -> tuple[dict[str, Any], ...]:
        if not isinstance(node, Sequence):
            return (self._claim(row, (*route, 0), node),)
        if not node.items:
            raise self._place(route).error(
                "the list is empty", key=row.key, remedy="write a claim, or remove the key"
            )
        for index, item in enumerate(node.items):
            self.places[(*route, index)] = Place(self._file, item.line)
        return tuple(self._claim(row, (*route, i), item) for i, item in enumerate(node.items))

    def _claim(self, row: Row, route: Route, node: Node) -> dict[str, Any]:
        if isinstance(node, Mapping):
            self._mapping(route, node, "a claim")
            _check_keys(node, self._file, "a claim", _CLAIM_KEYS)
            claim = {key: self._value(route, key, value) for key, value in node.entries.items()}
        else:
            claim = {"value": plain(node)}
        check_claim(row, claim, self.places, route)
        self._add_source(claim, route, row.key)
        return as_kept(row, claim)

    def _value(self, route: Route, key: str, node: Node) -> Any:
        if isinstance(node, Scalar) and node.value is None:
            raise self._place((*route, key)).error(
                "nothing stands here", key=key, remedy="write a value, or remove the key"
            )
        return self._plain((*route, key), node)

    def _add_source(self, claim: dict[str, Any], route: Route, key: str) -> None:
        if "from" in claim:
            return
        if self._main is None:
            raise self._place(route).error(
                "no source is named, and the file has no main source",
                key=key,
                value=claim.get("value"),
                remedy="write {value: ..., from: a-source}, or name the main source under source",
            )
        claim["from"] = self._main

    def _sources(self, node: Node) -> dict[str, dict[str, Any]]:
        entries = self._mapping(("sources",), node, "sources")
        found = {}
        for name, value in entries.entries.items():
            route = ("sources", name)
            source = self._mapping(route, value, "a source")
            _check_keys(source, self._file, "a source", _SOURCE_KEYS)
            found[name] = {
                "id": name,
                **{key: self._value(route, key, item) for key, item in source.entries.items()},
            }
        return found

    def _said(self, node: Node) -> tuple[dict[str, Any], ...]:
        if not isinstance(node, Sequence):
            raise self._place(("said",)).error(
                "said is a list", key="said", remedy="write - {what: ..., value: ..., from: ...}"
            )
        return tuple(self._statement(("said", i), item) for i, item in enumerate(node.items))

    def _statement(self, route: Route, node: Node) -> dict[str, Any]:
        self.places[route] = Place(self._file, node.line)
        entries = self._mapping(route, node, "a statement")
        _check_keys(entries, self._file, "a statement", _SAID_KEYS)
        said = {key: self._value(route, key, value) for key, value in entries.entries.items()}
        check_statement(said, self.places, route)
        self._add_source(said, route, "said")
        return said


def _check_keys(node: Mapping, file: str, what: str, known: Any) -> None:
    for key, value in node.entries.items():
        if key not in known:
            raise unknown_key(key, plain(value), Place(file, node.lines[key]), what, known)


def as_kept(row: Row, claim: dict[str, Any]) -> dict[str, Any]:
    """Return a checked claim with numbers as floats and dates as text.

    Args:
        row: its key.
        claim: the claim, keys as in the file.
    """
    if not isinstance(row, NumberRow | DateRow):
        return claim
    kind = float if isinstance(row, NumberRow) else str
    return claim | {name: kind(claim[name]) for name in ("value", "low", "high") if name in claim}
