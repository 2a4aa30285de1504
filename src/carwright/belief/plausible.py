"""plausible: for each claim of a car, what is known without it, and whether cars can meet it.

The share of believable cars that reach a claim is its plausibility; `reaching` says on which side
of the number that is. Where few do, the nearest car that would is found and the usual slips tried.
"""

import datetime
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from carwright.belief.apart import Beside, beside
from carwright.belief.belief import ROUNDS, SCOUTING, SCOUTS, believed
from carwright.belief.draws import Draws, weighed, without
from carwright.belief.headline import figures_of
from carwright.belief.heard import WORTH, Heard
from carwright.belief.limit import FIGURES, best, broken
from carwright.belief.needs import Goal, Nearest, nearest
from carwright.belief.predicted import Predicted, predicted
from carwright.belief.quantity import Meaning, charging_of, claimed_number, meanings
from carwright.belief.reaching import plausibility, side_of, threshold
from carwright.belief.reliability import Asked, Reliability, reliability
from carwright.belief.repeated import repeated
from carwright.belief.scene import PILOTS, Asking, Scene, scene
from carwright.belief.slips import slip
from carwright.belief.surrogate import Surrogate
from carwright.carfile.as_of import as_of
from carwright.carfile.schema import CarFile
from carwright.carfile.vocabulary import CLAIM_ROWS, FIGURE_ROWS, NumberRow
from carwright.errors import InputError
from carwright.population.population import Population
from carwright.progress import in_parts, task

COUNT = 512
"""Believable cars for one claim of many [-]."""
ONE = 1024
"""Believable cars for a single claim [-]."""
SHARES = (0.5, 0.3, 0.2)
"""Of the time that claims take: what is believed, each by itself, what it needs [-]."""
DOUBTFUL = 0.25
"""Plausibility below which it is looked for what would have to be true [-]."""


@dataclass(frozen=True, eq=False)
class Checked:
    """A claim against what is known without it."""

    heard: Heard
    """The claim [-]."""
    variant: str | None
    """Variant that was looked at; None where the car has only one [-]."""
    predicted: Predicted
    """What it would say if it were right."""
    plausibility: float
    """Share of believable cars that reach it [-]."""
    slip: str
    """The slip that explains it; empty where none does [-]."""
    nearest: Nearest | None = None
    """The nearest car that meets it; None where many do, or where no belief is simulated."""
    broken: tuple[str, ...] = ()
    """Physical limits that this car breaks, in words [-]."""
    limit: float | None = None
    """What physics allows believable cars at best [unit of the key]; None where it sets none."""
    beside: Beside | None = None
    """The simulated car beside what is believed without the claim; None where that is not asked."""


@dataclass(frozen=True, eq=False)
class _Judged:
    checked: Checked
    draws: Draws
    meant: Meaning | None


def check_claims(
    car_file: CarFile, on: datetime.date, *, about: Population | None = None, count: int = COUNT
) -> tuple[Checked, ...]:
    """Return every numeric claim of a car that was known on a date, in the order of the file.

    Args:
        car_file: the car file; of a file of several variants each claim is asked of its own.
        on: the date, itself included.
        about: the population; None is what was known on the date without the car's own results.
        count: believable cars for each claim.

    Raises:
        InputError: if what is known cannot belong to one car.
    """
    then = as_of(car_file, on)
    asked = numeric(then)
    main = then.variant
    groups: dict[str, list[Heard]] = {}
    for one in asked:
        groups.setdefault((one.claim.variant or main or "").casefold(), []).append(one)
    also = frozenset[str]().union(*(charging_of(one.key, one.claim) for one in asked))
    found: dict[int, Checked] = {}
    for claims in in_parts("checking claims", list(groups.values())):
        variant = claims[0].claim.variant or main
        of = scene(car_file, Asking(on, variant=variant, also=also, count=count), about)
        found |= {id(one.heard): one for one in _of_scene(of, claims)}
    return tuple(found[id(one)] for one in asked)


def can_it_be(car_file: CarFile, one: Heard, on: datetime.date, *, count: int = ONE) -> Checked:
    """Return one claim, said by nobody in particular, against what is known without it.

    Args:
        car_file: the car file.
        one: the claim.
        on: the date, itself included.
        count: believable cars.

    Raises:
        InputError: if what is known cannot belong to one car.
    """
    also = charging_of(one.key, one.claim)
    of = scene(car_file, Asking(on, variant=one.claim.variant, also=also, count=count))
    ids = repeated(of, one, whoever=True)
    with task("weighing claims", (PILOTS, SCOUTS * SCOUTING + ROUNDS * count, count)) as step:
        terms = of.terms(ids)
        step()
        found = believed(of, terms)
        step()
        (judged,) = _with_needs([_judged(of, one, weighed(found))])
        said = beside(found, figures_of(one.key, one.claim), ids)
    return replace(judged, variant=of.car_file.variant, beside=said)


def numeric(then: CarFile) -> list[Heard]:
    """Return all claims of a car file that are numbers of the car, in the order of the file.

    Args:
        then: the car file, as of a date.
    """
    rows = {**FIGURE_ROWS, **CLAIM_ROWS}
    return [
        one
        for part in WORTH
        for key, claims in getattr(then, part).items()
        for place, claim in enumerate(claims)
        if isinstance(rows[key], NumberRow)
        and (one := Heard(f"{key}/{place}", key, claim, then.sources[claim.source])).numbers
    ]


def _of_scene(of: Scene, claims: Sequence[Heard]) -> list[Checked]:
    draws, judged = dict[frozenset[str], Draws](), []
    with task("checking claims", SHARES) as step:
        surrogate = _surrogate(of, claims)
        step()
        for one in in_parts("checking claims one by one", claims):
            ids = repeated(of, one)
            if ids not in draws:
                draws[ids] = without(of, surrogate, ids, of.asking.count)
            judged.append(_judged(of, one, draws[ids]))
        step()
        return _with_needs(judged)


def _surrogate(of: Scene, claims: Iterable[Heard]) -> Surrogate:
    """Fitted where believable cars are; to cars of the prior where that is near enough."""
    meant = {m.quantity for one in claims for m in meanings(one.key, one.claim)}
    if meant & set(of.simulates):
        try:
            return believed(of).surrogate
        except InputError:  # claims that no car meets are still looked at one by one
            pass
    normal, values = of.pilots
    return of.fitted(normal, values)


def _judged(of: Scene, one: Heard, draws: Draws) -> _Judged:
    said = predicted(one, draws)
    share = plausibility(one, said.values, said.weights)
    slipped = "" if said.estimate else slip(one, draws, _reliability(of, one), said.meanings)
    meant = None if said.estimate else _easiest(one, said, draws)
    checked = Checked(one, of.asking.variant, said, share, slipped)
    return _Judged(replace(checked, limit=_limit(one, meant, draws)), draws, meant)


def _reliability(of: Scene, one: Heard) -> Reliability:
    procedure = one.claim.procedure or "unspecified"
    asked = Asked(one.key, one.claim.kind, "", procedure, one.claim.bound)
    left_out = frozenset({of.asking.without_car}) - {""}
    return reliability(asked, of.asking.on, left_out)


def _easiest(one: Heard, said: Predicted, draws: Draws) -> Meaning | None:
    """Of what a claim may mean the one that most believable cars reach."""
    each = len(draws.normal)
    even = np.full(each, 1.0 / each)
    shares = [
        plausibility(one, said.values[place * each : (place + 1) * each], even)
        for place in range(len(said.meanings))
    ]
    return said.meanings[int(np.argmax(shares))] if shares else None


def _with_needs(judged: Sequence[_Judged]) -> list[Checked]:
    """The nearest cars of all doubtful claims of a scene, looked for together."""
    doubtful = [
        place
        for place, one in enumerate(judged)
        if one.meant is not None
        and one.checked.plausibility < DOUBTFUL
        and one.checked.heard.key != "price"  # what a maker asks is no property of the car
    ]
    goals = [_goal(judged[place]) for place in doubtful]
    found = [one.checked for one in judged]
    for place, goal, car in zip(doubtful, goals, nearest(goals), strict=True):
        ends = broken(goal.quantity, math.exp(goal.log), car.figures)
        if not car.reached:
            ends = ("no car near the believable ones reaches it", *ends)
        found[place] = replace(found[place], nearest=car, broken=ends)
    return found


def _goal(one: _Judged) -> Goal:
    heard, meant = one.checked.heard, one.meant
    if meant is None:
        raise TypeError("a claim that means nothing has no goal")
    number = claimed_number(heard.key, heard.claim, threshold(heard))
    return Goal(one.draws, meant.quantity, math.log(number) - meant.shift)


def _limit(one: Heard, meant: Meaning | None, draws: Draws) -> float | None:
    if meant is None or side_of(one) == "neither" or one.key == "mpge":
        return None
    found = best(meant.quantity, {name: draws.values(name) for name in FIGURES})
    return None if found is None else found * math.exp(meant.shift)
