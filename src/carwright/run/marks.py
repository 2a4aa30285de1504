r"""Marks: when a car on its way meets a speed or a place, within the step in which it does.

Within a step speed is a straight line of time, so that a mark is met at

$$t = \Delta t \frac{v^* - v}{v' - v}, \qquad
t = \frac{2 (x^* - x)}{v + \sqrt{v^2 + 2 a (x^* - x)}}$$

What is never met has the time infinity.
"""

from typing import NamedTuple

import jax.numpy as jnp
from jaxtyping import Bool, Float

from carwright.arrays import Array
from carwright.state import Scalar

Steps = Float[Array, " steps"]


class Path(NamedTuple):
    """A way from rest, step by step."""

    time: Steps
    """At the start of each step [s]."""
    dt: Steps
    """Its length [s]."""
    speed: Steps
    """Speed at its start [m/s]."""
    end_speed: Steps
    """Speed at its end [m/s]."""
    position: Steps
    """Place at its start [m]."""


def met_speed(path: Path, mark: float) -> Scalar:
    """Return when a speed is first reached [s].

    Args:
        path: the way.
        mark: the speed [m/s].
    """
    meets = (path.speed < mark) & (path.end_speed >= mark)
    gain = jnp.where(meets, path.end_speed - path.speed, 1.0)
    return _first(meets, path.time + path.dt * (mark - path.speed) / gain)


def met_place(path: Path, mark: float) -> Scalar:
    """Return when a place is first reached [s].

    Args:
        path: the way.
        mark: the place [m].
    """
    end = path.position + 0.5 * path.dt * (path.speed + path.end_speed)
    meets = (path.position < mark) & (end >= mark)
    left = mark - path.position
    pull = (path.end_speed - path.speed) / path.dt
    square = path.speed * path.speed + 2.0 * pull * left
    root = jnp.sqrt(jnp.where(meets, square, 1.0))
    return _first(meets, path.time + 2.0 * left / jnp.where(meets, path.speed + root, 1.0))


def speed_at(path: Path, time: Scalar) -> Scalar:
    """Return the speed at a time [m/s]; infinity at a time that never comes.

    Args:
        path: the way.
        time: () when [s].
    """
    comes = jnp.isfinite(time)
    into = jnp.where(comes, time, 0.0) - path.time
    within = (into >= 0.0) & (into < path.dt)
    there = path.speed + (path.end_speed - path.speed) * into / path.dt
    return jnp.where(comes, jnp.sum(jnp.where(within, there, 0.0)), jnp.inf)


def between(first: Scalar, last: Scalar) -> Scalar:
    """Return the time from one mark to a later one [s]; infinity where that is never met.

    Args:
        first: () when the first is met [s].
        last: () when the last is met [s].
    """
    met = jnp.isfinite(last)
    return jnp.where(met, last - jnp.where(met, first, 0.0), jnp.inf)


def mean_speed(way: float, first: Scalar, last: Scalar) -> Scalar:
    """Return the mean speed between two places [m/s]; infinity where the later is never met.

    Args:
        way: from the one place to the other [m].
        first: () when the first is met [s].
        last: () when the last is met [s].
    """
    met = jnp.isfinite(last)
    return jnp.where(met, way / jnp.where(met, between(first, last), 1.0), jnp.inf)


def _first(meets: Bool[Array, " steps"], times: Steps) -> Scalar:
    first = meets & (jnp.cumsum(meets) == 1)
    time = jnp.sum(jnp.where(first, times, 0.0))
    return jnp.where(jnp.any(meets), time, jnp.inf)
