"""Origins: what sources rest on in the end, and claims counted once for each of them.

A source that cites others rests on their origins; one that cites nobody, or only words such as
"unnamed persons", is an origin of its own. Copies add errors, so a repeat need not say the same.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import TypeVar

from carwright.carfile.dates import known_from, last_day
from carwright.carfile.schema import Claim, Said, Source
from carwright.errors import InputError

_Spoken = TypeVar("_Spoken", Claim, Said)
_NOT_SAID = "unspecified"


@dataclass(frozen=True, slots=True)
class Repeat:
    """A claim that adds no origin."""

    claim: Claim
    """What is said [-]."""
    of: str
    """Id of the source that it repeats [-]."""


@dataclass(frozen=True, slots=True)
class Once:
    """Claims of one key, each origin counted once."""

    kept: tuple[Claim, ...]
    """Those that count, in the order given [-]."""
    repeats: tuple[Repeat, ...]
    """The others, in the order given [-]."""


def origins_of(sources: Mapping[str, Source]) -> dict[str, frozenset[str]]:
    """Return the ids of the sources on which each source rests in the end.

    Args:
        sources: every source of a car file.

    Raises:
        InputError: if sources rest on each other.
    """
    found: dict[str, frozenset[str]] = {}
    for name in _from_the_origin(sources):
        cited = _cited(sources[name], sources)
        parts = [found[other] for other in cited]
        found[name] = frozenset().union(*parts) if parts else frozenset({name})
    return {name: found[name] for name in sources}


def once(claims: Sequence[Claim], sources: Mapping[str, Source]) -> Once:
    """Return the claims of one key that count, and those that repeat others.

    Claims of one variant and procedure are taken from the nearest to their origins to the farthest,
    then by date. A claim repeats if other sources have already brought all of its origins, or if
    its source has already said the same.

    Args:
        claims: claims of one key, in any order.
        sources: every source of the car file.

    Raises:
        InputError: if sources rest on each other.
    """
    origins, steps = origins_of(sources), _steps(sources)
    order = sorted(
        range(len(claims)),
        key=lambda i: (steps[claims[i].source], last_day(claims[i].date), claims[i].source, i),
    )
    kept: list[int] = []
    repeated: dict[int, str] = {}
    for i in order:
        claim = claims[i]
        before = [claims[j] for j in kept if _of_one_thing(claims[j], claim)]
        others = [other for other in before if other.source != claim.source]
        brought = frozenset().union(*(origins[other.source] for other in others))
        if any(_same(other, claim) for other in before):
            repeated[i] = claim.source
        elif origins[claim.source] <= brought:
            repeated[i] = _nearest(claim, others, sources, origins)
        else:
            kept.append(i)
    return Once(
        tuple(claims[i] for i in sorted(kept)),
        tuple(Repeat(claims[i], of) for i, of in sorted(repeated.items())),
    )


def known(claims: Iterable[_Spoken], on: datetime.date) -> tuple[_Spoken, ...]:
    """Return what was said by a day; a partial date counts from its last day, or from today.

    Args:
        claims: claims or statements.
        on: the day, itself included.
    """
    return tuple(claim for claim in claims if known_from(claim.date) <= on)


def _cited(source: Source, sources: Mapping[str, Source]) -> list[str]:
    return [name for name in source.citing if name in sources]


def _from_the_origin(sources: Mapping[str, Source]) -> list[str]:
    graph = {name: _cited(source, sources) for name, source in sources.items()}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = dict.fromkeys(str(name) for name in error.args[1])
        raise InputError(
            "these sources rest on each other",
            key="citing",
            value=", ".join(circle),
            remedy="cite what the source itself rests on, or leave citing empty",
        ) from None


def _steps(sources: Mapping[str, Source]) -> dict[str, int]:
    """How many sources lie between each one and the farthest of its origins."""
    found: dict[str, int] = {}
    for name in _from_the_origin(sources):
        found[name] = max((found[c] + 1 for c in _cited(sources[name], sources)), default=0)
    return found


def _of_one_thing(one: Claim, other: Claim) -> bool:
    return _thing(one) == _thing(other)


def _thing(claim: Claim) -> tuple[str, str]:
    return (claim.variant or "").casefold(), claim.procedure or _NOT_SAID


def _same(one: Claim, other: Claim) -> bool:
    def said(claim: Claim) -> tuple[object, ...]:
        return claim.source, claim.value, claim.low, claim.high, claim.bound, claim.conditions

    return said(one) == said(other)


def _nearest(
    claim: Claim,
    others: Sequence[Claim],
    sources: Mapping[str, Source],
    origins: Mapping[str, frozenset[str]],
) -> str:
    """The source that a claim repeats: one that it cites, else the first that shares an origin."""
    sharing = [o.source for o in others if origins[o.source] & origins[claim.source]]
    return next((name for name in sources[claim.source].citing if name in sharing), sharing[0])
