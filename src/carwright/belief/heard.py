"""heard: claims about a car that count on a date, each origin once and of each voice the last.

What was said later is not looked at; a copy adds no origin; and who corrects himself is taken at
his last word, a maker whoever of its people speaks.
"""

import hashlib
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass

from carwright.belief.last_words import bound_said, last_words, voice
from carwright.carfile.best import of_variant
from carwright.carfile.dates import last_day
from carwright.carfile.origins import Repeat, once
from carwright.carfile.schema import CarFile, Claim, Source

WORTH = ("figures", "claims")
"""Sections whose claims are numbers of the car."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One claim that counts."""

    id: str
    """Name that does not change with the order of the file [-]."""
    key: str
    """Key in the car file [-]."""
    claim: Claim
    """What is said [-]."""
    source: Source
    """Who says it [-]."""

    @property
    def numbers(self) -> tuple[float, ...]:
        """What it says as numbers: one, or the ends of an interval; none for a word."""
        claim = self.claim
        said = [claim.value] if claim.value is not None else [claim.low, claim.high]
        return tuple(float(n) for n in said if isinstance(n, int | float) and n is not True)


@dataclass(frozen=True)
class Hearing:
    """What is said of a car as of a date."""

    counted: tuple[Heard, ...]
    """Claims that count, by id [-]."""
    repeats: tuple[Repeat, ...]
    """Claims that repeat others [-]."""
    corrected: tuple[Heard, ...]
    """Claims that their own voice replaced later [-]."""


def hearing(car_file: CarFile, variant: str | None) -> Hearing:
    """Return the claims of a car that count.

    Args:
        car_file: the car file, as of a date.
        variant: the variant that is meant; claims of no variant speak of each.

    Raises:
        InputError: if sources rest on each other.
    """
    counted: list[Heard] = []
    repeats: list[Repeat] = []
    corrected: list[Heard] = []
    for part in WORTH:
        for key, claims in getattr(car_file, part).items():
            chosen = of_variant(claims, variant) if variant else claims
            found = once(chosen, car_file.sources)
            repeats += found.repeats
            last, replaced = _last_words(_named(key, found.kept, car_file))
            counted += last
            corrected += replaced
    return Hearing(
        tuple(sorted(counted, key=lambda one: one.id)),
        tuple(repeats),
        tuple(sorted(corrected, key=lambda one: one.id)),
    )


def _named(key: str, claims: Iterable[Claim], car_file: CarFile) -> Iterator[Heard]:
    for claim in claims:
        parts = (key, claim.source, claim.variant, claim.procedure, claim.bound, claim.rollout)
        said = (claim.value, claim.low, claim.high, claim.side, claim.currency, claim.conditions)
        digest = hashlib.sha256(repr((parts, said)).encode()).hexdigest()[:12]
        yield Heard(f"{key}/{claim.source}/{digest}", key, claim, car_file.sources[claim.source])


def _last_words(claims: Iterable[Heard]) -> tuple[list[Heard], list[Heard]]:
    """Claims of one thing by one voice: the last that it said, and those before it."""
    ordered = sorted(claims, key=lambda one: (last_day(one.claim.date), one.id))
    return last_words(ordered, _thing)


def _thing(one: Heard) -> tuple[Hashable, str]:
    claim = one.claim
    said = (claim.variant, claim.procedure, claim.rollout, claim.currency, claim.side)
    whose = voice(claim.kind, one.source.by)
    return (whose, claim.conditions, *said), bound_said(one.key, claim.bound)
