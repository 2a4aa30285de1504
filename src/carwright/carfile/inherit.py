"""A file and its parents: `inherits` names a car of the garage or a file beside this one.

Keys of the child replace those of the parent: one by one in figures, claims, programme and sources,
as a whole in `said` and `notes`. Each car has its own id and name.
"""

from dataclasses import dataclass
from pathlib import Path

from carwright.carfile.draft import Draft, draft, top
from carwright.carfile.garage import garage_ids, parent_path
from carwright.carfile.place import Place
from carwright.carfile.text_file import TextFile, is_there, read
from carwright.carfile.tree import Mapping, Scalar, grow
from carwright.errors import nearest

_KEY_BY_KEY = ("sources", "figures", "claims", "programme")
_OWN = ("id", "name", "inherits")


@dataclass(frozen=True, slots=True)
class Link:
    """A file of a chain of inheritance."""

    path: Path
    """Where it is [-]."""
    file: TextFile
    """What it holds [-]."""
    root: Mapping
    """The same as a tree [-]."""

    @property
    def inherits(self) -> str | None:
        """What its parent is called; None where it has none, or names none that could be."""
        node = self.root.entries.get("inherits")
        named = node.value if isinstance(node, Scalar) else None
        return named if isinstance(named, str) and named.strip() else None


def chain(path: Path) -> tuple[Link, ...]:
    """Return a file and its parents, the file itself first.

    Args:
        path: the file.

    Raises:
        InputError: if one of them cannot be read, or inherits from itself.
    """
    links: list[Link] = []
    seen: set[Path] = set()
    while True:
        file = read(path)
        root = top(grow(file.text, file.file), file.file)
        links.append(Link(path, file, root))
        seen.add(path.resolve())
        if "inherits" not in root.entries:
            return tuple(links)
        path = _parent(links[-1])
        if path.resolve() in seen:
            raise Place(file.file, root.lines["inherits"]).error(
                "the car inherits from itself",
                key="inherits",
                value=" > ".join(link.path.name for link in links),
                remedy="let one of these files inherit nothing",
            )


def merged(links: tuple[Link, ...]) -> Draft:
    """Return what a file says with all that it inherits.

    Args:
        links: the file and its parents, as `chain` returns them.

    Raises:
        InputError: if one of them holds an unknown key, or a value that its key cannot hold.
    """
    oldest, *younger = reversed(links)
    whole = draft(oldest.root, oldest.file.file, None)
    for link in younger:
        child = draft(link.root, link.file.file, whole.data.get("source"))
        whole = _over(whole, child)
    return whole


def _over(parent: Draft, child: Draft) -> Draft:
    data = {key: value for key, value in parent.data.items() if key not in _OWN}
    replaced = {(key,) for key in (*_OWN, *child.data) if key not in _KEY_BY_KEY} | {()}
    for key, value in child.data.items():
        if key in _KEY_BY_KEY:
            replaced |= {(key, name) for name in value}
            value = data.get(key, {}) | value
        data[key] = value
    kept = {
        route: place
        for route, place in parent.places.items()
        if route and not {route[:1], route[:2]} & replaced
    }
    return Draft(data, kept | child.places)


def _parent(link: Link) -> Path:
    named, node = link.inherits, link.root.entries["inherits"]
    place = Place(link.file.file, link.root.lines["inherits"])
    if named is None:
        raise place.error(
            "inherits names one car",
            key="inherits",
            value=node.value if isinstance(node, Scalar) else None,
            remedy="write an id of the garage",
        )
    path = parent_path(link.path, named)
    if not is_there(path):
        hit = nearest(named, garage_ids())
        raise place.error(
            "there is no such car to inherit from",
            key="inherits",
            value=named,
            remedy=f"did you mean {hit}?" if hit else "write an id of the garage, or a path",
        )
    return path
