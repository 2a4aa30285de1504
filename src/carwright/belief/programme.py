"""Programme: how likely a car comes, and when, from who says so and how such plans went before.

That the company builds a car and that the car comes are told apart: the first rests on what is
said, the second also on how such plans went, and how long the first promised date is past.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from carwright.belief.errors_of import moment
from carwright.belief.hazard import SHORTEST_WAIT, Outlook, outlook
from carwright.belief.programmes import Plan, plans
from carwright.belief.reliability import Asked, reliability
from carwright.belief.sale_date import SaleDate
from carwright.belief.scored import car_id, scored
from carwright.belief.statements import (
    FIGURE,
    Voices,
    chance,
    group_of,
    independent,
    is_yes,
    learnt,
    reported_end,
    voices,
)
from carwright.carfile.dates import last_day
from carwright.carfile.origins import known, once
from carwright.carfile.schema import CarFile, Claim
from carwright.carfile.spans import DAYS_OF_YEAR, Span, span, years_between

YEARS = 10
"""So many years are told of [year]."""
FEW_DECIDED = 20
"""Under so many programmes of which the end is known, what is told is thin [-] (assumed)."""
ON_SALE = "on_sale_date"
_BAND = (0.05, 0.5, 0.95)


@dataclass(frozen=True)
class Programme:
    """What is to be expected of a programme on a date."""

    on: datetime.date
    """The date [-]."""
    builds: float
    """How likely the company is at it, whatever comes of it [-]."""
    ever: float
    """How likely the car is on sale at some time [-]."""
    by_year: Mapping[int, float]
    """How likely it is on sale by the end of each year [-]."""
    low: datetime.date
    """If it comes: day by which it is on sale in 5 %; the day itself once it is on sale [-]."""
    median: datetime.date
    """If it comes: day by which it is on sale in half [-]."""
    high: datetime.date
    """If it comes: day by which it is on sale in 95 % [-]."""
    voices: tuple[Voices, ...]
    """Independent sources that say yes or no [-]."""
    decided: int
    """Programmes of others of which the end was known [-]."""
    sentence: str
    """The same in plain words, with what it rests on [-]."""

    @property
    def thin(self) -> bool:
        """Whether it rests on few programmes."""
        return self.decided < FEW_DECIDED


@dataclass(frozen=True, slots=True)
class _Promise:
    """What was promised."""

    first: datetime.date
    """When the company first confirmed the car, or when others first spoke of it [-]."""
    wait: float
    """Time from there to the middle of what was promised first [year]."""
    said: datetime.date
    """When the latest promise was made [-]."""
    promised: Span
    """The latest promise, or the usual wait [-]."""
    kind: str
    """Kind of its source [-]."""


def programme(
    car: CarFile, on: datetime.date, without_cars: frozenset[str] = frozenset()
) -> Programme:
    """Return how likely a car comes, by what was known on a date.

    Args:
        car: its file; only claims of a source that is not later count.
        on: the date; that day counts.
        without_cars: scored cars that may not teach, as `scored.car_id` writes them.
    """
    own = f"{car_id(car.maker)}-"
    others = tuple(plan for plan in plans(on) if not plan.id.startswith(own))
    look = outlook(others, on)
    claims = car.programme.get(FIGURE, ())
    said = independent(claims, car.sources, on)
    heard = voices(said)
    came = _on_sale(car.programme.get(ON_SALE, ()), on)
    if came is not None:
        return _on_sale_since(came, on, heard, look)
    dates = once(known(car.programme.get(ON_SALE, ()), on), car.sources).kept
    promise = _promise(said, dates, on, look)
    end = reported_end(claims, car.sources, on)
    builds = chance(heard, on, without_cars) * _left_of_an_end(end, on, without_cars, others)
    ever = builds * look.ever(promise.wait, years_between(promise.first, on))
    slips = reliability(Asked(ON_SALE, promise.kind), on, without_cars)
    sale = SaleDate(promise.said, promise.promised, slips, on)
    low, median, high = sale.days(np.array(_BAND))
    years = range(on.year, on.year + YEARS + 1)
    by_year = {year: ever * sale.below(datetime.date(year, 12, 31)) for year in years}
    return Programme(
        on,
        builds,
        ever,
        MappingProxyType(by_year),
        low,
        median,
        high,
        heard,
        look.decided,
        _sentence(ever, median, end, heard, look),
    )


def _on_sale_since(
    came: datetime.date, on: datetime.date, heard: tuple[Voices, ...], look: Outlook
) -> Programme:
    years = range(on.year, on.year + YEARS + 1)
    by_year = MappingProxyType(dict.fromkeys(years, 1.0))
    sentence = f"the car is on sale since {came.isoformat()}, as its maker or a regulator says"
    return Programme(on, 1.0, 1.0, by_year, came, came, came, heard, look.decided, sentence)


def _left_of_an_end(
    group: str, on: datetime.date, without_cars: frozenset[str], others: Sequence[Plan]
) -> float:
    """What is left of the chance after word of an end: talk may be wrong, plans may return."""
    if not group:
        return 1.0
    back = 1.0 / (sum(plan.ended is not None for plan in others) + 2)
    if group != "talk":
        return back
    right, wrong = learnt(group, scored(on, without_cars))
    return back + (1.0 - back) * wrong / (right + wrong)


def _on_sale(claims: Sequence[Claim], on: datetime.date) -> datetime.date | None:
    """Day of the sale, where the maker or a regulator says that it is past."""
    for claim in claims:
        said = last_day(claim.date)
        if said <= on and group_of(claim.kind) != "talk" and span(str(claim.value)).last <= said:
            return span(str(claim.value)).last
    return None


def _promise(
    said: Sequence[Claim], dates: Sequence[Claim], on: datetime.date, look: Outlook
) -> _Promise:
    """The official promises, else those of anybody, else the usual wait from the latest word."""
    spoken = [*(claim for claim in said if is_yes(claim)), *dates]
    official = [claim for claim in spoken if group_of(claim.kind) != "talk"]
    days = [last_day(claim.date) for claim in official or spoken]
    first, latest = min(days, default=on), max(days, default=on)
    promises = sorted(
        [claim for claim in dates if claim in official] or dates,
        key=lambda claim: (last_day(claim.date), claim.source),
    )
    if promises:
        begun, last = promises[0], promises[-1]
        wait = max(years_between(first, span(str(begun.value)).middle), SHORTEST_WAIT)
        return _Promise(first, wait, last_day(last.date), span(str(last.value)), last.kind)
    day = moment(latest, look.usual_wait * DAYS_OF_YEAR)
    kind = (official or spoken)[-1].kind if spoken else "press"
    return _Promise(first, years_between(first, day), latest, Span(day, day), kind)


def _sentence(
    ever: float, median: datetime.date, end: str, heard: Sequence[Voices], look: Outlook
) -> str:
    yes, no = sum(one.yes for one in heard), sum(one.no for one in heard)
    own = next((one for one in heard if one.group == "maker"), None)
    word = "has said nothing either way"
    if own is not None:
        word = "has said so itself" if own.yes else "denies it"
    over = "; word is that it is over" if end else ""
    thin = "; so few that this is thin" if look.decided < FEW_DECIDED else ""
    return (
        f"{ever:.0%} that the car comes, and if so by {median.year} in half of all cases: of "
        f"independent sources {yes} say that it does and {no} that it does not, the company "
        f"{word}{over}; rests on {look.programmes} programmes, {look.decided} with a known end"
        f"{thin}, listed by somebody who knew the ends"
    )
