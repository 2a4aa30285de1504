"""What to say of an unknown key: a known one in another unit or section, or a slip."""

from collections.abc import Iterable
from typing import Any

from carwright.carfile.magnitude import fits, meant, outside
from carwright.carfile.place import Place
from carwright.carfile.vocabulary import SECTIONS, NumberRow
from carwright.errors import InputError, nearest
from carwright.units import bare, from_si, suffix, to_si

_FEW = 20
"""So many keys are listed when none is near."""


def unknown_key(
    key: str, value: Any, place: Place, section: str, known: Iterable[str]
) -> InputError:
    """Return the error for a key that is not known where it stands.

    Args:
        key: the key.
        value: what stands there, as bare Python.
        place: where.
        section: what it stands in: `the file`, `a claim`, `figures`, `claims`, ...
        known: the keys that may stand there.
    """
    names = tuple(known)
    hint = _other_unit(key, value, section) or _other_section(key, section)
    near = _in_full(key, names) or nearest(key, names)
    if hint is None and near:
        hint = f"did you mean {near}?"
    listed = ", ".join(names) if len(names) <= _FEW and not near else None
    shown = value if isinstance(value, str | int | float) else None
    return place.error(
        f"{section} has no such key",
        key=key,
        value=shown,
        allowed=listed,
        remedy=hint or "remove it; what is no input goes under said",
    )


def _in_full(key: str, names: tuple[str, ...]) -> str | None:
    words = set(key.lower().split("_"))
    longer = [name for name in names if words <= set(name.split("_"))]
    return min(longer, key=len, default=None)


def _other_unit(key: str, value: Any, section: str) -> str | None:
    if section not in SECTIONS or suffix(key) is None:
        return None
    for known, row in SECTIONS[section].items():
        if suffix(known) is None or bare(known) != bare(key) or not isinstance(row, NumberRow):
            continue
        if isinstance(value, int | float) and not isinstance(value, bool):
            number = from_si(known, to_si(key, value))
            if fits(row, number):
                return f"write {known}: {number:.6g}"
            if number > row.high and meant(row, number) is None:
                return outside(row, number)
        return f"write {known}, in {row.unit}" if row.unit else f"write {known}"
    return None


def _other_section(key: str, section: str) -> str | None:
    homes = [name for name, rows in SECTIONS.items() if key in rows and name != section]
    return f"put it under {homes[0]}" if homes else None
