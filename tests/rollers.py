"""What the tests of ratings share: a car on the roller whose numbers follow in closed form."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np
from workshop import car

from carwright.rate.course import PARTS, Course
from carwright.rate.dynamometer import Driven, Dynamometer, Facts, Recharged, driven
from carwright.rate.full import rate
from carwright.rate.rating import Rating
from carwright.rate.roller import Roller

KWH, WH_PER_KM = 3.6e6, 3.6
SHORTFALL = 2.0 / 3.6


class Held(NamedTuple):
    """How much is left in the battery, and how many parts of each name were driven."""

    energy: float
    laps: tuple[tuple[str, int], ...] = ()


def alike(consumption: float) -> Callable[[str, int], float]:
    """The same consumption of every part in every lap [Wh/km]."""
    return lambda name, lap: consumption


@dataclass
class EvenCar:
    """A car of one battery energy, whose consumption hangs on part and lap only."""

    energy: float = 60.0
    """Energy of the battery at its terminals [kWh]."""
    consumption: Callable[[str, int], float] = field(
        repr=False, default_factory=lambda: alike(150.0)
    )
    """Of a part by its name and by how often it came before [Wh/km]."""
    fastest: float = math.inf
    """Speed that it reaches [km/h]."""
    top_speed: float = 200.0
    """Speed at which it holds itself back [km/h]."""
    rated_power: float = 100.0
    """Of its motors [kW]."""
    efficiency: float = 0.88
    """From the wall to the energy that the test took [share]."""
    test_load: float = 100.0
    """What it carries [kg]."""
    driven: list[Course] = field(default_factory=list)
    """Every course that was driven [-]."""

    @property
    def facts(self) -> Facts:
        usable = self.energy * KWH
        return Facts(
            kerb_mass=1500.0,
            test_mass=1500.0 + self.test_load,
            top_speed=self.top_speed / 3.6,
            usable_energy=usable,
            gross_energy=1.05 * usable,
            rated_power=1e3 * self.rated_power,
            hardest_resistance=600.0,
        )

    def rested(self) -> Held:
        return Held(self.energy * KWH)

    def drive(self, course: Course, start: Held, patience: float) -> Driven:
        self.driven.append(course)
        speed = np.minimum(course.speed, min(self.fastest, self.top_speed) / 3.6)
        way = 0.5 * (speed + np.concatenate([[0.0], speed[:-1]])) * course.time_step * course.valid
        laps, used = dict(start.laps), np.zeros(len(way))
        for at, name in enumerate(course.names):
            rate = self.consumption(name, laps.get(name, 0)) * WH_PER_KM
            used += np.where(course.part == at, rate * way, 0.0)
            laps[name] = laps.get(name, 0) + 1
        left = start.energy - np.cumsum(used)
        waited, now = np.zeros(len(way)), 0.0
        for at in np.flatnonzero(course.valid):
            now = now + float(course.time_step) if course.speed[at] - speed[at] > SHORTFALL else 0.0
            waited[at] = now
        empty = left <= 0.0
        over = np.flatnonzero((empty | (waited >= patience)) & course.valid)
        last = int(over[0]) if len(over) else len(way) - 1
        counts = np.where(np.arange(len(way)) <= last, course.valid, 0.0)
        if empty[last]:
            before = left[last - 1] if last else start.energy
            counts[last] = before / used[last]
        steps = np.bincount(course.part, counts > 0.0, PARTS)
        found = (
            np.bincount(course.part, counts * used, PARTS),
            np.bincount(course.part, counts * way, PARTS),
            steps,
            float(np.max(waited * (counts > 0.0))),
            bool(np.any(waited[: last + 1] > 0.0)),
            bool(len(over)),
        )
        end = Held(float(start.energy - np.sum(counts * used)), tuple(laps.items()))
        return driven(course, end, bool(empty[last] and len(over)), found)

    def recharge(self, state: Held) -> Recharged:
        into = self.energy * KWH - state.energy
        return Recharged(into / self.efficiency, into * 1.01, into, into / 7000.0)


def made(rig: EvenCar) -> Callable[[float], Dynamometer]:
    """A maker of rigs, as procedures ask for one, that always gives this one."""

    def make(test_load: float) -> Dynamometer:
        rig.test_load = test_load
        return rig

    return make


@cache
def rated(car_id: str, procedure: str) -> Rating:
    """A full test of a car of the garage."""
    return rate(car(car_id), procedure)


@cache
def roller(car_id: str, test_load: float = 100.0) -> Roller:
    """A car of the garage on the roller."""
    return Roller(car(car_id), test_load)
