r"""Five-cycle: what can be said of EPA's factor by five cycles, and why no more.

The five-cycle consumption of 40 CFR 600.114-12, for an electric car with energies for fuel:

$$0.905\, E_{city} = S/4.1 + 0.82 (0.48 B_2 + 0.41 B_3 + 0.11 U_{city})
    + 0.18\, (B_{2,cold} + B_{3,cold})/2 + 0.133 \cdot 1.083\, A$$
$$0.905\, E_{highway} = S/60 + 1.007 (0.79 U_{highway} + 0.21 H) + 0.133 \cdot 0.377\, A$$

with bags B of the FTP, US06 U, highway H, start energy S and air conditioning A. S, A and the
excess of the cold bags are cabin heat, cabin cooling and a cold battery: climate is not simulated,
so they are not judged. None of them is negative, so what is left bounds the factor from above.

Source: 40 CFR 600.114-12 (a) and (b), whose equations are images; coefficients from memory, the
same in NREL FASTSim (five_cycle.rs); split of the US06 at 130 and 495 s from 40 CFR 86.159-08, from
memory.
"""

import math
from typing import Any

import numpy as np

from carwright.rate.course import Piece, course, pieces
from carwright.rate.dynamometer import Dynamometer
from carwright.rate.formula import Formula
from carwright.rate.rating import FiveCycle
from carwright.rate.weights import city_and_highway
from carwright.world.cycle import cycle

FIVE_CYCLE = Formula(
    "five-cycle",
    0.905,
    "M",
    "share of fuel economy that wind, roads and tyres leave, with the weights of the five cycles",
    "40 CFR 600.114-12",
)
"""What non-dynamometer effects leave, in the five-cycle equations [share]."""
NOT_JUDGED = (
    "SC03 at 35 C: cabin cooling is not simulated",
    "cold FTP at -7 C: cabin heat is not simulated",
)
"""Cycles that cannot be judged, with the reason."""
SPLIT = (130, 495)
"""Seconds of the US06 between which it counts as highway, before and after as city."""


def five_cycle(rig: Dynamometer, start: Any, bags: np.ndarray, highway: float) -> FiveCycle:
    """Return the factor that the five cycles cannot exceed.

    Args:
        rig: the car on the roller.
        start: a warm car with room for regeneration.
        bags: (2,) consumption of bag 1 or 3, and of bag 2, of a warm UDDS at the battery [J/m].
        highway: consumption of the highway cycle at the battery [J/m].
    """
    leg = rig.drive(_us06(), start, math.inf)
    energy, distance = leg.energy[:3], np.maximum(leg.distance[:3], 1.0)
    us06_city = float((energy[0] + energy[2]) / (distance[0] + distance[2]))
    us06_highway = float(energy[1] / distance[1])
    return bounded(bags, highway, us06_city, us06_highway)


def bounded(bags: np.ndarray, highway: float, us06_city: float, us06_highway: float) -> FiveCycle:
    """Return the factors that the equations leave when nothing but driving costs energy.

    Args:
        bags: (2,) consumption of bag 1 or 3, and of bag 2, of a warm UDDS [J/m].
        highway: consumption of the highway cycle [J/m].
        us06_city: consumption of the city part of the US06 [J/m].
        us06_highway: consumption of its highway part [J/m].
    """
    third, second = float(bags[0]), float(bags[1])
    distances = _bag_distances()
    city = float(np.sum(bags * distances) / np.sum(distances))
    least_city = 0.82 * (0.48 * second + 0.41 * third + 0.11 * us06_city)
    least_city = (least_city + 0.18 * 0.5 * (second + third)) / FIVE_CYCLE.value
    least_highway = 1.007 * (0.79 * us06_highway + 0.21 * highway) / FIVE_CYCLE.value
    two = city_and_highway(city, highway)
    return FiveCycle(
        most=two / city_and_highway(least_city, least_highway),
        most_city=city / least_city,
        most_highway=highway / least_highway,
        not_judged=NOT_JUDGED,
    )


def _us06():
    speed = cycle("us06").speed[1:]
    first, last = SPLIT
    return course(
        [
            Piece("us06 city", speed[:first]),
            Piece("us06 highway", speed[first:last]),
            Piece("us06 city", speed[last:]),
        ]
    )


def _bag_distances() -> np.ndarray:
    return course(pieces(cycle("udds"), ("bag 1", "bag 2"))).asked_distances
