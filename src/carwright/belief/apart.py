"""apart: the simulated car beside what is believed, and why the two lie apart where they do.

The simulated car takes every figure of its file at its word, what is usual for the rest, and no
claim of the whole car. A belief weighs each claim, those of the whole car too, and lets each test
read off its simulation. Where the simulated car lies outside the band that holds nine believable
cars in ten, one sentence says which of its figures the belief takes otherwise, and for whose claim.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from carwright.belief.because import because
from carwright.belief.belief import Belief
from carwright.belief.headline import Band, headline
from carwright.belief.headline_keys import QUANTITY, WORDS, unit_of
from carwright.belief.simulated import tested
from carwright.belief.verdict import number
from carwright.cars.batch import loads_of_tests
from carwright.figure_table import SIDES
from carwright.settle.settled import Settled

FIGURES = ("battery_gross_energy_kwh", "battery_usable_energy_kwh", "kerb_mass_kg")
"""Headline figures that are one figure of the car."""
STATED = "battery_energy_kwh"
"""Headline figure that only a source gives."""


@dataclass(frozen=True, slots=True)
class Apart:
    """A headline figure of which the simulated car lies outside what is believed."""

    figure: str
    """Its key."""
    believed: Band
    """What is believed, in the unit of its key."""
    simulated: float
    """What the simulated car has, in the unit of its key."""
    sentence: str
    """Why, in one sentence."""


@dataclass(frozen=True)
class Beside:
    """The simulated car beside a belief."""

    simulated: Mapping[str, float]
    """Headline figures of the simulated car, in the unit of their key."""
    apart: tuple[Apart, ...]
    """Where they lie outside what is believed."""


def beside(
    found: Belief,
    figures: Collection[str] = tuple(QUANTITY),
    without: frozenset[str] = frozenset(),
) -> Beside:
    """Return the simulated car as of the same day beside a belief.

    Args:
        found: what is believed of the car.
        figures: headline figures that are looked at.
        without: ids of claims that the belief did not hear.
    """
    every = simulated_car(found.scene.settled)
    simulated = {key: value for key, value in every.items() if key in figures}
    return Beside(simulated, apart(found, simulated, without))


def simulated_car(car: Settled) -> dict[str, float]:
    """Return the headline figures of the simulated car, in the unit of their key.

    They are those of `compare`; what is not reached, and what no source states, is left out.

    Args:
        car: the car, settled.
    """
    values, choices = car.arrays()
    found = tested(values[None], choices[None], loads_of_tests([car]))
    numbers = {key: float(value) for key, (value,) in found.items()}
    numbers |= {key: car.values[key] for key in FIGURES}
    driven = [side for side in SIDES if car.choices[f"{side}_machine"] != "none"]
    numbers["peak_power_kw"] = sum(car.values[f"{side}_peak_power_kw"] for side in driven)
    if STATED in car.origins and car.origins[STATED].how == "given":
        numbers[STATED] = float(car.origins[STATED].value)
    return {key: numbers[key] for key in QUANTITY if np.isfinite(numbers.get(key, np.inf))}


def apart(
    found: Belief, simulated: Mapping[str, float], without: frozenset[str] = frozenset()
) -> tuple[Apart, ...]:
    """Return where the simulated car lies outside what is believed, and why.

    Args:
        found: what is believed of the car.
        simulated: headline figures of the simulated car, as `simulated_car` gives them.
        without: ids of claims that the belief did not hear.
    """
    bands = headline(found)
    outside = {
        key: bands[key]
        for key, value in simulated.items()
        if not bands[key][0] <= value <= bands[key][2]
    }
    if not outside:
        return ()
    reasons = because(found, outside, simulated, without)
    return tuple(
        Apart(key, band, simulated[key], _sentence(key, band, simulated[key], reasons[key]))
        for key, band in outside.items()
    )


def _sentence(key: str, band: Band, simulated: float, reason: str) -> str:
    low, middle, high = (number(key, value) for value in band)
    name = WORDS[key]
    return (
        f"{name[0].upper()}{name[1:]}: {middle} {unit_of(key)} believed ({low} to {high}), "
        f"{number(key, simulated)} simulated: {reason}."
    )
