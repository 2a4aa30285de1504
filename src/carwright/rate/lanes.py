"""Lanes: the cycles of the procedures as a program takes them.

After each cycle the car goes on to the speed of the procedure's steady runs, to show its power
there.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Float, Int

from carwright.arrays import Array, plain
from carwright.rate.own_trace import Differences, differences
from carwright.rate.ways import WAYS
from carwright.run.simulate import Trace
from carwright.state import Scalar
from carwright.world.cycle import Cycle, cycle
from carwright.world.padding import padded_length

PARTS = 4
"""Greatest number of parts in a cycle; what follows it belongs to none [-]."""
RAMP, HELD = 60, 2
"""Seconds in which the speed of the steady runs is reached, and for which it is held [-]."""


Loads = Float[Array, "*cars"]


class Lane(NamedTuple):
    """One cycle as the program takes it; many have one leading axis."""

    trace: Trace
    """The cycle, padded [-]."""
    part: Int[Array, " steps"]
    """Number of the part that each step belongs to [-]."""
    load: Loads
    """What the car carries beyond kerb mass [kg]."""
    charge: Scalar
    """Charge on the display at the start, where the battery is large enough [share]."""
    warmth: Scalar
    """How warm tyres and gear oil are at the start of later drives: 0 soaked, 1 warm [-]."""
    may_lose: Differences
    """What the cycle may lose for a slow or weak car [-]."""


def lanes(procedures: Sequence[str], loads: Sequence[Scalar]) -> Lane:
    """Return the cycles of some procedures, padded to the length of the longest.

    Args:
        procedures: which regulators.
        loads: (procedures,) what the car carries beyond kerb mass in each [kg].
    """
    longest = max(_steps(cycle_id) for name in procedures for cycle_id in WAYS[name].cycles)
    every = _lanes(procedures, loads, padded_length(longest))
    return jax.tree.map(lambda *leaves: jnp.stack(leaves), *every)


def lanes_apart(procedures: Sequence[str], loads: Sequence[Loads]) -> list[Lane]:
    """Return the cycles of some procedures, each as long as it is.

    Args:
        procedures: which regulators.
        loads: (procedures,) what the car, or each car, carries beyond kerb mass in each [kg].
    """
    return _lanes(procedures, loads, None)


def _lanes(procedures: Sequence[str], loads: Sequence[Loads], length: int | None) -> list[Lane]:
    return [
        _unladen(name, cycle_id, length or _steps(cycle_id), load.dtype)._replace(load=load)
        for name, load in zip(procedures, loads, strict=True)
        for cycle_id in WAYS[name].cycles
    ]


@cache
def _unladen(procedure: str, cycle_id: str, length: int, dtype: np.dtype) -> Lane:
    """A cycle, of numbers of numpy: no tracer may be kept."""
    asked, way = cycle(cycle_id), WAYS[procedure]
    return Lane(
        trace=_trace(asked, way.steady_speed, length, dtype),
        part=plain(_parts(asked, length), np.int32),
        load=plain(0.0, dtype),
        charge=plain(way.charge, dtype),
        warmth=plain(way.warmth[cycle_id], dtype),
        may_lose=differences(way, cycle_id, PARTS, length, dtype),
    )


def _steps(cycle_id: str) -> int:
    """Steps of a cycle and of what follows it."""
    return len(cycle(cycle_id).speed) - 1 + RAMP + HELD


def _trace(asked: Cycle, steady_speed: float, length: int, dtype: np.dtype) -> Trace:
    """The cycle and what follows it."""
    after = steady_speed * np.minimum(np.arange(1, RAMP + HELD + 1) / RAMP, 1.0)
    speed = np.concatenate([asked.speed[1:], after])
    more = length - len(speed)
    valid = np.pad(np.ones(len(speed), bool), (0, more))
    return Trace(
        speed=plain(np.pad(speed, (0, more)), dtype),
        slope=plain(np.zeros(length), dtype),
        awake=plain(valid, bool),
        valid=plain(valid, bool),
        start_speed=plain(0.0, dtype),
        time_step=plain(asked.time_step, dtype),
    )


def _parts(asked: Cycle, length: int) -> np.ndarray:
    """Number of the part of each step; what follows the cycle belongs to none."""
    part = np.full(length, PARTS, np.int32)
    for number, phase in enumerate(asked.phases):
        part[round(phase.start_s) : round(phase.end_s)] = number
    return part
