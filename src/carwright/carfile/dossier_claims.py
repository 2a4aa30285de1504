"""The claims of a dossier as figures, claims, programme and the rest of a car file."""

from dataclasses import dataclass
from typing import Any

from carwright.carfile.dossier_fields import Target, as_field, in_key, in_words, target
from carwright.carfile.dossier_sources import as_note, words
from carwright.carfile.draft import Draft, as_kept
from carwright.carfile.place import Place, Route
from carwright.carfile.schema import Claim, Said, keys_of
from carwright.carfile.tree import Mapping, Sequence
from carwright.carfile.value_check import check_claim, check_statement
from carwright.carfile.vocabulary import SECTIONS, DateRow, NumberRow, WordRow
from carwright.errors import InputError, nearest

_FIELD, _UNIT, _FROM = "field", "unit", "from"
_ENDS = ("low", "high")
_NUMBERS = ("value", *_ENDS)
_SAID_KEYS = keys_of(Said)
_KEYS = (_FIELD, *dict.fromkeys((*keys_of(Claim), *_SAID_KEYS)))


@dataclass(frozen=True, slots=True)
class ClaimReader:
    """Reads the claims of a dossier into a draft."""

    file: str
    """Name of the dossier, for errors [-]."""
    draft: Draft
    """The car file so far; claims are added."""

    def read(self, listed: Sequence) -> None:
        """Add every claim to the draft.

        Args:
            listed: the claims of the dossier.

        Raises:
            InputError: if a claim has no field or source, or says what its field cannot hold.
        """
        found: dict[str, Any] = {section: {} for section in SECTIONS}
        said: list[dict[str, Any]] = []
        for node in listed.items:
            if not isinstance(node, Mapping):
                raise Place(self.file, node.line).error(
                    "a claim is a mapping of keys to values", remedy="write - field: ..."
                )
            claim = self._claim(node)
            hit = target(claim[_FIELD], claim.get("procedure"))
            kept = None if hit is None else self._kept(hit, dict(claim), node)
            if hit is None or kept is None:
                said.append(self._stated(claim, node, ("said", len(said))))
                continue
            claims = found[hit.section].setdefault(hit.row.key, [])
            route = (hit.section, hit.row.key, len(claims))
            needs = hit.row.needs if isinstance(hit.row, NumberRow) else ""
            self._place(node, route, {_UNIT: needs} if needs else {})
            check_claim(hit.row, kept, self.draft.places, route)
            claims.append(as_kept(hit.row, kept))
        for section, keys in found.items():
            self.draft.data[section] = {key: tuple(claims) for key, claims in keys.items()}
        self.draft.data["said"] = tuple(said)

    def _claim(self, node: Mapping) -> dict[str, Any]:
        """The claim as it is written, what has no key of its own in the note."""
        claim = {key: words(value) for key, value in node.entries.items()}
        for key, value in claim.items():
            if value is None:
                at = Place(self.file, node.lines[key])
                raise at.error(
                    "nothing stands here", key=key, remedy="write a value, or remove the key"
                )
        field = claim.get(_FIELD)
        if not isinstance(field, str):
            raise self._missing(node, _FIELD, "price")
        if not isinstance(claim.get(_FROM), str | int) or isinstance(claim[_FROM], bool):
            raise self._missing(node, _FROM, "a-source")
        claim[_FROM] = str(claim[_FROM])
        if isinstance(claim.get("value"), dict):
            at = Place(self.file, node.lines["value"])
            raise at.error("a value is one number, word or text", key="value", remedy="write one")
        others = {key: claim.pop(key) for key in tuple(claim) if key not in _KEYS}
        claim |= as_note(claim.get("note"), others)
        # What is written down from memory is an estimate, whoever is said to have said it.
        return claim | ({"kind": "estimate"} if claim.get("memory") is True else {})

    def _missing(self, node: Mapping, key: str, example: str) -> InputError:
        hit = nearest(key, [name for name in node.entries if name not in _KEYS])
        place = Place(self.file, node.lines.get(hit or key, node.line))
        remedy = f"did you mean {key} by {hit}?" if hit else f"write {key}: {example}"
        what = "the claim has no field" if key == _FIELD else "the claim has no source"
        return place.error(what, key=key, remedy=remedy)

    def _kept(self, hit: Target, claim: dict[str, Any], node: Mapping) -> Any:
        """The claim for its key, in the unit and words of that; None where it has no such word."""
        if isinstance(hit.row, NumberRow):
            return self._number(hit.row, claim, node)
        if _UNIT in claim:
            return None
        if isinstance(hit.row, DateRow) and "value" not in claim and set(_ENDS) <= set(claim):
            claim["value"] = "/".join(str(claim.pop(end)) for end in _ENDS)
        if isinstance(hit.row, WordRow) and "value" in claim:
            claim["value"] = in_words(hit.row.key, claim["value"])
            if hit.section == "figures" and claim["value"] not in hit.row.words:
                return None
        del claim[_FIELD]
        return claim

    def _number(self, row: NumberRow, claim: dict[str, Any], node: Mapping) -> dict[str, Any]:
        field, unit = claim.pop(_FIELD), claim.pop(_UNIT, None)
        place = Place(self.file, node.lines.get(_UNIT, node.line))
        if row.needs:
            if unit is None and row.needs not in claim:
                raise place.error(
                    f"{field} without unit means nothing",
                    key=_UNIT,
                    remedy="add unit, three capital letters like CNY",
                )
            return claim | ({} if unit is None else {row.needs: unit})
        for name in _NUMBERS:
            number = claim.get(name)
            if isinstance(number, int | float) and not isinstance(number, bool):
                claim[name] = in_key(field, row, number, unit, place)
                if unit is not None and unit != as_field(row.key, 0.0).unit:
                    claim.setdefault("as_said", f"{number:g} {unit}")
        return claim

    def _stated(self, claim: dict[str, Any], node: Mapping, route: Route) -> dict[str, Any]:
        claim["what"] = claim.pop(_FIELD)
        others = {key: claim.pop(key) for key in tuple(claim) if key not in _SAID_KEYS}
        claim |= as_note(claim.get("note"), others)
        self._place(node, route, {_FIELD: "what"})
        check_statement(claim, self.draft.places, route)
        return claim

    def _place(self, node: Mapping, route: Route, names: dict[str, str]) -> None:
        places = self.draft.places
        places[route] = Place(self.file, node.line)
        for key, line in node.lines.items():
            places[*route, names.get(key, key)] = Place(self.file, line)
