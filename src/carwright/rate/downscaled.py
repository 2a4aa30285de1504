r"""Downscaling: WLTP's gentler Extra High for a car with little power. No JAX.

The cycle asks for most power where it accelerates by 0.50 m/s^2 at 111.9 km/h. Where that is a
share $r_0$ of the rated power or more, the accelerations from second 1533 to the peak at 1724
shrink, and the decelerations after it, so that second 1763 keeps its speed:

$$r = \frac{v (F_0 + F_1 v + F_2 v^2 + 1.03\, m\, a)}{P_{rated}}, \qquad
  f = a_1 r + b_1 \text{ if } r \ge r_0$$

$$v'_i = v_i - f\, (v_i - v_{1533}) \quad (i \le 1724)$$

$$v'_i = v_i - f\, (v_i - v_{1763}) \frac{v_{1724} - v_{1533}}{v_{1724} - v_{1763}}
  \quad (i > 1724)$$

which is the regulation's recursion in closed form. The regulation takes hybrids out of it, not
purely electric cars. Rated power is here that of all motors together.

Source: UN GTR 15, Annex 1, section 8, read in the working document WLTP-GS-TF-41 of July 2019.
"""

from dataclasses import replace

import numpy as np

from carwright.rate.dynamometer import Number
from carwright.rate.formula import Formula
from carwright.rate.wltp_class import COPY
from carwright.units import to_si
from carwright.world.cycle import Cycle

START, PEAK, END = 1533, 1724, 1763
"""Seconds of class 3 at which downscaling starts, reaches its highest speed, and has ended [s]."""
HARDEST_SPEED = to_si("speed_kmh", 111.9)
"""Speed at which the cycle asks for most power, or nearly [m/s]."""
HARDEST_ACCELERATION = 0.50
"""Acceleration there [m/s^2]."""
ROTATING = 1.03
"""Mass with what turns over the test mass, as the regulation has it [-]."""
DIGITS = 3
"""Decimals of the factor [-]."""
SPEED_STEP = to_si("speed_kmh", 0.1)
"""Speeds that are scaled down are rounded to whole steps of this [m/s]."""
SLOPE, OFFSET = 0.588, -0.510
"""Growth of the factor with the power that is asked over the rated one, and what is added [-]."""
LEAST = 0.010
"""Factor that must be exceeded [-]."""
FROM = Formula(
    "wltp-downscaling-from",
    0.867,
    "V",
    f"where Extra High asks for r = 0.867 or more of the rated power, its accelerations shrink by "
    f"{SLOPE:.3f} r - {-OFFSET:.3f}",
    f"UN GTR 15 Annex 1, 8.2.3 and 8.3 ({COPY})",
)
"""Power that is asked over rated power from which on a cycle is scaled down [-]."""


def power_ratio(resistance: Number, mass: Number, rated_power: Number) -> Number:
    """Return the greatest power that the cycle asks for over the rated power [-].

    Args:
        resistance: force that resists at `HARDEST_SPEED` [N].
        mass: of the car in the test [kg].
        rated_power: of all motors together [W].
    """
    force = resistance + ROTATING * mass * HARDEST_ACCELERATION
    return HARDEST_SPEED * force / rated_power


def downscaling_factor(ratio: float) -> float:
    """Return the share by which accelerations shrink; 0 where the cycle stays as it is.

    Args:
        ratio: greatest power that the cycle asks for over rated power [-].
    """
    if ratio < FROM.value:
        return 0.0
    factor = round(SLOPE * ratio + OFFSET, DIGITS)
    return min(factor, 1.0) if factor > LEAST else 0.0


def reduction(cycle: Cycle) -> np.ndarray:
    """Return (n+1,) speed that a factor of 1 takes away at each point [m/s].

    Args:
        cycle: a WLTC of class 3, with all its phases.
    """
    speed = cycle.speed
    start, peak, end = speed[START], speed[PEAK], speed[END]
    found = np.zeros_like(speed)
    rising, falling = slice(START, PEAK + 1), slice(PEAK + 1, END + 1)
    found[rising] = speed[rising] - start
    found[falling] = (speed[falling] - end) * (peak - start) / (peak - end)
    return found


def downscaled(cycle: Cycle, factor: float) -> Cycle:
    """Return the cycle with a gentler Extra High; the cycle itself where the factor is 0.

    Args:
        cycle: a WLTC of class 3, with all its phases.
        factor: share by which accelerations shrink [share].
    """
    if factor == 0.0:
        return cycle
    less = reduction(cycle)
    slower = SPEED_STEP * np.round((cycle.speed - factor * less) / SPEED_STEP)
    speed = np.where(less != 0.0, slower, cycle.speed)
    return replace(cycle, speed=speed)
