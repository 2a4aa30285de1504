r"""Capped speed: a cycle for a car whose top speed is below that of the cycle.

Each phase is driven at no more than the cap, and lengthened at the cap until it is as long in
distance as before:

$$n = \frac{d_{base} - d_{capped}}{v_{cap}\,\Delta t}$$

Source: UN GTR 15, Annex 1, section 9, read in the working document WLTP-GS-TF-41 of July 2019; GB
18352.6-2016, CA.5, from memory, for the CLTC.
"""

from dataclasses import replace

import numpy as np

from carwright.rate.formula import Formula
from carwright.rate.wltp_class import COPY
from carwright.world.cycle import Cycle, Phase

CAPPED_SPEED = Formula(
    "capped-speed",
    1.0,
    "M",
    "a cycle faster than the car is driven at its top speed and lengthened to its distance",
    "GB 18352.6-2016 CA.5",
)
"""The rule that `capped` follows, of the CLTC."""
WLTP_CAPPED_SPEED = Formula(
    "wltp-capped-speed",
    1.0,
    "V",
    "a cycle faster than the car is driven at its top speed, each phase as far as before",
    f"UN GTR 15 Annex 1, 9 ({COPY})",
)
"""The same rule of the WLTP, which Europe asks for."""


def capped(cycle: Cycle, top_speed: float) -> Cycle:
    """Return the cycle for a car of this top speed; the cycle itself where the car is fast enough.

    Args:
        cycle: a level cycle.
        top_speed: of the car [m/s].
    """
    if top_speed >= float(np.max(cycle.speed)):
        return cycle
    points, phases, now = [cycle.speed[:1]], [], 0
    for phase in cycle.phases:
        first, last = (round(edge / cycle.time_step) for edge in (phase.start_s, phase.end_s))
        speed = _lengthened(cycle.speed[first : last + 1], top_speed, cycle.time_step)
        points.append(speed[1:])
        length = len(speed) - 1
        phases.append(Phase(phase.name, now * cycle.time_step, (now + length) * cycle.time_step))
        now += length
    speed = np.concatenate(points)
    return replace(cycle, speed=speed, slope=np.zeros_like(speed), phases=tuple(phases))


def _lengthened(speed: np.ndarray, cap: float, time_step: float) -> np.ndarray:
    """The speeds of a phase at no more than the cap, with time at the cap for what is missing."""
    low = np.minimum(speed, cap)
    lost = time_step * (np.sum(_middle(speed)) - np.sum(_middle(low)))
    if lost <= 0.0:
        return low
    place = int(np.flatnonzero(low >= cap)[-1])
    more = round(float(lost) / (cap * time_step))
    return np.insert(low, place, np.full(more, cap))


def _middle(speed: np.ndarray) -> np.ndarray:
    return 0.5 * (speed[1:] + speed[:-1])
