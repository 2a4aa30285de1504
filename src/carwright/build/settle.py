"""settle: every figure of a car, by claim, by rule or by class default, with its origin. No JAX.

A figure comes, in this order, from a claim of the file, from a rule that derives it from other
figures of the file, or from what is usual of such a car; the last two are marked estimated in every
output.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from carwright.build.defaults import Kind, default, rule, source_title
from carwright.carfile.best import best_claim, of_variant
from carwright.carfile.schema import CarFile
from carwright.errors import InputError
from carwright.figure_table import CHOICES, FIGURES, SIDES, numbers_of
from carwright.units import to_si


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a figure comes from."""

    value: float | str
    """The figure in the unit of its key, or the word of a choice."""
    how: str
    """`given`, `rule` or `default`."""
    kind: str
    """Kind of the claim; `estimate` for rules and defaults."""
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


@dataclass
class Desk:
    """What is settled so far; each rule looks at it and adds to it."""

    car_file: CarFile
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
        """Settle a figure by its class default, unless it is settled."""
        if key not in self.origins:
            usual = default(key, self.kind)
            title = source_title(usual.source)
            self.origins[key] = Origin(
                usual.value, "default", "estimate", title, "", usual.note, usual.low, usual.high
            )


def settle(car_file: CarFile) -> Settled:
    """Return the car with every figure settled.

    Args:
        car_file: the car file.

    Raises:
        InputError: if what is known cannot belong to one car.
    """
    from carwright.build import rules

    desk = Desk(car_file)
    for key, claims in car_file.figures.items():
        chosen = of_variant(claims, car_file.variant)
        if chosen:
            claim = best_claim(chosen)
            source = car_file.sources[claim.source]
            value = claim.value if isinstance(claim.value, str) else claim.middle
            title, note = f"{source.by}: {source.title}", claim.note or ""
            desk.origins[key] = Origin(
                value, "given", claim.kind, title, claim.date, note, claim.low, claim.high
            )
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
    )


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
