"""settle: every figure of a car, by claim, by rule or by class default, with its origin. No JAX.

A figure comes, in this order, from a claim of the file, from a rule that derives it from other
figures of the file, or from what is usual of such a car; the last two are marked estimated in every
output.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from carwright.build.defaults import Kind, default, rule, source_title
from carwright.build.usual import Usual, usual
from carwright.carfile.best import best_claim, of_variant
from carwright.carfile.schema import CarFile
from carwright.errors import InputError
from carwright.figure_table import BY_KEY, CHOICES, FIGURES, SIDES, numbers_of
from carwright.population.evidence import Without
from carwright.population.gaussian import BAND, Gaussian
from carwright.population.names import family_id
from carwright.population.population import Population
from carwright.population.population import population as known_population
from carwright.population.sizes import LOGGED
from carwright.population.variables import QUALITY_OF
from carwright.units import to_si

POPULATION = "carwright: population of measured cars"
"""Who stands behind a size that nobody has said."""
_NONE = Gaussian((), np.zeros(0), np.zeros((0, 0)))
NOBODY = Usual(_NONE, _NONE)
"""What is usual of a car before the population is asked."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a figure comes from."""

    value: float | str
    """The figure in the unit of its key, or the word of a choice."""
    how: str
    """`given`, `rule`, `population` or `default`."""
    kind: str
    """Kind of the claim; `estimate` for what is not given."""
    source: str
    """Who stands behind it, in words."""
    date: str
    """When that was said; empty for rules and defaults."""
    note: str
    """What a reader should know of it."""
    low: float | None = None
    """Lower end of its band, where it has one."""
    high: float | None = None
    """Upper end of its band."""


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

    def draws(self, count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
        """Return many versions of the car, each as `arrays` gives it, drawn jointly.

        What the population estimates and what a source gives as a span is drawn; grip with them,
        since a sprint hangs on it. The same seed gives the same draws.

        Args:
            count: how many.
            seed: of the random numbers.

        Returns:
            (count, figures) in SI and (count, choices).
        """
        chances = np.random.default_rng(seed + 2).standard_normal((count, 2))
        many = [
            _settled(self.car_file, one, Chance(*chance)).arrays()
            for one, chance in zip(self.usual.draws(count, seed), chances, strict=True)
        ]
        return np.stack([values for values, _ in many]), np.stack([words for _, words in many])

    def arrays(self) -> tuple[np.ndarray, np.ndarray]:
        """Return figures in SI and choices as numbers, each in the order of its vector."""
        values = [to_si(row.key, self.values[row.key]) for row in FIGURES]
        choices = [numbers_of(name)[self.choices[name]] for name in CHOICES]
        return np.array(values), np.array(choices, np.int32)

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


@dataclass(frozen=True, slots=True)
class Chance:
    """What chance decides in one version of a car, in standard deviations."""

    span: float = 0.0
    """Where in their spans the sources' figures lie [-]."""
    grip: float = 0.0
    """How far grip is from its middle [-]."""


@dataclass
class Desk:
    """What is settled so far; each rule looks at it and adds to it."""

    car_file: CarFile
    usual: Usual
    chance: Chance = Chance()
    origins: dict[str, Origin] = field(default_factory=dict)
    kind: Kind = field(default_factory=Kind)

    def has(self, *keys: str) -> bool:
        """Return whether all of these are settled."""
        return all(key in self.origins for key in keys)

    def number(self, key: str) -> float:
        """Return a settled number in the unit of its key."""
        return float(self.origins[key].value)

    def word(self, key: str) -> str:
        """Return a settled word."""
        return str(self.origins[key].value)

    def derive(self, key: str, value: float | str, by: str, note: str = "") -> None:
        """Settle a figure by a rule, unless it is settled."""
        if key not in self.origins:
            text = rule(by)["text"]
            title = source_title(rule(by)["from"])
            self.origins[key] = Origin(
                value, "rule", "estimate", title, "", f"{text}{'; ' if note else ''}{note}"
            )

    def fall_back(self, key: str) -> None:
        """Settle a figure by the population or by its class default, unless it is settled."""
        if key not in self.origins:
            self.origins[key] = self._size(key) if self.usual.has(key) else self._default(key)

    def _size(self, key: str) -> Origin:
        value, low, high = self.usual.size(key)
        note = "usual of cars with what is known of this one"
        value = _possible(key, value)
        return Origin(value, "population", "estimate", POPULATION, "", note, low, high)

    def _default(self, key: str) -> Origin:
        usual = default(key, self.kind)
        title = source_title(usual.source)
        value, low, high = usual.value, usual.low, usual.high
        if key in QUALITY_OF and isinstance(value, float | int):
            middle, least, most = self.usual.factor(QUALITY_OF[key])
            note = f"{usual.note}; times {middle:.2f}, learnt from measured cars"
            low, high = value * least, value * most
            value = _possible(key, value * middle)
            return Origin(value, "population", "estimate", title, "", note, low, high)
        if key == "grip_coefficient" and low is not None and high is not None:
            value = float(value) * (high / low) ** (0.5 * self.chance.grip / BAND)
        return Origin(value, "default", "estimate", title, "", usual.note, low, high)


def _possible(key: str, value: float) -> float:
    """The nearest value that a figure can have: a draw reaches farther than any car."""
    row = BY_KEY.get(key)
    return value if row is None else min(max(value, row.low), row.high)


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
    found = usual(known, words, car_file.year, about or of_others(car_file))
    return _settled(car_file, found, Chance())


def of_others(car_file: CarFile, on: date | None = None) -> Population:
    """Return the population without the results of a car's own model family.

    Args:
        car_file: the car file.
        on: the date as of which it was known; None is today.
    """
    own = family_id(car_file.maker, car_file.name)
    return known_population(on, Without(families=frozenset({own})))


def _settled(car_file: CarFile, found: Usual, chance: Chance) -> Settled:
    from carwright.build import rules

    desk = Desk(car_file, found, chance)
    _claimed(desk)
    rules.apply(desk)
    for row in FIGURES:
        desk.fall_back(row.key)
    _within_bounds(desk)
    _weighs_something(desk)
    return Settled(
        car_file=car_file,
        values={row.key: desk.number(row.key) for row in FIGURES},
        choices={name: desk.word(name) for name in CHOICES},
        origins=desk.origins,
        usual=found,
    )


def _claimed(desk: Desk) -> None:
    """Settle what the file's sources give."""
    car_file = desk.car_file
    for key, claims in car_file.figures.items():
        chosen = of_variant(claims, car_file.variant)
        if chosen:
            claim = best_claim(chosen)
            source = car_file.sources[claim.source]
            value = claim.value if isinstance(claim.value, str) else claim.middle
            if claim.low is not None and claim.high is not None and not isinstance(value, str):
                reach = 0.5 * (claim.high - claim.low) * desk.chance.span / BAND
                value = min(max(value + reach, claim.low), claim.high)
            title, note = f"{source.by}: {source.title}", claim.note or ""
            desk.origins[key] = Origin(
                value, "given", claim.kind, title, claim.date, note, claim.low, claim.high
            )


def _sizes(desk: Desk) -> dict[str, float]:
    """Sizes that follow at once from what the sources give, for the population to build on."""
    from carwright.build.rules import known_battery, known_mass, known_power

    found = {key: desk.number(key) for key in LOGGED if desk.has(key)}
    found.setdefault("kerb_mass_kg", known_mass(desk))
    found.setdefault("battery_usable_energy_kwh", known_battery(desk))
    found.setdefault("peak_power_kw", known_power(desk))
    return found


def _within_bounds(desk: Desk) -> None:
    for row in FIGURES:
        value = desk.number(row.key)
        if not row.low <= value <= row.high:
            raise InputError(
                f"what is known of this car gives it an impossible figure: {row.meaning}",
                file=desk.car_file.path,
                key=row.key,
                value=f"{value:g} ({desk.origins[row.key].note})",
                allowed=f"{row.low:g} to {row.high:g}",
                remedy="check the figures that this one is derived from",
            )


def _weighs_something(desk: Desk) -> None:
    left_out = (
        desk.number("reference_battery_gross_energy_kwh") - desk.number("battery_gross_energy_kwh")
    ) * (1e3 / desk.number("pack_specific_energy_wh_per_kg"))
    for side in SIDES:
        if desk.word(f"{side}_machine") != "none":
            power = f"{side}_peak_power_kw"
            less = desk.number(f"reference_{power}") - desk.number(power)
            left_out += less * 1e3 / desk.number("drive_unit_specific_power_w_per_kg")
    if left_out >= desk.number("kerb_mass_kg"):
        raise InputError(
            "kerb mass less the battery and units that this car leaves out is nothing",
            file=desk.car_file.path,
            key="kerb_mass_kg",
            value=f"{desk.number('kerb_mass_kg'):g} less {left_out:.0f} kg",
            remedy="kerb mass belongs to the reference battery and units",
        )
