"""A car file as YAML that a person reads: simple claims on one line, long ones a key a line."""

import re
from io import StringIO
from itertools import accumulate
from textwrap import wrap
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString

from carwright.carfile.schema import CarFile, Claim, Said, Source
from carwright.carfile.tree import resolve
from carwright.carfile.vocabulary import SECTIONS

WIDTH = 100
"""Longest line [characters]; an address may be longer."""
_LONG = 80
"""Text of more characters is folded [-]."""
_FOLDED = WIDTH - len("        ")
"""Longest line of folded text, without its indent [characters]."""
_NO_WRAP = 1_000_000
LARGEST_WHOLE = 1e15
"""Greatest number that is written without a point."""
_BARE = re.compile(r"[^\W_](?!.*(: |:$| #))[^,\[\]{}]*")
"""Text that needs no quotes, in a line of a claim either."""
_HEAD = ("format_version", "id", "name", "maker", "year", "inherits", "variant", "body", "size")
_SOURCE = ("by", "title", "date", "kind", "citing", "url", "via", "note")
_CLAIM = (
    *("what", "value", "low", "high", "bound", "unit", "currency", "procedure", "side", "rollout"),
    *("variant", "from", "kind", "memory", "conditions", "as_said", "note"),
)
"""Keys of a claim or statement in the order in which they are written."""


def written(car: CarFile) -> str:
    """Return a car file as text that loads as the same car again.

    Args:
        car: the car, with what it inherits.
    """
    told = car.model_dump(include={*_HEAD, "source"}, exclude_none=True)
    root = CommentedMap({key: _plain(told[key]) for key in (*_HEAD, "source") if key in told})
    if car.sources:
        root["sources"] = CommentedMap({k: _source(v) for k, v in car.sources.items()})
    for section, rows in SECTIONS.items():
        claims = getattr(car, section)
        if claims:
            kept = {key: _claims(claims[key], car, key) for key in rows if key in claims}
            root[section] = CommentedMap(kept)
    if car.said:
        root["said"] = CommentedSeq([_spoken(one, car, "  - ") for one in car.said])
    if car.notes:
        root["notes"] = CommentedSeq([_plain(note) for note in car.notes])
    return _text(root)


def _source(source: Source) -> CommentedMap:
    told = source.model_dump(exclude_none=True)
    found = CommentedMap({key: _plain(told[key]) for key in _SOURCE if key in told})
    found["citing"] = CommentedSeq([_plain(one) for one in source.citing])
    found["citing"].fa.set_flow_style()
    return found


def _claims(claims: tuple[Claim, ...], car: CarFile, key: str) -> CommentedMap | CommentedSeq:
    if len(claims) == 1:
        return _spoken(claims[0], car, f"  {key}: ")
    return CommentedSeq([_spoken(claim, car, "    - ") for claim in claims])


def _spoken(spoken: Claim | Said, car: CarFile, before: str) -> CommentedMap:
    """A claim or statement; in one line where that holds it."""
    told = spoken.model_dump(by_alias=True, exclude_none=True)
    if not spoken.memory:
        del told["memory"]
    if spoken.kind == car.sources[spoken.source].kind:
        del told["kind"]
    found = CommentedMap({key: _plain(told[key]) for key in _CLAIM if key in told})
    found.fa.set_flow_style()
    line = before + _text(found).strip()
    if len(line) > WIDTH or "\n" in line:
        found.fa.set_block_style()
    return found


def _plain(value: Any) -> Any:
    """A value as ruamel writes it; text that would be read as something else goes in quotes."""
    if isinstance(value, float) and value.is_integer() and abs(value) < LARGEST_WHOLE:
        return int(value)
    if not isinstance(value, str):
        return value
    if not value.isprintable() or value != " ".join(value.split()):
        return DoubleQuotedScalarString(value)
    if len(value) > _LONG and " " in value:
        return _folded(value)
    starts_as_number = value[0].isdigit() and " " not in value
    if starts_as_number or resolve(value) != value or not _BARE.fullmatch(value):
        return DoubleQuotedScalarString(value)
    return value


def _folded(text: str) -> FoldedScalarString:
    lines = wrap(text, _FOLDED, break_long_words=False, break_on_hyphens=False)
    folded = FoldedScalarString(text)
    ends = accumulate(len(line) + 1 for line in lines[:-1])
    folded.fold_pos = [end - 1 for end in ends]
    return folded


def _text(node: CommentedMap) -> str:
    yaml = YAML(typ="rt", pure=True)
    yaml.width = _NO_WRAP
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    stream = StringIO()
    yaml.dump(node, stream)
    return stream.getvalue()
