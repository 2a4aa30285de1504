"""WLTP: the shortened test (STP) or consecutive cycles (CCP).

The shortened test has dynamic halves of a WLTC and a city cycle, and steady runs after them.
A car below 120 km/h drives class 3a without Extra High, one with little power a gentler Extra High,
one slower than its cycle its top speed for longer.
Source: UN GTR 15 and UN Regulation 154, Annex 8 (B8), from memory; the cycles by Annex 1, as
`wltp_class`, `downscaled` and `capped` have it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from carwright.errors import InputError
from carwright.rate.capped import WLTP_CAPPED_SPEED, capped
from carwright.rate.course import course, pieces
from carwright.rate.discharge import BREAK_OFF, Discharge, repeated, shortened
from carwright.rate.downscaled import FROM, downscaled, downscaling_factor, power_ratio
from carwright.rate.dynamometer import Dynamometer, Facts
from carwright.rate.formula import Formula
from carwright.rate.mass import FORMULAS
from carwright.rate.phases import alike_instead, rated, rating, recharged, weighted
from carwright.rate.rating import COMBINED, Alternative, Rating
from carwright.rate.weights import FIRST_BY_SHARE
from carwright.rate.wltp_class import EXTRA_HIGH, PARTS, WITHOUT_EXTRA_HIGH, Classed, classed
from carwright.rate.wltp_class import FORMULAS as CLASS_FORMULAS
from carwright.units import from_si, to_si
from carwright.world.cycle import Cycle, cycle

METHODS = ("stp", "ccp")
"""How the WLTP is tested."""
CITY = PARTS[:2]
"""Phases of the city cycle."""


def phases_of(parts: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the parts that make one drive of each phase, by name of the phase.

    Args:
        parts: what the whole cycle is driven over.
    """
    return {COMBINED: tuple(parts), "city": CITY, **{part: (part,) for part in parts}}


PHASES = phases_of(PARTS)
"""Parts that make one drive of each phase, with Extra High."""
STEADY_SPEED = Formula(
    "wltp-steady-speed",
    to_si("speed_kmh", 100.0),
    "M",
    "the steady runs of the shortened test are driven at 100 km/h or more; 100 here",
    "UN GTR 15 Annex 8",
)
"""Speed of the steady runs [m/s]."""
LEFT = Formula(
    "wltp-end-share",
    0.05,
    "M",
    "the steady run at the end may take 10 % of the battery at most; it is planned for half that",
    "UN GTR 15 Annex 8",
)
"""Share of the battery that is planned for the last steady run [share]."""
SHORTENED_FROM = Formula(
    "wltp-shortened-from",
    3.0,
    "M",
    "a car whose range is less than three cycles is tested by consecutive cycles",
    "UN GTR 15 Annex 8",
)
"""Cycles from which on the shortened test is for [-]."""


class Asked(NamedTuple):
    """What a car is asked to drive."""

    cycle: Cycle
    """The cycle, scaled down and capped where that is so [-]."""
    parts: tuple[str, ...]
    """Its phases [-]."""
    factor: float
    """Share by which the accelerations of Extra High are scaled down [share]."""
    notes: tuple[str, ...]
    """What was done to the cycle, and why [-]."""


def asked_of(facts: Facts, chosen: Classed) -> Asked:
    """Return the cycle of a class as one car is asked to drive it.

    Args:
        facts: the car.
        chosen: its class and phases.
    """
    whole = cycle(chosen.cycle)
    ratio = power_ratio(facts.hardest_resistance, facts.test_mass, facts.rated_power)
    factor = downscaling_factor(ratio) if chosen.parts == PARTS else 0.0
    names = [phase.name for phase in whole.phases]
    base = downscaled(whole, factor)
    if chosen.parts != PARTS:
        base = base.part(names[: len(chosen.parts)], whole.id, whole.name)
    driven = capped(base, facts.top_speed)
    notes = []
    if factor:
        notes.append(
            f"the accelerations of Extra High are scaled down by {100.0 * factor:.1f} %: "
            f"it asks for {ratio:.2f} of the rated power of "
            f"{from_si('power_kw', facts.rated_power):.4g} kW"
        )
    if driven is not base:
        notes.append(
            f"the cycle reaches {from_si('speed_kmh', float(np.max(base.speed))):.1f} km/h: it is "
            "driven at the top speed of the car there, for longer, so that its distance is kept"
        )
    return Asked(driven, chosen.parts, factor, tuple(notes))


def rate_wltp(rig: Dynamometer, method: str | None = None) -> Rating:
    """Rate a car by the WLTP.

    Args:
        rig: the car on the roller, loaded for this test.
        method: `stp` or `ccp`; None chooses by the rule.

    Raises:
        InputError: if the car cannot be tested by the method.
    """
    facts = rig.facts
    chosen = classed(facts.rated_power, facts.kerb_mass, facts.top_speed)
    asked = asked_of(facts, chosen)
    found, test = _tested(rig, asked, method)
    slow, other = chosen.name == "3a", ()
    if chosen.parts != PARTS:
        whole = asked_of(facts, chosen._replace(parts=PARTS))
        other = (_otherwise(_tested(rig, whole, None)[0].range, "driven, as in Europe"),)
    elif slow or asked.notes:
        short = test.usable_energy / weighted(test, WITHOUT_EXTRA_HIGH)
        other = (_otherwise(short, "left out, as in Japan"),)
    because = (chosen.because,) if slow or asked.notes else ()
    return replace(
        found,
        class_3a=slow,
        downscaling=asked.factor,
        alternatives=(*found.alternatives, *other),
        notes=(*because, *asked.notes, *found.notes),
    )


def _otherwise(reach: float, instead: str) -> Alternative:
    """The range with the other choice of a country [m]."""
    return Alternative(EXTRA_HIGH.name, f"Extra High is {instead}", reach)


def _tested(rig: Dynamometer, asked: Asked, method: str | None) -> tuple[Rating, Discharge]:
    """The rating of a car over one cycle, and its test."""
    stretches = pieces(asked.cycle, asked.parts)
    if method != "ccp":
        half = course([*stretches, *stretches[: len(CITY)]])
        test = shortened(rig, half, STEADY_SPEED.value, LEFT.value)
        if test is not None:
            found = _rating(rig, test, "stp", asked.parts)
            if method or found.range >= SHORTENED_FROM.value * asked.cycle.distance:
                return found, test
        elif method:
            raise InputError(
                "the car cannot be tested by the shortened method: battery or speed is too small",
                key="method",
                value=method,
                remedy="leave the method out: the rule chooses consecutive cycles",
            )
    test = repeated(rig, course(stretches))
    return _rating(rig, test, "ccp", asked.parts), test


def _rating(rig: Dynamometer, test: Discharge, method: str, parts: Sequence[str]) -> Rating:
    recharge = recharged(rig, test)
    phases = rated(test, recharge, phases_of(parts))
    found = rating(rig, test, recharge, phases, procedure="wltp", method=method)
    own = (STEADY_SPEED, LEFT) if method == "stp" else ()
    return replace(
        found,
        formulas=(
            *FORMULAS["wltp"],
            FIRST_BY_SHARE,
            *own,
            SHORTENED_FROM,
            *CLASS_FORMULAS,
            FROM,
            WLTP_CAPPED_SPEED,
            BREAK_OFF,
        ),
        alternatives=(alike_instead(test, parts, FIRST_BY_SHARE.name),),
    )
