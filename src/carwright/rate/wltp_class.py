r"""WLTP class: which WLTC a car drives and over which phases, by power, mass and top speed. No JAX.

$$p = \frac{P_{rated}}{m_{kerb}}, \qquad \text{class 1: } p \le 22, \quad
  \text{class 2: } 22 < p \le 34, \quad \text{class 3: } p > 34\ \text{W/kg}$$

Mass in running order less 75 kg is kerb mass. Class 3 is 3a below 120 km/h and 3b from there on.
Every car that is tested as an electric one is class 3, whatever its power.

Whether the Extra High phase is driven is left to each country, in both halves of class 3: Europe
(Level 1A of UN Regulation 154) drives it, Japan (Level 1B) does not. Which country a car is for is
not known here: class 3a leaves it out, class 3b drives it (assumed), and a car that is slower than
its cycle is told the other range too.

Source: UN GTR 15, Annex 1, 1 to 3, read in the working document WLTP-GS-TF-41 of July 2019; which
level has which phases from memory.
"""

from typing import NamedTuple

from carwright.rate.formula import Formula
from carwright.units import from_si, to_si

COPY = "working document WLTP-GS-TF-41, July 2019"
"""Text of UN GTR 15, Annex 1, in which what is tagged `V` was read."""
PARTS = ("low", "medium", "high", "extra-high")
"""Phases of the cycles of class 3."""
WITHOUT_EXTRA_HIGH = PARTS[:3]
"""Phases where a country leaves Extra High out."""
CLASS_1 = Formula(
    "wltp-class-1-power",
    22.0,
    "V",
    "up to 22 W of rated power for each kilogram of kerb mass a car with an engine is class 1",
    f"UN GTR 15 Annex 1, 2.1 ({COPY})",
)
"""Greatest power over mass of class 1 [W/kg]."""
CLASS_2 = Formula(
    "wltp-class-2-power",
    34.0,
    "V",
    "above that and up to 34 W/kg it is class 2, above that class 3",
    f"UN GTR 15 Annex 1, 2.2 and 2.3 ({COPY})",
)
"""Greatest power over mass of class 2 [W/kg]."""
ELECTRIC = Formula(
    "wltp-electric-class",
    3.0,
    "V",
    "every car that is tested as an electric one is class 3, whatever its power",
    f"UN GTR 15 Annex 1, 2.3.2 ({COPY})",
)
"""Class of every electric car [-]."""
LEAST_SPEED_3B = Formula(
    "wltc-3b-top-speed",
    to_si("speed_kmh", 120.0),
    "V",
    "class 3b from a top speed of 120 km/h on, 3a below",
    f"UN GTR 15 Annex 1, 2.3.1 ({COPY})",
)
"""Top speed below which a car is class 3a [m/s]."""
EXTRA_HIGH = Formula(
    "wltp-extra-high",
    1.0,
    "V",
    "each country may leave Extra High out of class 3; here class 3a leaves it out (assumed)",
    f"UN GTR 15 Annex 1, 3.3.1.6 and 3.3.2.6 ({COPY})",
)
"""1 where class 3a leaves Extra High out, 0 where it drives it [-]."""
PARTS_3A = WITHOUT_EXTRA_HIGH if EXTRA_HIGH.value else PARTS
"""Phases of class 3a."""
FORMULAS = (ELECTRIC, LEAST_SPEED_3B, EXTRA_HIGH)
"""What the class of an electric car rests on."""


class Classed(NamedTuple):
    """The class of an electric car, and why."""

    name: str
    """`3a` or `3b` [-]."""
    parts: tuple[str, ...]
    """Phases that it drives, in their order [-]."""
    because: str
    """Why, in one sentence [-]."""

    @property
    def cycle(self) -> str:
        """Id of the cycle with all its phases [-]."""
        return f"wltc-{self.name}"


def class_by_power(power: float, kerb_mass: float, top_speed: float) -> str:
    """Return the class of a car with an engine: `1`, `2`, `3a` or `3b`.

    Args:
        power: rated power [W].
        kerb_mass: mass in running order less a driver of 75 kg [kg].
        top_speed: of the car [m/s].
    """
    ratio = power / kerb_mass
    if ratio <= CLASS_1.value:
        return "1"
    if ratio <= CLASS_2.value:
        return "2"
    return "3a" if top_speed < LEAST_SPEED_3B.value else "3b"


def classed(power: float, kerb_mass: float, top_speed: float) -> Classed:
    """Return the class and the phases of an electric car.

    Args:
        power: rated power [W].
        kerb_mass: mass in running order less a driver of 75 kg [kg].
        top_speed: of the car [m/s].
    """
    slow = top_speed < LEAST_SPEED_3B.value
    name, parts = ("3a", PARTS_3A) if slow else ("3b", PARTS)
    own, limit = (from_si("speed_kmh", speed) for speed in (top_speed, LEAST_SPEED_3B.value))
    without = "" if parts == PARTS else " without Extra High"
    because = (
        f"class {name}{without}: the top speed of {own:.5g} km/h is "
        f"{'' if slow else 'not '}below {limit:g}, "
        "and an electric car is class 3 whatever its power"
    )
    engine = class_by_power(power, kerb_mass, top_speed)
    if engine in ("1", "2"):
        because += f" (with an engine its {power / kerb_mass:.1f} W/kg would be class {engine})"
    return Classed(name, parts, because)
