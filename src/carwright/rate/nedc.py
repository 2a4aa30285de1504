"""NEDC: the cycle again and again until the battery is empty; range is the distance driven.

Source: UN Regulation 101, Annex 9; GB/T 18386-2017; both from memory.
"""

from dataclasses import replace

from carwright.rate.course import course, pieces
from carwright.rate.discharge import BREAK_OFF, repeated
from carwright.rate.dynamometer import Dynamometer
from carwright.rate.formula import Formula
from carwright.rate.mass import FORMULAS
from carwright.rate.phases import phase_rating, rating, recharged, weighted
from carwright.rate.rating import COMBINED, PhaseRating, Rating
from carwright.world.cycle import cycle

METHODS = ("repeated",)
"""How the NEDC is tested."""
PHASES = ("urban", "extra-urban")
"""Phases of the cycle."""
CYCLES_IN_COURSE = 3
"""Cycles that are driven as one course [-]."""
RANGE_IS_DISTANCE = Formula(
    "nedc-range",
    1.0,
    "M",
    "range is the distance driven until the test ends, consumption the recharge over it",
    "UN Regulation 101 Annex 9, GB/T 18386-2017",
)
"""The rule of the NEDC."""


def rate_nedc(rig: Dynamometer) -> Rating:
    """Rate a car by the NEDC.

    Args:
        rig: the car on the roller, loaded for this test.
    """
    stretches = pieces(cycle("nedc"), PHASES)
    test = repeated(rig, course(stretches * CYCLES_IN_COURSE))
    recharge = recharged(rig, test)
    usable, distance = test.usable_energy, max(test.distance, 1.0)
    allocation = recharge.energy_ac / usable
    phases = {
        COMBINED: PhaseRating(distance, recharge.energy_ac / distance, usable / distance),
        **{
            phase: phase_rating(weighted(test, (phase,), alike=True), usable, allocation)
            for phase in PHASES
        },
    }
    found = rating(rig, test, recharge, phases, procedure="nedc", method="repeated")
    formulas = (*FORMULAS["nedc"], RANGE_IS_DISTANCE, BREAK_OFF)
    return replace(found, formulas=formulas)
