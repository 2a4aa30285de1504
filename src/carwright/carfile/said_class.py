"""What kind of car its sources say it is: body and size, as of a day.

A dossier's class comes from what is said under `body`, `size` and `segment`, and only where that is
one word and no choice: "sedan or SUV" says neither. A file whose sources say nothing of the kind
has the class that stands at its head.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from carwright.carfile.best import KINDS_BY_WEIGHT
from carwright.carfile.dates import known_from, last_day
from carwright.carfile.schema import CarFile, Claim, Said

BODY, SIZE, SEGMENT = "body", "size", "segment"

_BODIES = MappingProxyType(
    {
        "sedan": r"sedan|saloon",
        "hatchback": r"hatchback|hatch",
        "suv": r"suv|crossover",
        "wagon": r"wagon|estate",
        "coupe": r"coup[eé]",
        "van": r"van|minivan|mpv",
    }
)
"""Regular expressions of the words for each body."""
_SIZES = MappingProxyType(
    {
        "small": r"small|subcompact|supermini|city car|[ab][- ]segment",
        "compact": r"compact|c[- ]segment",
        "mid": r"mid|mid[- ]?size(d)?|d[- ]segment",
        "large": r"large|full[- ]?size(d)?|e[- ]segment",
    }
)
"""The same for each size."""
_SIZES_OF_SEGMENT = MappingProxyType(_SIZES | {"mid": r"mid[- ]?size(d)?|d[- ]segment"})
"""The same for what is said of the market, where "mid" may mean the price."""


@dataclass(frozen=True, slots=True)
class SaidClass:
    """What kind of car it is said to be."""

    body: str | None
    """One of the bodies of the car file, None where nobody has said one [-]."""
    size: str | None
    """The same for the size [-]."""


def said_class(car: CarFile, on: datetime.date | None = None) -> SaidClass:
    """Return what kind of car a car is said to be.

    Of several sources the weightiest counts, then the latest.

    Args:
        car: the car file.
        on: the day whose knowledge counts, itself included; None is today.
    """
    segments = [_Word(one, _word(one, _BODIES)) for one in car.programme.get(SEGMENT, ())]
    bodies = [_Word(one, _word(one, _BODIES)) for one in car.said if one.what == BODY]
    body = _best([*segments, *bodies], on, car.body)
    segments = [_Word(one, _word(one, _SIZES_OF_SEGMENT)) for one in car.programme.get(SEGMENT, ())]
    sizes = [_Word(one, _word(one, _SIZES)) for one in car.said if one.what == SIZE]
    return SaidClass(body, _best([*segments, *sizes], on, car.size))


class _Word(NamedTuple):
    by: Claim | Said
    word: str | None


def _best(spoken: Sequence[_Word], on: datetime.date | None, head: str | None) -> str | None:
    told = [one for one in spoken if one.word]
    if not told:
        return head
    in_time = [one for one in told if on is None or known_from(one.by.date) <= on]
    if not in_time:
        return None
    return max(
        in_time,
        key=lambda one: (-KINDS_BY_WEIGHT.index(one.by.kind), last_day(one.by.date)),
    ).word


def _word(spoken: Claim | Said, patterns: Mapping[str, str]) -> str | None:
    """The one word that something means; None where it names none, several, or says "not"."""
    text = str(spoken.value).casefold()
    found = [word for word, pattern in patterns.items() if re.search(rf"\b({pattern})\b", text)]
    is_one = len(found) == 1 and not re.search(r"\b(not|no|never)\b", text)
    return found[0] if is_one else None
