"""Claims that exclude each other: spans of one thing that have no number in common."""

from collections.abc import Sequence
from itertools import combinations
from math import inf

from carwright.carfile.schema import CarFile, Claim
from carwright.carfile.vocabulary import SECTIONS, NumberRow


def exclusions(car: CarFile) -> tuple[str, ...]:
    """Return a sentence for each pair of spans of one thing that cannot both be right.

    It is no error: talk contradicts itself, and which of the two is right is for a belief to say.

    Args:
        car: the car file.
    """
    return tuple(
        f"{key}: {_told(one)} and {_told(other)} exclude each other"
        for section, rows in SECTIONS.items()
        for key, claims in getattr(car, section).items()
        if isinstance(rows[key], NumberRow)
        for one, other in _apart(claims)
    )


def _apart(claims: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    spans = [claim for claim in claims if _span(claim) is not None]
    return [
        (one, other)
        for one, other in combinations(spans, 2)
        if _thing(one) == _thing(other) and not _meet(one, other)
    ]


def _span(claim: Claim) -> tuple[float, float] | None:
    """Least and greatest value; None where one number is said, which is rounded."""
    if claim.bound == "at_least":
        return (claim.middle if claim.low is None else claim.low), inf
    if claim.bound == "at_most":
        return -inf, (claim.middle if claim.high is None else claim.high)
    if claim.low is None and claim.high is None:
        return None
    low, high = claim.low, claim.high
    return (-inf if low is None else low), (inf if high is None else high)


def _meet(one: Claim, other: Claim) -> bool:
    first, second = _span(one), _span(other)
    return first is None or second is None or max(first[0], second[0]) <= min(first[1], second[1])


def _thing(claim: Claim) -> tuple[str | None, ...]:
    return claim.variant, claim.procedure, claim.side, claim.currency, claim.conditions


def _told(claim: Claim) -> str:
    ends = [claim.value] if claim.value is not None else [claim.low, claim.high]
    numbers = " to ".join(f"{end:g}" for end in ends if isinstance(end, float))
    bound = f"{claim.bound.replace('_', ' ')} " if claim.bound else ""
    return f"{bound}{numbers} ({claim.source})"
