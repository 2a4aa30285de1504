"""What a car is called: id, maker and name, from the label of its dossier and no more."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import NamedTuple

from carwright.carfile.schema import Source

_WORD = re.compile(r"[^\W_]+")
_ASIDE = re.compile(r"\s*[(/,;]")
_SHORT = 2
"""Words of up to so many letters are abbreviations, where no source spells them [letters]."""


class Label(NamedTuple):
    """Who makes a car, and what it is called."""

    maker: str
    """Who makes it [-]."""
    name: str
    """What it is called, without its maker [-]."""


def id_of(text: str) -> str:
    """Return a text as an id: lower case, digits and hyphens; empty where nothing is left.

    Args:
        text: a dossier's label, or the stem of its file.
    """
    return "-".join(re.findall("[a-z0-9]+", text.casefold()))


def label(id_: str, sources: Iterable[Source]) -> Label:
    """Return maker and name of a car as its id and the spelling of its sources tell them.

    The maker is what sources of the maker mostly call themselves, of those whose name begins with
    most words of the id; else the first word. The rest of the id is the name.

    Args:
        id_: id of the car.
        sources: its sources.
    """
    spoken = list(sources)
    words = id_.split("-")
    texts = [word for source in spoken for word in _WORD.findall(f"{source.by} {source.title}")]
    spelt = [_spelt(word, texts) for word in words]
    makers = Counter(_ASIDE.split(one.by)[0].strip() for one in spoken if one.kind == "maker")
    shared = {maker: _shared(words[:-1] or words, maker) for maker in makers}
    count = max(shared.values(), default=0)
    if not count:
        return Label(spelt[0], " ".join(spelt[1:]) or spelt[0])
    alike = [maker for maker in makers if shared[maker] == count]
    maker = min(alike, key=lambda one: (-makers[one], len(one), one))
    return Label(maker, " ".join(spelt[count:]) or spelt[0])


def _shared(words: Sequence[str], maker: str) -> int:
    """How many words of an id a maker's name begins with."""
    spoken = _WORD.findall(maker.casefold())
    pairs = zip(words, spoken, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _spelt(word: str, texts: Iterable[str]) -> str:
    """A word as the sources spell it, with the most capitals; else as names are written."""
    found = [text for text in texts if text.casefold() == word]
    if found:
        return max(found, key=lambda text: sum(letter.isupper() for letter in text))
    is_abbreviation = len(word) <= _SHORT or any(letter.isdigit() for letter in word)
    return word.upper() if is_abbreviation else word.capitalize()
