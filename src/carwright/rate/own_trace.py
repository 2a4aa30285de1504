"""Own trace: a cycle as one car is asked to drive it, chosen by data: one structure for every car.

Below 120 km/h the WLTC of class 3a takes the place of 3b, and its Extra High does not count;
where a car has little power Extra High is scaled down; where it is slower than the cycle it drives
at its top speed. Each is a difference to the usual trace, and none for nearly every car.
"""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jaxtyping import Bool, Float

from carwright.arrays import Array, plain
from carwright.car.car import Car
from carwright.rate.downscaled import FROM, LEAST, OFFSET, SLOPE, power_ratio, reduction
from carwright.rate.roller import facts_of
from carwright.rate.ways import Way
from carwright.rate.wltp_class import LEAST_SPEED_3B
from carwright.state import Scalar
from carwright.world.cycle import cycle

Steps = Float[Array, " steps"]


class Differences(NamedTuple):
    """What a cycle may lose for a car, one entry a step or a part."""

    gentler: Steps
    """What the trace of class 3a asks less than the usual one [m/s]."""
    reduction: Steps
    """What a downscaling factor of 1 takes away [m/s]."""
    left_out: Bool[Array, " parts"]
    """Parts that class 3a leaves out [-]."""
    classed: Bool[Array, ""]
    """Whether the cycle has a class 3a [-]."""
    capped: Bool[Array, ""]
    """Whether a slower car is asked for its top speed only, for longer [-]."""


class OwnTrace(NamedTuple):
    """A cycle as one car is asked to drive it."""

    base: Steps
    """Speed wanted at the end of each step, before the cap [m/s]."""
    speed: Steps
    """The same, capped [m/s]."""
    counts: Float[Array, " parts"]
    """1, or 0 for a part that the car's class leaves out [-]."""
    class_3a: Bool[Array, ""]
    """Whether it is of class 3a [-]."""
    downscaling: Scalar
    """Share by which accelerations of Extra High are scaled down, where it counts [share]."""


def differences(way: Way, cycle_id: str, parts: int, length: int, dtype: np.dtype) -> Differences:
    """Return what a cycle may lose.

    Args:
        way: how its procedure is driven.
        cycle_id: id of the cycle.
        parts: greatest number of parts in a cycle.
        length: steps of its trace.
        dtype: of the numbers.
    """
    usual, names = cycle(cycle_id), way.cycles[cycle_id]
    gentler = less = np.zeros_like(usual.speed)
    if way.slow:
        gentler, less = usual.speed - cycle(way.slow).speed, reduction(usual)

    def filled(points: np.ndarray) -> Array:
        return plain(np.pad(points[1:], (0, length + 1 - len(points))), dtype)

    out = [name in way.left_out for name in names]
    return Differences(
        gentler=filled(gentler),
        reduction=filled(less),
        left_out=plain(out + [False] * (parts - len(out)), bool),
        classed=plain(bool(way.slow), bool),
        capped=plain(way.capped, bool),
    )


def own_trace(car: Car, usual: Steps, may_lose: Differences) -> OwnTrace:
    """Return the trace of one car.

    Args:
        car: the car, loaded for the test.
        usual: speed wanted of a usual car at the end of each step [m/s].
        may_lose: what the cycle may lose.
    """
    top = car.controls.top_speed
    class_3a = may_lose.classed & (top < LEAST_SPEED_3B.value)
    factor = jnp.where(may_lose.classed, _downscaling(car), 0.0)
    counts = jnp.where(class_3a & may_lose.left_out, 0.0, jnp.ones_like(top))
    base = usual - jnp.where(class_3a, may_lose.gentler, 0.0) - factor * may_lose.reduction
    return OwnTrace(
        base=base,
        speed=jnp.where(may_lose.capped, jnp.minimum(base, top), base),
        counts=counts,
        class_3a=class_3a,
        downscaling=factor * jnp.min(counts),
    )


def _downscaling(car: Car) -> Scalar:
    """The factor of the full test, not rounded, so that it has a slope."""
    facts = facts_of(car)
    ratio = power_ratio(facts.hardest_resistance, facts.test_mass, facts.rated_power)
    factor = SLOPE * ratio + OFFSET
    scaled = (ratio >= FROM.value) & (factor > LEAST)
    return jnp.where(scaled, jnp.minimum(factor, 1.0), 0.0)
