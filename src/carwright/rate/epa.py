"""EPA: the multi-cycle test (MCT) or a single-cycle test for city and highway each (SCT).

Source: SAE J1634-2012 and -2017, from memory; 40 CFR 600.116-12 (a) for the choice of the test and
its pauses, 40 CFR 600.210-12 and 600.311-12 for the label.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from carwright.errors import InputError
from carwright.rate.course import PAUSE, SOAK, course, pieces, standing
from carwright.rate.discharge import BREAK_OFF, Discharge, drives_of, repeated, shortened
from carwright.rate.dynamometer import Dynamometer
from carwright.rate.five_cycle import FIVE_CYCLE, five_cycle
from carwright.rate.formula import Formula
from carwright.rate.label import LABEL_FACTOR
from carwright.rate.mass import FORMULAS
from carwright.rate.phases import notes_of, phase_rating, rating, recharged, weighted
from carwright.rate.rating import (
    COMBINED,
    Alternative,
    FiveCycle,
    PhaseRating,
    Rating,
    Recharge,
    labelled,
)
from carwright.rate.weights import CITY_SHARE, FIRST_BY_SHARE, city_and_highway
from carwright.units import to_si
from carwright.world.cycle import cycle

METHODS = ("mct", "sct")
"""How EPA tests."""
CITY, HIGHWAY = ("udds bag 1", "udds bag 2"), ("hwfet",)
"""Parts that make one drive of each phase."""
STEADY_SPEED = Formula(
    "mct-steady-speed",
    to_si("speed_mph", 65.0),
    "M",
    "the steady runs of the multi-cycle test are driven at 65 mph",
    "SAE J1634",
)
"""Speed of the steady runs [m/s]."""
LEFT = Formula(
    "mct-end-share",
    0.1,
    "M",
    "the steady run at the end may take 20 % of the battery at most; it is planned for half that",
    "SAE J1634",
)
"""Share of the battery that is planned for the last steady run [share]."""
KEY_ON_PAUSE = Formula(
    "mct-key-on-pause",
    15.0,
    "V",
    "15 s switched on between city and highway cycle",
    "40 CFR 600.116-12 (a)(2)(i)",
)
"""Pause after the first city cycle of a half [s]."""
KEY_OFF_SOAK = Formula(
    "mct-key-off-soak",
    600.0,
    "V",
    "10 minutes switched off between highway and city cycle; none around the steady runs",
    "40 CFR 600.116-12 (a)(2)(ii) and (iii)",
)
"""Pause after the highway cycle [s]."""
HIGHWAY_ALIKE = Formula(
    "mct-highway-weights",
    0.5,
    "M",
    "both highway cycles of the multi-cycle test weigh the same",
    "SAE J1634",
)
"""Weight of each highway cycle [share]."""


def rate_epa(rig: Dynamometer, method: str | None = None, factor: float | None = None) -> Rating:
    """Rate a car by EPA's rules.

    Args:
        rig: the car on the roller, loaded for this test.
        method: `mct` or `sct`; None chooses by the rule.
        factor: from the unadjusted range to the label's; None is 0.7.

    Raises:
        InputError: if the car cannot be tested by the method.
    """
    found = None if method == "sct" else _multi_cycle(rig)
    if found is None and method == "mct":
        raise InputError(
            "the car cannot complete the multi-cycle test: battery or speed is too small",
            key="method",
            value=method,
            remedy="leave the method out: the rule chooses single-cycle tests",
        )
    return _label(found or _single_cycles(rig), factor)


def _multi_cycle(rig: Dynamometer) -> Rating | None:
    city, highway = pieces(cycle("udds"), CITY), pieces(cycle("hwfet"), HIGHWAY)
    pause, soak = standing(PAUSE, KEY_ON_PAUSE.value), standing(SOAK, KEY_OFF_SOAK.value)
    half = course([*city, pause, *highway, soak, *city])
    test = shortened(rig, half, STEADY_SPEED.value, LEFT.value)
    if test is None or test.weak:
        return None
    recharge = recharged(rig, test)
    usable, allocation = test.usable_energy, recharge.energy_ac / test.usable_energy
    phases = {
        "city": phase_rating(weighted(test, CITY), usable, allocation),
        "highway": phase_rating(weighted(test, HIGHWAY, alike=True), usable, allocation),
    }
    alike = usable / weighted(test, CITY, alike=True)
    found = _rating(rig, test, recharge, phases, "mct")
    return replace(
        found,
        five_cycle=_five_cycle(rig, half, test),
        formulas=(
            *FORMULAS["epa"],
            FIRST_BY_SHARE,
            HIGHWAY_ALIKE,
            STEADY_SPEED,
            LEFT,
            KEY_ON_PAUSE,
            KEY_OFF_SOAK,
            CITY_SHARE,
            LABEL_FACTOR,
            FIVE_CYCLE,
            BREAK_OFF,
        ),
        alternatives=(
            Alternative(
                FIRST_BY_SHARE.name,
                "all drives of a phase weigh alike",
                city_and_highway(alike, phases["highway"].range),
            ),
            _by_consumption(found),
        ),
    )


def _five_cycle(rig: Dynamometer, half, test: Discharge) -> FiveCycle:
    """The bound by five cycles, with the second city cycle and a car warm from the first half."""
    bags = np.array([_second(test, name) for name in CITY])
    warm = rig.drive(half, rig.rested(), float("inf")).end
    return five_cycle(rig, warm, bags, _second(test, HIGHWAY[0]))


def _second(test: Discharge, name: str) -> float:
    energies, distances = drives_of(test, (name,))
    return float(energies[1] / distances[1])


def _single_cycles(rig: Dynamometer) -> Rating:
    soak, pause = standing(SOAK, KEY_OFF_SOAK.value), standing(PAUSE, KEY_ON_PAUSE.value)
    city = repeated(rig, course([*pieces(cycle("udds"), CITY), soak]))
    highway = repeated(rig, course([*pieces(cycle("hwfet"), HIGHWAY), pause]))
    recharge = recharged(rig, city)
    phases = {
        "city": _by_distance(city, recharge),
        "highway": _by_distance(highway, recharged(rig, highway)),
    }
    found = _rating(rig, city, recharge, phases, "sct")
    return replace(
        found,
        segments=(*city.segments, *highway.segments),
        short=city.short or highway.short,
        weak=city.weak or highway.weak,
        formulas=(*FORMULAS["epa"], CITY_SHARE, LABEL_FACTOR, BREAK_OFF),
        alternatives=(_by_consumption(found),),
        notes=(
            *found.notes,
            *notes_of(highway),
            "energies are those of the city test; the highway has one of its own",
        ),
    )


def _by_distance(test: Discharge, recharge: Recharge) -> PhaseRating:
    distance = max(test.distance, 1.0)
    return PhaseRating(distance, recharge.energy_ac / distance, test.usable_energy / distance)


def _rating(
    rig: Dynamometer,
    test: Discharge,
    recharge: Recharge,
    phases: Mapping[str, PhaseRating],
    method: str,
) -> Rating:
    both = zip(phases["city"], phases["highway"], strict=True)
    combined = PhaseRating(*(city_and_highway(city, highway) for city, highway in both))
    phases = {COMBINED: combined, **phases}
    return rating(rig, test, recharge, phases, procedure="epa", method=method)


def _by_consumption(found: Rating) -> Alternative:
    """The combined range from the combined consumption, instead of the mean of the ranges."""
    usable = found.usable_energy / found.phases[COMBINED].consumption_dc
    return Alternative(
        CITY_SHARE.name, "usable energy over the combined consumption, not the mean range", usable
    )


def _label(found: Rating, factor: float | None) -> Rating:
    """The rating with the label's phases, and what was measured beside them."""
    share = LABEL_FACTOR.value if factor is None else factor
    return replace(
        found,
        phases={name: labelled(phase, share) for name, phase in found.phases.items()},
        unadjusted=found.phases,
        factor=share,
        factor_from=f"default, {LABEL_FACTOR.source}" if factor is None else "given for this car",
        alternatives=tuple(
            other._replace(range=share * other.range) for other in found.alternatives
        ),
    )
