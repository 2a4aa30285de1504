"""settle: every figure of a car, by claim, by rule or by class default, with its origin. No JAX.

A figure comes, in this order, from a claim of the file, from a rule that derives it from other
figures of the file, or from what is usual of such a car; the last two are marked estimated in every
output.
"""

import math
from datetime import date

import numpy as np

from carwright.carfile.best import best_claim, main_variant, of_variant
from carwright.carfile.schema import CarFile
from carwright.population.evidence import Without
from carwright.population.gaussian import BAND, Gaussian
from carwright.population.names import family_id
from carwright.population.population import Population
from carwright.population.population import population as known_population
from carwright.population.sizes import LOGGED
from carwright.population.variables import QUALITY_OF
from carwright.settle import refuse, rules
from carwright.settle.defaults import Kind, default
from carwright.settle.desk import Chance, Desk
from carwright.settle.settled import Head, Origin, Settled, Whole
from carwright.settle.usual import Usual, usual

_NONE = Gaussian((), np.zeros(0), np.zeros((0, 0)))
NOBODY = Usual(_NONE, _NONE)
"""What is usual of a car before the population is asked."""


def settle(car_file: CarFile, about: Population | None = None) -> Settled:
    """Return the car with every figure settled.

    Args:
        car_file: the car file.
        about: the population; None is what is known today, without the results of the car's own
            model family: no result of a car reaches its own prediction.

    Raises:
        InputError: if what is known cannot belong to one car.
    """
    desk = Desk(car_file, NOBODY)
    _claimed(desk)
    words = {"maker": car_file.maker, "size": car_file.size, "body": car_file.body}
    words |= {key: desk.word(key) if desk.has(key) else None for key in ("drive", "chemistry")}
    known = {key: value for key, value in _sizes(desk).items() if value > 0.0}
    found = usual(known, words, car_file.year, about or of_others(car_file), _told(desk))
    return version(car_file, found, Chance())


def of_others(car_file: CarFile, on: date | None = None) -> Population:
    """Return the population without the results of a car's own model family.

    Args:
        car_file: the car file.
        on: the date as of which it was known; None is today.
    """
    own = family_id(car_file.maker, car_file.name)
    return known_population(on, Without(families=frozenset({own})))


def version(car_file: CarFile, found: Usual, chance: Chance) -> Settled:
    """Return one version of a car.

    Args:
        car_file: the car file.
        found: what the population says of it.
        chance: what chance decides.

    Raises:
        InputError: if what is known cannot belong to one car.
    """
    desk = finished(car_file, found, chance)
    head = Head(
        id=car_file.id,
        name=car_file.name,
        maker=car_file.maker,
        variant=car_file.variant,
        path=car_file.path,
        digest=car_file.digest,
    )
    whole = Whole(car_file, found)
    return Settled(head, desk.origins, lambda: whole)


def finished(car_file: CarFile, found: Usual, chance: Chance) -> Desk:
    """Return the desk on which every figure of one version of a car is settled.

    Args:
        car_file: the car file.
        found: what the population says of it.
        chance: what chance decides.

    Raises:
        InputError: if what is known cannot belong to one car.
    """
    desk = Desk(car_file, found, chance)
    _claimed(desk)
    rules.apply(desk)
    desk.finish()
    refuse.impossible(desk)
    return desk


def _claimed(desk: Desk) -> None:
    """Settle what the file's sources give."""
    car_file = desk.car_file
    variant = main_variant(car_file)
    for key, claims in car_file.figures.items():
        chosen = of_variant(claims, variant)
        if chosen:
            claim = best_claim(chosen)
            source = car_file.sources[claim.source]
            value = claim.value if isinstance(claim.value, str) else claim.middle
            if claim.low is not None and claim.high is not None and not isinstance(value, str):
                reach = 0.5 * (claim.high - claim.low) * desk.chance.span / BAND
                value = min(max(value + reach, claim.low), claim.high)
            if not isinstance(value, str):
                value = value * desk.chance.times.get(key, 1.0)
            title, note = f"{source.by}: {source.title}", claim.note or ""
            desk.origins[key] = Origin(
                value, "given", claim.kind, title, claim.date, note, claim.low, claim.high
            )


def _told(desk: Desk) -> dict[str, float]:
    """What the sources give of the qualities, as logarithms over what is usual of such a body."""
    kind = Kind(desk.car_file.body, desk.car_file.size)
    return {
        name: math.log(desk.number(key) / float(default(key, kind).value))
        for key, name in QUALITY_OF.items()
        if desk.has(key)
    }


def _sizes(desk: Desk) -> dict[str, float]:
    """Sizes that follow at once from what the sources give, for the population to build on."""
    found = {key: desk.number(key) for key in LOGGED if desk.has(key)}
    found.setdefault("kerb_mass_kg", rules.known_mass(desk))
    found.setdefault("battery_usable_energy_kwh", rules.known_battery(desk))
    found.setdefault("peak_power_kw", rules.known_power(desk))
    return found
