"""timeline: what could be believed of a car on each date with news, from its first word on."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from carwright.belief.belief import Belief, believed
from carwright.belief.headline import Band, headline
from carwright.belief.programme import Programme, programme
from carwright.belief.scene import Asking, Scene, scene
from carwright.belief.truth import Score, Truth, headline_truths, scores
from carwright.carfile.as_of import as_of
from carwright.carfile.best import main_variant, of_variant
from carwright.carfile.dates import known_from
from carwright.carfile.schema import CarFile, Claim
from carwright.errors import InputError
from carwright.progress import in_parts

CARS = 1024
"""Believable cars of each date [-]."""
MOST = 24
"""Dates that are told apart; of more, those that lie close are taken together."""
SILENCE = datetime.timedelta(days=4 * 365)
"""Dates before so long a silence are those of an earlier story [day] (assumed)."""
SECTIONS = ("programme", "claims", "figures")
"""Sections of a car file whose claims are news."""


@dataclass(frozen=True, slots=True)
class News:
    """What was said on a date."""

    key: str
    """Key in the car file [-]."""
    claim: Claim
    """What is said [-]."""
    by: str
    """Who says it [-]."""


@dataclass(frozen=True)
class Moment:
    """What could be believed on a date."""

    on: datetime.date
    """The date, itself included [-]."""
    news: tuple[News, ...]
    """What was said since the date before [-]."""
    variant: str | None
    """The variant that is most spoken of by then [-]."""
    headline: dict[str, Band]
    """Band of each headline figure, in the unit of its key."""
    programme: Programme
    """Whether and when the car comes."""
    ess: float
    """Effective number of believable cars [-]."""
    converged: bool
    """Whether these are enough [-]."""


@dataclass(frozen=True)
class Timeline:
    """How belief in a car went."""

    car_file: CarFile
    """The whole file."""
    asking: Asking
    """What was asked on each date [-]."""
    moments: tuple[Moment, ...]
    """Each date with news, oldest first."""
    variant: str | None
    """The variant that the truth is of [-]."""
    truths: dict[str, Truth]
    """What each headline figure turned out to be, where that is known."""
    scores: list[Score]
    """Claims beside what came."""


def timeline(
    car_file: CarFile,
    *,
    count: int = CARS,
    variant: str | None = None,
    later: CarFile | None = None,
    until: datetime.date | None = None,
) -> Timeline:
    """Return what could be believed of a car on each date with news.

    On each date only what was said by then is looked at, so later claims change no earlier date.

    Args:
        car_file: the car file.
        count: believable cars of each date.
        variant: variant of the car; None is on each date the one that is most spoken of by then.
        later: file of what came; None is the car file itself.
        until: the last day that is looked at; None is today.

    Raises:
        InputError: if the file has no dated claim.
    """
    moments: list[Moment] = []
    found: Belief | None = None
    told = dates(car_file, until)
    if not told:
        raise InputError(
            "nothing was said of this car, so there is no timeline",
            file=car_file.path,
            remedy="carwright belief CAR tells what is usual of such a car",
        )
    asking = Asking(told[-1][0], variant=variant, count=count)
    for day, news in in_parts("going through the dates", told):
        about = scene(car_file, replace(asking, on=day))
        if found is None or not _alike(about, found.scene):
            found = believed(about)
        coming = programme(car_file, day)
        chosen = about.car_file.variant
        bands = headline(found)
        moments.append(Moment(day, news, chosen, bands, coming, found.ess, found.converged))
    said = car_file if until is None else as_of(car_file, until)
    came = later or said
    chosen = variant or main_variant(came)
    known = headline_truths(came, chosen)
    return Timeline(car_file, asking, tuple(moments), chosen, known, scores(said, came))


def dates(
    car_file: CarFile, until: datetime.date | None = None
) -> list[tuple[datetime.date, tuple[News, ...]]]:
    """Return the dates with news since the last long silence, and what was said on each.

    Args:
        car_file: the car file.
        until: the last day that is looked at; None is today.
    """
    by_day: dict[datetime.date, list[News]] = {}
    for one in _news(car_file):
        since = known_from(one.claim.date)
        if until is None or since <= until:
            by_day.setdefault(since, []).append(one)
    days = _of_this_story(sorted(by_day))
    return [
        (group[-1], tuple(one for day in group for one in by_day[day]))
        for group in _told_apart(days)
    ]


def _news(car_file: CarFile) -> Iterator[News]:
    for section in SECTIONS:
        for key, claims in getattr(car_file, section).items():
            for claim in claims:
                yield News(key, claim, car_file.sources[claim.source].by)


def _of_this_story(days: Sequence[datetime.date]) -> list[datetime.date]:
    """Days since the last long silence; what was said before it still counts, but is no date."""
    starts = [n for n in range(1, len(days)) if days[n] - days[n - 1] > SILENCE]
    return list(days[starts[-1] if starts else 0 :])


def _told_apart(days: Sequence[datetime.date]) -> list[list[datetime.date]]:
    """Days in groups of the least width with which there are few enough."""
    width = 0
    while len(groups := _within(days, width)) > MOST:
        width += 1
    return groups


def _within(days: Sequence[datetime.date], width: int) -> list[list[datetime.date]]:
    groups: list[list[datetime.date]] = []
    for day in days:
        if groups and (day - groups[-1][0]).days <= width:
            groups[-1].append(day)
        else:
            groups.append([day])
    return groups


def _alike(one: Scene, other: Scene) -> bool:
    """Whether two dates hold the same evidence, so that the same is believed bit for bit."""
    return _evidence(one) == _evidence(other)


def _evidence(about: Scene) -> tuple[object, ...]:
    file, before = about.prior.car_file, about.prior
    figures = {key: of_variant(claims, file.variant) for key, claims in file.figures.items()}
    head = (file.variant, file.body, file.size, file.year, figures)
    numbers = (before.middle.tobytes(), before.root.tobytes(), before.words, before.grown)
    claims = (about.spoken, about.together, about.straight)
    return (*head, *numbers, *claims, about.asking.count)
