"""truth: what a car turned out to be, by its own file, and who had said so before.

Measured and certified numbers are the truth; where there are none, the last word of the maker is,
from shortly before the sale on. A claim is scored against the truth of its own variant and
procedure.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from carwright.belief.headline import figures_of
from carwright.belief.headline_keys import QUANTITY
from carwright.belief.quantity import claimed_number, of_the_test
from carwright.belief.statements import FIGURE, is_no, is_yes
from carwright.carfile.best import best_claim
from carwright.carfile.dates import last_day
from carwright.carfile.sale import ON_SALE, sale
from carwright.carfile.schema import CarFile, Claim
from carwright.carfile.spans import span

KINDS = ("measured", "regulator")
"""Kinds whose numbers are the truth whenever they come."""
SHORTLY = datetime.timedelta(days=182)
"""So long before the sale a maker's word is that of the car that comes [day] (assumed)."""
FEWEST = 10
"""A named source with fewer scored claims is not ranked."""
_MERE_BOUNDS = ("at_least", "at_most")

Thing = tuple[str, str, str, str]
"""Key, variant, procedure and currency."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What came."""

    value: float
    """The number [unit of the key]."""
    claim: Claim
    """Who says it."""


@dataclass(frozen=True, slots=True)
class Score:
    """One claim beside what came."""

    key: str
    """Key in the car file [-]."""
    claim: Claim
    """What was said [-]."""
    by: str
    """Who said it [-]."""
    truth: str
    """What came, as a word or a number in the unit of the key [-]."""
    error: float | None
    """(claimed - truth) / truth; None for what is no number [-]."""
    right: bool | None
    """Whether a yes, a no or a date was right; None for numbers [-]."""


@dataclass(frozen=True, slots=True)
class Record:
    """How a source, or a kind of sources, did."""

    name: str
    """The source or the kind [-]."""
    scores: int
    """Scored claims [-]."""
    median_error: float | None
    """Median of the absolute relative errors of its numbers [-]."""
    right: int
    """Words and dates that were right [-]."""
    wrong: int
    """Words and dates that were not [-]."""

    @property
    def ranked(self) -> bool:
        """Whether it has enough scored claims to be put beside others."""
        return self.scores >= FEWEST


def truths(car_file: CarFile) -> dict[Thing, Truth]:
    """Return what the car turned out to be, thing by thing.

    Args:
        car_file: the whole file, later claims too.
    """
    sold = sale(car_file)
    settled = None if sold is None else sold - SHORTLY
    found: dict[Thing, list[Claim]] = {}
    for key, claim in _numbers(car_file):
        if not of_the_test(claim) or claim.bound in _MERE_BOUNDS or claim.memory:
            continue
        of_sale = settled is not None and last_day(claim.date) >= settled
        if claim.kind in KINDS or (claim.kind == "maker" and of_sale):
            found.setdefault(thing_of(key, claim), []).append(claim)
    best = {thing: best_claim(claims) for thing, claims in found.items()}
    return {thing: Truth(claim.middle, claim) for thing, claim in best.items()}


def thing_of(key: str, claim: Claim) -> Thing:
    """Return what a claim speaks of.

    Args:
        key: its key in the car file.
        claim: the claim.
    """
    procedure = claim.procedure or ""
    return key, (claim.variant or "").casefold(), procedure, claim.currency or ""


def headline_truths(car_file: CarFile, variant: str | None) -> dict[str, Truth]:
    """Return what each headline figure turned out to be, in its unit; left out where not known.

    Args:
        car_file: the whole file.
        variant: the variant.
    """
    found: dict[str, Truth] = {}
    for (key, of_variant, *_), truth in sorted(truths(car_file).items()):
        names = figures_of(key, truth.claim)
        if len(names) == 1 and of_variant in ("", (variant or "").casefold()):
            number = claimed_number(key, truth.claim, truth.value)
            known = found.get(names[0])
            if known is None or best_claim([known.claim, truth.claim]) is truth.claim:
                found[names[0]] = Truth(number, truth.claim)
    return {name: found[name] for name in QUANTITY if name in found}


def scores(car_file: CarFile, later: CarFile) -> list[Score]:
    """Return every claim that can be scored, oldest first.

    Args:
        car_file: the file of the claims.
        later: the file of what came, the same one or another.
    """
    known = truths(later)
    found = []
    for key, claim in _numbers(car_file):
        truth = known.get(thing_of(key, claim))
        if truth is None or last_day(claim.date) >= last_day(truth.claim.date):
            continue
        error = claim.middle / truth.value - 1.0 if truth.value else None
        by = car_file.sources[claim.source].by
        found.append(Score(key, claim, by, f"{truth.value:g}", error, None))
    found += _words(car_file, sale(later))
    return sorted(found, key=lambda one: (last_day(one.claim.date), one.key, one.claim.source))


def records(scored: Sequence[Score], *, by_kind: bool) -> list[Record]:
    """Return how each source or kind did, the one with most scored claims first.

    Args:
        scored: the claims.
        by_kind: whether kinds are told apart, not sources.
    """
    groups: dict[str, list[Score]] = {}
    for one in scored:
        groups.setdefault(one.claim.kind if by_kind else one.by, []).append(one)
    found = [_record(name, group) for name, group in groups.items()]
    return sorted(found, key=lambda one: (-one.scores, one.name))


def _record(name: str, group: Iterable[Score]) -> Record:
    every = list(group)
    errors = [abs(one.error) for one in every if one.error is not None]
    return Record(
        name,
        len(every),
        median(errors) if errors else None,
        sum(one.right is True for one in every),
        sum(one.right is False for one in every),
    )


def _words(car_file: CarFile, sold: datetime.date | None) -> Iterator[Score]:
    """Who said that the car comes, and when; nothing is scored of a car that has not come."""
    if sold is None:
        return
    for claim in car_file.programme.get(FIGURE, ()):
        if (is_yes(claim) or is_no(claim)) and last_day(claim.date) < sold:
            by = car_file.sources[claim.source].by
            yield Score(FIGURE, claim, by, "true", None, is_yes(claim))
    for claim in car_file.programme.get(ON_SALE, ()):
        if last_day(claim.date) < sold:
            days = span(str(claim.value))
            inside = days.first <= sold <= days.last
            by = car_file.sources[claim.source].by
            yield Score(ON_SALE, claim, by, sold.isoformat(), None, inside)


def _numbers(car_file: CarFile) -> Iterator[tuple[str, Claim]]:
    sections: tuple[Mapping[str, tuple[Claim, ...]], ...] = (car_file.figures, car_file.claims)
    for section in sections:
        for key, claims in section.items():
            for claim in claims:
                if not isinstance(claim.value, str | bool):
                    yield key, claim
