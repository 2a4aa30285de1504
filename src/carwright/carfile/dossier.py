"""A dossier, what was claimed of a car by whom and when, as a car file.

What has no key in a car file goes under `said`. What a dossier tells in hindsight, `about` and
`outcome`, is not read. Errors point into the dossier.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from carwright.carfile.best import best_claim, main_variant, of_variant
from carwright.carfile.dossier_claims import ClaimReader
from carwright.carfile.dossier_fields import as_field
from carwright.carfile.dossier_sources import read_sources
from carwright.carfile.draft import Draft
from carwright.carfile.labels import id_of, label
from carwright.carfile.physics_check import BELOW, NOT_ABOVE, check_physics
from carwright.carfile.place import Place
from carwright.carfile.said_class import said_class
from carwright.carfile.schema import CarFile, Claim, Said
from carwright.carfile.shape_check import shaped
from carwright.carfile.source_check import attributed, checked_sources
from carwright.carfile.text_file import read
from carwright.carfile.tree import Mapping, Node, Scalar, Sequence, grow, plain
from carwright.carfile.vocabulary import FIGURE_ROWS, NumberRow
from carwright.errors import nearest

HINDSIGHT = ("about", "outcome")
"""Keys of a dossier that are written after the event: never read."""
KEYS = ("car", *HINDSIGHT, "sources", "claims")
"""Keys of a dossier."""
_SHARED = set(Said.model_fields) & set(Claim.model_fields)


@dataclass(frozen=True, slots=True)
class Names:
    """What the user calls the car, where the dossier's label does not tell it well."""

    maker: str | None = None
    """Who makes it [-]."""
    name: str | None = None
    """What it is called, without its maker [-]."""


def read_dossier(path: Path, names: Names | None = None) -> CarFile:
    """Return a dossier as a car file; its path and digest are those of the dossier.

    Args:
        path: the dossier.
        names: what the car is called; None leaves that to the dossier's label.

    Raises:
        InputError: if it is no dossier, or something in it cannot be right.
    """
    file = read(path)
    root = _root(grow(file.text, file.file), file.file)
    draft = Draft({"format_version": 1}, {(): Place(file.file, root.line)})
    listed = {key: _listed(root, key, file.file) for key in ("sources", "claims")}
    draft.data["sources"] = read_sources(listed["sources"], file.file, draft.places)
    ClaimReader(file.file, draft).read(listed["claims"])
    draft.data["id"] = _id(root, path, file.file)
    sources = checked_sources(draft)
    given = names or Names()
    found = label(draft.data["id"], sources.values())
    draft.data["maker"] = given.maker or found.maker
    draft.data["name"] = given.name or found.name
    data = attributed(draft, sources)
    data |= {"path": path, "digest": hashlib.sha256(file.raw).hexdigest()}
    car = _made_whole(shaped(CarFile, data, draft.places))
    check_physics(car, draft.places)
    told = said_class(car)
    return car.model_copy(update={"body": told.body, "size": told.size})


def _root(root: Node, file: str) -> Mapping:
    if not isinstance(root, Mapping):
        raise Place(file, root.line).error(
            "a dossier is a mapping with sources and claims", remedy="begin with car: some-car"
        )
    for key, line in root.lines.items():
        if key == "format_version":
            raise Place(file, line).error("this is a car file already", remedy="use it as it is")
        if key not in KEYS:
            hit = nearest(key, KEYS)
            raise Place(file, line).error(
                "a dossier has no such key",
                key=key,
                allowed=", ".join(KEYS),
                remedy=f"did you mean {hit}?" if hit else "remove it",
            )
    if not {"car", "sources", "claims"} & set(root.entries):
        what = "this is no dossier: it has neither car, sources nor claims"
        raise Place(file, root.line).error(what, remedy="begin with car: some-car")
    return root


def _listed(root: Mapping, key: str, file: str) -> Sequence:
    node = root.entries.get(key, Scalar(root.line, None))
    if isinstance(node, Sequence):
        return node
    if isinstance(node, Scalar) and node.value is None:
        return Sequence(node.line, ())
    raise Place(file, root.lines[key]).error(
        f"{key} is a list", key=key, remedy="write each one after a hyphen"
    )


def _id(root: Mapping, path: Path, file: str) -> str:
    node = root.entries.get("car")
    told = "" if node is None else plain(node)
    found = id_of(str(told)) if isinstance(told, str | int) else ""
    found = found or ("" if told else id_of(path.stem))
    if not found:
        raise Place(file, root.lines.get("car", root.line)).error(
            "the car has no name that letters or digits can write",
            key="car",
            value=told if isinstance(told, str) else None,
            remedy="write car: maker-model",
        )
    return found


def _made_whole(car: CarFile) -> CarFile:
    """A car whose figures can stand beside each other: the lighter of two odd ones is only said."""
    while odd := _odd(car):
        key, claim, other = odd
        rest = tuple(one for one in car.figures[key] if one is not claim)
        figures = {name: claims for name, claims in car.figures.items() if name != key}
        figures |= {key: rest} if rest else {}
        said = (*car.said, _as_said(key, claim, other))
        car = car.model_copy(update={"figures": figures, "said": said})
    return car


def _odd(car: CarFile) -> tuple[str, Claim, str] | None:
    """Key and claim of a figure that cannot stand beside another one, and the key of that one."""
    variant = main_variant(car)
    mine = {key: of_variant(claims, variant) for key, claims in car.figures.items()}
    best = {key: best_claim(claims) for key, claims in mine.items() if claims}
    for less, more in (*NOT_ABOVE, *BELOW):
        if less in best and more in best:
            small, great = best[less], best[more]
            is_equal = small.middle == great.middle and (less, more) in BELOW
            if small.middle > great.middle or is_equal:
                if best_claim((small, great)) is small:
                    return more, great, less
                return less, small, more
    return None


def _as_said(key: str, claim: Claim, other: str) -> Said:
    shared = {name: getattr(claim, name) for name in Said.model_fields if name in _SHARED}
    note = f"no figure of this car: it does not fit {other}"
    written = as_field(key, claim.middle)
    row = FIGURE_ROWS[key]
    return Said(
        **shared
        | {
            "what": written.field,
            "unit": (row.unit or None) if isinstance(row, NumberRow) else None,
            "note": f"{claim.note}; {note}" if claim.note else note,
        }
    )
