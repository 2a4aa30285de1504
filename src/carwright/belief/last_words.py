"""Last words: of all that a voice said of one thing, what still stands.

Whoever corrects himself is taken at his last word. A plain number replaces all that its voice said
before of the same thing; a bound replaces only an older bound of the same kind, as "more than" and
"less than" may both hold. A maker has one voice, whoever of its people speaks.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Said = TypeVar("Said")

MERE_BOUNDS = ("at_least", "at_most")


def voice(kind: str, by: str) -> str:
    """Return whose voice it is.

    Args:
        kind: kind of the source.
        by: who speaks.
    """
    return "the maker" if kind == "maker" else by.casefold()


def bound_said(key: str, bound: str | None) -> str:
    """Return which bound a claim is, empty for a plain number; a range "up to" so much is plain.

    Args:
        key: its key in the car file.
        bound: as the claim has it.
    """
    plain = bound not in MERE_BOUNDS or (key == "range_km" and bound == "at_most")
    return "" if plain else str(bound)


def last_words(
    said: Iterable[Said], thing: Callable[[Said], tuple[Hashable, str]]
) -> tuple[list[Said], list[Said]]:
    """Return what still stands and what was replaced, each in order.

    Args:
        said: what was said, oldest first.
        thing: voice and thing as one, and which bound it is, empty for a plain number.
    """
    last: dict[tuple[Hashable, str], Said] = {}
    before: list[Said] = []
    for one in said:
        what, bound = thing(one)
        older = [(what, old) for old in ((bound,) if bound else ("", *MERE_BOUNDS))]
        before += [last.pop(old) for old in older if old in last]
        last[what, bound] = one
    return list(last.values()), before
