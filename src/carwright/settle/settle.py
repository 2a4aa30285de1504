"""settle: every figure of a car, by claim, by rule or by class default, with its origin. No JAX.

A figure comes, in this order, from a claim of the file, from a rule that derives it from other
figures of the file, or from what is usual of such a car; the last two are marked estimated in every
output.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from carwright.carfile.best import best_claim, main_variant, of_variant
from carwright.carfile.schema import CarFile
from carwright.errors import InputError
from carwright.figure_table import CHOICES, FIGURES, SCALES, SHIFTS, SIDES, numbers_of
from carwright.population.evidence import Without
from carwright.population.gaussian import BAND, Gaussian
from carwright.population.names import family_id
from carwright.population.population import Population
from carwright.population.population import population as known_population
from carwright.population.sizes import LOGGED
from carwright.population.variables import QUALITY_OF
from carwright.settle import refuse, rules
from carwright.settle.defaults import Kind, default
from carwright.settle.desk import Chance, Desk, Origin
from carwright.settle.usual import Usual, usual

_NONE = Gaussian((), np.zeros(0), np.zeros((0, 0)))
NOBODY = Usual(_NONE, _NONE)
"""What is usual of a car before the population is asked."""
ROUNDS = 10
"""How often a draw that cannot be one car is drawn again before that is said [-]."""
_STRIDE = 1000
"""From the seed of one round to that of the next [-]."""
_NUMBERS = {name: numbers_of(name) for name in CHOICES}


@dataclass(frozen=True)
class Settled:
    """A car of which every figure has a value."""

    car_file: CarFile
    """The file."""
    values: Mapping[str, float]
    """Every figure, by key with unit."""
    choices: Mapping[str, str]
    """Every choice, as the word of the car file."""
    origins: Mapping[str, Origin]
    """Where each figure and choice comes from, by key."""
    usual: Usual
    """What the population says of it."""
    on: date | None = None
    """The day as of which it is known; None where the population was chosen otherwise."""

    def draws(self, count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
        """Return many versions of the car, each as `arrays` gives it, drawn jointly.

        What the population estimates and what a source gives as a span is drawn; with them what a
        sprint hangs on. A draw that cannot be one car is drawn again. The same seed gives the same
        draws.

        Args:
            count: how many.
            seed: of the random numbers.

        Returns:
            (count, figures) in SI and (count, choices).

        Raises:
            InputError: if drawing again and again gives no car.
        """
        many: dict[int, tuple[np.ndarray, np.ndarray]] = {}
        for again in range(ROUNDS):
            first = seed + again * _STRIDE
            chances = np.random.default_rng(first + 2).standard_normal((count, 4))
            found = self.usual.draws(count, first)
            for place in (place for place in range(count) if place not in many):
                try:
                    one = version(self.car_file, found[place], Chance(*chances[place]))
                except InputError:
                    if again == ROUNDS - 1:
                        raise
                else:
                    many[place] = one.arrays()
            if len(many) == count:
                break
        values, words = zip(*(many[place] for place in range(count)), strict=True)
        return np.stack(values), np.stack(words)

    def arrays(self) -> tuple[np.ndarray, np.ndarray]:
        """Return figures in SI and choices as numbers, each in the order of its vector."""
        values = np.array([self.values[row.key] for row in FIGURES])
        choices = [_NUMBERS[name][self.choices[name]] for name in CHOICES]
        return values * SCALES + SHIFTS, np.array(choices, np.int32)

    @property
    def used(self) -> tuple[str, ...]:
        """Keys of the figures and choices that this car drives on: none of an absent machine."""
        absent = [side for side in SIDES if self.choices[f"{side}_machine"] == "none"]
        passive = tuple(f"{side}_" for side in absent) + tuple(f"reference_{s}_" for s in absent)
        keys = (*CHOICES, *(row.key for row in FIGURES))
        kept = {f"{side}_machine" for side in absent} | {"front_mass_share"}
        return tuple(key for key in keys if key in kept or not key.startswith(passive))

    @property
    def estimated(self) -> tuple[str, ...]:
        """Keys of the used figures and choices that are estimates."""
        return tuple(key for key in self.used if self.origins[key].kind == "estimate")


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
    return Settled(
        car_file=car_file,
        values={row.key: float(desk.origins[row.key].value) for row in FIGURES},
        choices={name: desk.word(name) for name in CHOICES},
        origins=desk.origins,
        usual=found,
    )


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
