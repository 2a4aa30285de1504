r"""Statements: what it is worth that sources, each on its own, say that a company builds a car.

A company that says so itself, or a regulator, settles it: a programme is a word in public. Without
that, sources of a group (the maker, talk) share how often they are right, p, of which only past
statements and a weak prior tell: $p \sim \operatorname{Beta}(a, b)$. If k say yes and m say no, the
odds that it is so are those of a coin times $\mathrm B(a + k, b + m) / \mathrm B(a + m, b + k)$: a
second voice of a group says less than the first, as all may be wrong together.
"""

import datetime
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from carwright.belief.scored import Scored, scored
from carwright.carfile.dates import last_day
from carwright.carfile.origins import known, once
from carwright.carfile.schema import Claim, Source
from carwright.carfile.spans import span

FIGURE = "builds_own_car"
"""The key that such statements have."""
_GROUPS = {"maker": "maker", "regulator": "official", "measured": "official"}
_BEFORE = (1.5, 1.0)
"""Right and wrong statements that count before one is known (assumed: a voice is worth little)."""


@dataclass(frozen=True, slots=True)
class Voices:
    """How many independent sources of a group say what."""

    group: str
    """`maker`, `official` or `talk` [-]."""
    yes: int
    """How many say that the company builds a car [-]."""
    no: int
    """How many say that it does not; who confirms nothing says neither [-]."""


def group_of(kind: str) -> str:
    """Return the group of a kind of source.

    Args:
        kind: the kind.
    """
    return _GROUPS.get(kind, "talk")


def independent(
    claims: Iterable[Claim], sources: Mapping[str, Source], on: datetime.date
) -> tuple[Claim, ...]:
    """Return the claims known on a date, one for each origin, and the last one of each speaker.

    Args:
        claims: claims of one key.
        sources: sources of the file, by id.
        on: the date; a partial date counts from its last day.
    """
    last: dict[str, Claim] = {}
    kept = once(known(claims, on), sources).kept
    for claim in sorted(kept, key=lambda claim: (last_day(claim.date), claim.source)):
        last[sources[claim.source].by.casefold()] = claim
    return tuple(last.values())


def voices(claims: Iterable[Claim]) -> tuple[Voices, ...]:
    """Return who says yes and no, by group.

    Args:
        claims: independent claims that a company builds a car.
    """
    counts: dict[str, list[int]] = {}
    for claim in claims:
        if is_yes(claim) or is_no(claim):
            counts.setdefault(group_of(claim.kind), [0, 0])[is_no(claim)] += 1
    return tuple(Voices(group, yes, no) for group, (yes, no) in sorted(counts.items()))


def is_yes(claim: Claim) -> bool:
    """Return whether a claim says that it is so.

    Args:
        claim: the claim.
    """
    return claim.value is True or claim.value == "true"


def is_no(claim: Claim) -> bool:
    """Return whether a claim says that it is not so; a careful statement is neither.

    Args:
        claim: the claim.
    """
    return claim.value is False or claim.value == "false"


def reported_end(claims: Iterable[Claim], sources: Mapping[str, Source], on: datetime.date) -> str:
    """Return the group of a speaker who said yes and later no: not a denial, but an end.

    The maker is heard before others; empty where nobody spoke of an end.

    Args:
        claims: claims that the company builds a car.
        sources: sources of the file, by id.
        on: the date; a partial date counts from its last day.
    """
    told = known(claims, on)
    ended = set()
    for claim in told:
        speaker = _speaker(claim, sources)
        own = [one for one in told if _speaker(one, sources) == speaker and is_yes(one)]
        first = span(claim.date).first
        if is_no(claim) and own and all(last_day(one.date) < first for one in own):
            ended.add(group_of(claim.kind))
    return next((group for group in ("maker", "official", "talk") if group in ended), "")


def chance(
    said: Sequence[Voices],
    on: datetime.date,
    without_cars: frozenset[str] = frozenset(),
    rows: tuple[Scored, ...] | None = None,
) -> float:
    """Return how likely a company builds a car, by what is said [-].

    Args:
        said: who says what.
        on: the date; only statements whose end was known then teach.
        without_cars: cars that may not be used, as `scored.car_id` writes them.
        rows: the past claims; None are those that are shipped.
    """
    if any(one.yes and one.group != "talk" for one in said):
        return 1.0
    past = scored(on, without_cars, rows)
    log = 0.0
    for one in said:
        right, wrong = learnt(one.group, past)
        log += _log_beta(right + one.yes, wrong + one.no)
        log -= _log_beta(right + one.no, wrong + one.yes)
    return 1.0 / (1.0 + math.exp(-float(log)))


def _log_beta(right: float, wrong: float) -> float:
    return math.lgamma(right) + math.lgamma(wrong) - math.lgamma(right + wrong)


def learnt(group: str, past: Iterable[Scored]) -> tuple[float, float]:
    """Return right and wrong statements of a group, a car counting one; never worse than a coin.

    Args:
        group: the group.
        past: claims whose end was known.
    """
    right, wrong = _BEFORE
    by_car: dict[str, list[bool]] = {}
    for row in past:
        if row.figure == FIGURE and group_of(row.kind) == group and row.origin != "derived":
            by_car.setdefault(row.car, []).append(row.claimed == row.final)
    shares = [sum(answers) / len(answers) for answers in by_car.values()]
    right += sum(shares)
    wrong += sum(1.0 - share for share in shares)
    return max(right, wrong), wrong


def _speaker(claim: Claim, sources: Mapping[str, Source]) -> str:
    """Who says it: a maker speaks with one voice, whoever of its people it is."""
    return "maker" if claim.kind == "maker" else sources[claim.source].by.casefold()
