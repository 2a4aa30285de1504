"""Steady: one speed held, as a cycle to drive again and again."""

import numpy as np

from carwright.units import from_si
from carwright.world.cycle import Cycle, Phase

ROUND = 1800
"""Length of one round [s]: that of a WLTC, so that one program drives both."""


def steady(speed: float) -> Cycle:
    """Return half an hour at one speed.

    Args:
        speed: the speed [m/s].
    """
    name = f"{from_si('speed_kmh', speed):g} km/h"
    return Cycle(
        id=f"steady-{from_si('speed_kmh', speed):g}",
        name=name,
        regulation="",
        time_step=1.0,
        speed=np.full(ROUND + 1, speed),
        slope=np.zeros(ROUND + 1),
        phases=(Phase(name=name, start_s=0.0, end_s=float(ROUND)),),
    )
