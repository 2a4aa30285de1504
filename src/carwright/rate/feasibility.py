r"""Energy feasibility: whether a result at the plug can belong to a road load. No JAX.

$$F = F_0 + F_1 u + F_2 u^2 + M \dot v, \qquad
  e_+ = \frac{\sum \max(F, 0) u}{\sum u}, \qquad e_- = \frac{\sum \max(-F, 0) u}{\sum u}$$

with u the speed in the middle of each step. A battery that drives the roller with a one-way
efficiency $\eta$, and takes all braking back with the same, gives $e_+/\eta - \eta e_-$; the 12 V
loads and the recharge come on top. Solved for $\eta$, a claimed result says how good the car would
have to be. Forces and energies are those at the roller, positive when they drive the car.
Source: SAE J2951 (cycle energy), the closed form in $\eta$ is ours.
"""

from dataclasses import dataclass
from math import inf, sqrt

import numpy as np

from carwright.units import from_si, to_si
from carwright.world.cycle import Cycle

MOST_ONE_WAY = 0.95
"""Best one-way efficiency between the battery's terminals and the roller that is believed [-]."""
LEAST_ONE_WAY = 0.6
"""Worst one that is believed of a whole cycle; the worst of 118 certified rows has 0.68 [-]."""
RECHARGE = 0.9
"""Energy that a battery gives over what its recharge takes, of a good car (assumed) [-]."""
ACCESSORIES = 200.0
"""12 V loads of a frugal car awake (assumed) [W]."""


@dataclass(frozen=True, slots=True)
class RoadLoad:
    """What a roller asks of a car."""

    constant: float
    """Force at rest [N]."""
    linear: float
    """Its growth with speed [N s/m]."""
    quadratic: float
    """Its growth with the square of speed [N s^2/m^2]."""
    mass: float
    """Inertia of the test [kg]."""

    @property
    def rises(self) -> bool:
        """Whether the force resists at every speed of a road car."""
        speeds = np.linspace(0.0, to_si("speed_kmh", 130.0), 50)
        return bool(np.min(self.force(speeds)) > 0.0)

    def force(self, speed: np.ndarray) -> np.ndarray:
        """Return the resisting force at constant speed [N].

        Args:
            speed: (n,) speeds [m/s].
        """
        return self.constant + self.linear * speed + self.quadratic * speed**2


@dataclass(frozen=True, slots=True)
class Need:
    """What one cycle needs at the roller."""

    cycle: str
    """Id of the cycle [-]."""
    positive: float
    """Energy into the roller over distance [J/m]."""
    braking: float
    """Energy that braking could give back over distance [J/m]."""
    peak_power: float
    """Greatest power into the roller [W]."""
    mean_speed: float
    """Distance over time [m/s]."""

    @property
    def physical_minimum(self) -> float:
        """Consumption if nothing were lost anywhere [J/m]."""
        return self.positive - self.braking

    def consumption_ac(self, one_way: float = MOST_ONE_WAY) -> float:
        """Return the consumption at the plug with a one-way efficiency [J/m].

        Args:
            one_way: efficiency between the battery's terminals and the roller.
        """
        driven = self.positive / one_way - one_way * self.braking
        return (driven + ACCESSORIES / self.mean_speed) / RECHARGE

    def one_way(self, consumption_ac: float) -> float:
        """Return the one-way efficiency that a result at the plug needs [-].

        Args:
            consumption_ac: the result [J/m].
        """
        driven = consumption_ac * RECHARGE - ACCESSORIES / self.mean_speed
        divisor = driven + sqrt(driven**2 + 4.0 * self.braking * self.positive)
        return 2.0 * self.positive / divisor if divisor > 0.0 else inf


def need(road: RoadLoad, cycle: Cycle) -> Need:
    """Return what a cycle needs at the roller.

    Args:
        road: the road load.
        cycle: the cycle, on a level road.
    """
    speed = 0.5 * (cycle.speed[1:] + cycle.speed[:-1])
    acceleration = np.diff(cycle.speed) / cycle.time_step
    power = (road.force(speed) + road.mass * acceleration) * speed
    distance = cycle.distance
    return Need(
        cycle=cycle.id,
        positive=float(np.sum(np.maximum(power, 0.0)) * cycle.time_step / distance),
        braking=float(np.sum(np.maximum(-power, 0.0)) * cycle.time_step / distance),
        peak_power=float(np.max(power)),
        mean_speed=distance / cycle.duration,
    )


def objection(wanted: Need, consumption_ac: float) -> str:
    """Return in words why a result cannot belong to a road load; empty where it can.

    Args:
        wanted: what the cycle needs at the roller.
        consumption_ac: the result at the plug [J/m].
    """
    said, name = _shown(consumption_ac), wanted.cycle.upper()
    one_way = wanted.one_way(consumption_ac)
    if consumption_ac < wanted.physical_minimum:
        least = _shown(wanted.physical_minimum)
        return f"{said} on {name} is less than the {least} that the roller takes if nothing is lost"
    if one_way > MOST_ONE_WAY:
        least = _shown(wanted.consumption_ac())
        return (
            f"{said} needs {one_way:.3f} one-way efficiency on {name}, "
            f"more than {MOST_ONE_WAY:g}, which takes {least} at the plug"
        )
    if one_way < LEAST_ONE_WAY:
        most = _shown(wanted.consumption_ac(LEAST_ONE_WAY))
        return (
            f"{said} is more on {name} than {LEAST_ONE_WAY:g} one-way efficiency takes, {most}: "
            "another unit, or adjusted for a label"
        )
    return ""


def objection_dc(wanted: Need, consumption_dc: float, *, heated: bool) -> str:
    """Return in words why a result at the battery cannot belong to a road load; empty where it can.

    Args:
        wanted: what the cycle needs at the roller.
        consumption_dc: out of the battery's terminals [J/m].
        heated: whether climate was on, which may take any energy more.
    """
    said, name = _shown(consumption_dc), wanted.cycle.upper()
    if consumption_dc < wanted.physical_minimum:
        least = _shown(wanted.physical_minimum)
        return f"{said} on {name} is less than the {least} that the roller takes if nothing is lost"
    one_way = wanted.one_way(consumption_dc / RECHARGE)
    if one_way > MOST_ONE_WAY:
        needs = f"{said} needs {one_way:.3f} one-way efficiency on {name}"
        return f"{needs}, more than {MOST_ONE_WAY:g}"
    if one_way < LEAST_ONE_WAY and not heated:
        wastes = f"{said} is {one_way:.3f} one-way efficiency on {name}"
        return f"{wastes}, less than {LEAST_ONE_WAY:g}: another unit, or climate was on"
    return ""


def _shown(consumption: float) -> str:
    return f"{from_si('consumption_wh_per_km', consumption):.0f} Wh/km"
