"""Which claim a figure is built from, when several sources speak of it."""

from collections import Counter
from collections.abc import Sequence
from typing import get_args

from carwright.carfile.dates import last_day
from carwright.carfile.schema import CarFile, Claim, Kind

KINDS_BY_WEIGHT: tuple[str, ...] = get_args(Kind)
"""Kinds of claims, the weightiest first."""

_MERE_BOUNDS = ("at_least", "at_most")


def best_claim(claims: Sequence[Claim]) -> Claim:
    """Return the claim that a figure is built from; its number is `middle`.

    A claim that says only "at least" or "at most" stands back behind one that says how much. Then
    the weightiest kind counts (measured, regulator, maker, press, leak, analyst, estimate), then
    the latest date (a partial one counts from its last day), then the last place in the file.

    Args:
        claims: at least one claim of the same key, in the order of the file.
    """
    places = range(len(claims))
    return claims[max(places, key=lambda place: _weight(claims[place], place))]


def of_variant(claims: Sequence[Claim], variant: str | None) -> tuple[Claim, ...]:
    """Return the claims that speak of a variant of the car, or of no variant in particular.

    Args:
        claims: claims of the same key.
        variant: the variant that a file is about; None keeps every claim.
    """
    if variant is None:
        return tuple(claims)
    wanted = variant.casefold()
    return tuple(c for c in claims if c.variant is None or c.variant.casefold() == wanted)


def main_variant(car: CarFile) -> str | None:
    """Return the variant that the figures of a car are built from; None where there is only one.

    It is the one that the file is about. A dossier is about all of its variants: there it is the
    one that most figures speak of, then most claims, then the first of the file.

    Args:
        car: the car file.
    """
    if car.variant is not None:
        return car.variant
    figures, claims = (
        Counter(claim.variant for claims in part.values() for claim in claims if claim.variant)
        for part in (car.figures, car.claims)
    )
    return max(figures, key=lambda variant: (figures[variant], claims[variant]), default=None)


def _weight(claim: Claim, place: int) -> tuple[bool, int, int, int]:
    says_how_much = claim.bound not in _MERE_BOUNDS
    lightness = KINDS_BY_WEIGHT.index(claim.kind)
    return says_how_much, -lightness, last_day(claim.date).toordinal(), place
