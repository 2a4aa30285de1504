"""The sources of a dossier as those of a car file."""

from typing import Any

from carwright.carfile.place import Place, Route
from carwright.carfile.schema import Source, keys_of
from carwright.carfile.tree import Mapping, Node, Scalar, Sequence, plain

_ID = "id"
_NOT_KEPT = ("stored",)
"""What says something of the collection of the dossier and nothing of the source."""
_NOTE = "note"
"""End of the keys that hold a note, whatever it is about."""
_KEYS = tuple(key for key in keys_of(Source) if key not in ("citing", "note"))


def read_sources(listed: Sequence, file: str, places: dict[Route, Place]) -> dict[str, Any]:
    """Return the sources of a dossier in the shape of those of a car file.

    Args:
        listed: the list of sources.
        file: name of the dossier, for errors.
        places: places by route; those of the sources are added.

    Raises:
        InputError: if one of them is no mapping, or has no id or that of another one.
    """
    places["sources",] = Place(file, listed.line)
    found: dict[str, Any] = {}
    for node in listed.items:
        place = Place(file, node.line)
        if not isinstance(node, Mapping):
            raise place.error("a source is a mapping of keys to values", remedy="begin with id")
        name = _name(node, place)
        if name in found:
            raise Place(file, node.lines[_ID]).error(
                "two sources have this id",
                key=_ID,
                value=name,
                remedy=f"rename one; the first is in line {places['sources', name].line}",
            )
        places["sources", name] = place
        places |= {("sources", name, key): Place(file, line) for key, line in node.lines.items()}
        found[name] = _source(name, node)
    return found


def words(node: Node) -> Any:
    """Return what stands at a key that takes words, lists joined; text as it is.

    Args:
        node: what stands there.
    """
    value = plain(node)
    if isinstance(value, tuple):
        return ", ".join(_written(part) for part in value)
    return value


def as_note(note: object, others: dict[str, Any]) -> dict[str, Any]:
    """Return the key `note` with everything that has no key of its own, or nothing.

    Args:
        note: the note itself, None where there is none.
        others: what else is said, by key.
    """
    extra = [f"{key.replace('_', ' ')}: {_written(value)}" for key, value in others.items()]
    parts = [str(note)] if note is not None else []
    return {"note": "; ".join([*parts, *extra])} if parts or extra else {}


def _name(node: Mapping, place: Place) -> str:
    named = node.entries.get(_ID)
    name = named.value if isinstance(named, Scalar) else None
    if name is None or isinstance(name, bool):
        raise place.error("the source has no id", key=_ID, remedy="write - id: a-name")
    return str(name)


def _source(name: str, node: Mapping) -> dict[str, Any]:
    told = {
        key: value
        for key, value in node.entries.items()
        if key not in (_ID, *_NOT_KEPT) and plain(value) is not None
    }
    source: dict[str, Any] = {"id": name}
    source |= {key: words(told[key]) for key in _KEYS if key in told}
    cited = plain(told["citing"]) if "citing" in told else ()
    # Words are one origin, whatever commas they hold; only a list holds several.
    cited = cited if isinstance(cited, tuple) else (cited,)
    source["citing"] = tuple(part for part in cited if part != "")
    notes = [str(words(value)) for key, value in told.items() if key.endswith(_NOTE)]
    known = (*_KEYS, "citing")
    others = {
        key: words(value)
        for key, value in told.items()
        if key not in known and not key.endswith(_NOTE)
    }
    return source | as_note("; ".join(notes) or None, others)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return ", ".join(f"{key} {_written(part)}" for key, part in value.items())
    if isinstance(value, tuple):
        return ", ".join(_written(part) for part in value)
    return str(value)
