"""Windows: what a car does along measured drives, summed over stretches of about two minutes.

All that is compared is a sum, so that derivatives of a whole drive need no series.
"""

from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Float

from carwright.arrays import Array
from carwright.car.car import Car
from carwright.codes import Given
from carwright.fit.drives import Drives
from carwright.run.replay import Drive, Replayed, replay_in_windows

WINDOW = 128
"""Steps of a window; padded drives hold a whole number of them [-]."""


class Sums(NamedTuple):
    """What a car did in each window, summed over the steps that are believed."""

    power: Float[Array, "..."]
    """At the battery's terminals [W]."""
    flow: Float[Array, "..."]
    """Size of it [W]."""
    work: Float[Array, "..."]
    """Of the motors [W]."""
    work_flow: Float[Array, "..."]
    """Size of it [W]."""
    back: Float[Array, "..."]
    """What of it comes back, negative [W]."""
    voltage: Float[Array, "..."]
    """Error of the voltage over the measured one [-]."""
    charge: Float[Array, "..."]
    """At the last step of the drive, nothing in other windows [share]."""
    cells: Float[Array, "..."]
    """Temperature at the end of the window [K]."""
    heating: Float[Array, "..."]
    """Electric power that warms the cabin [W]."""
    climate: Float[Array, "..."]
    """Electric power of all climate [W]."""
    believed: Float[Array, "..."]
    """Believed steps [-]."""
    ends: Float[Array, "..."]
    """1 where the drive ends in this window, else 0 [-]."""


def along(car: Car, drives: Drives) -> Sums:
    """Return what a car does along every drive, with each of three things given.

    Args:
        car: the car.
        drives: the drives.

    Returns:
        Sums of windows, with leading axes of givens and trips.
    """
    real = drives.measured
    beside = (real.sure, real.last, real.voltage)

    def one(drive: Drive, aside: Any, given: Array) -> Sums:
        return replay_in_windows(car, drive, given, WINDOW, (aside, _summed))

    # One axis for both: a second one would take the compiler minutes.
    kinds, trips = len(Given), real.sure.shape[0]
    lanes = jax.tree.map(lambda leaf: jnp.concatenate([leaf] * kinds), (drives.drive, beside))
    done = jax.vmap(one)(lanes[0], lanes[1], jnp.repeat(jnp.arange(kinds), trips))
    return jax.tree.map(lambda leaf: leaf.reshape(kinds, trips, *leaf.shape[1:]), done)


def _summed(found: Replayed, beside: tuple[Array, Array, Array]) -> Sums:
    sure, last, voltage = beside

    def total(values: Array) -> Array:
        return jnp.sum(values * sure)

    return Sums(
        power=total(found.power),
        flow=total(jnp.abs(found.power)),
        work=total(found.shaft),
        work_flow=total(jnp.abs(found.shaft)),
        back=total(jnp.minimum(found.shaft, 0.0)),
        voltage=total(found.voltage / voltage - 1.0),
        charge=jnp.sum(found.charge * last),
        cells=found.cells[-1],
        heating=total(found.heating),
        climate=total(found.climate),
        believed=jnp.sum(sure),
        ends=jnp.sum(last),
    )
