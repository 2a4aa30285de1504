"""Least squares: knobs turned until a car is nearest to its logs and to what is known.

Levenberg and Marquardt's method with the simulator's own derivatives, taken forward through every
step. The curvature at the end gives the spread of each knob: one whose spread stays what it was
before is not seen by the logs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optimistix as optx

from carwright.fit.drives import Drives
from carwright.fit.knobs import Knob
from carwright.fit.misfit import Groups, Known, misfit

TOLERANCE = 1e-4
"""At which the search ends, relative and in spreads [-]."""
MOST_STEPS = 60
"""Of the search [-]."""


@dataclass(frozen=True)
class Fitted:
    """Where the search ended."""

    turns: np.ndarray
    """(knobs,) how far each is turned [spreads]."""
    covariance: np.ndarray
    """(knobs, knobs) of the turns, of free knobs; others keep their usual spread [spreads^2]."""
    groups: Groups
    """Misfit by what is compared [-]."""
    steps: int
    """Steps of the search [-]."""
    converged: bool
    """Whether it came to an end [-]."""

    @property
    def spreads(self) -> np.ndarray:
        """(knobs,) spread of each knob after the logs over that before [-]."""
        return np.sqrt(np.diag(self.covariance))


def least_squares(
    knobs: Sequence[Knob], known: Known, drives: Drives, start: np.ndarray | None = None
) -> Fitted:
    """Turn the free knobs until the misfit is least.

    Args:
        knobs: the knobs.
        known: what the fit starts from.
        drives: the drives.
        start: (knobs,) where the search begins [spreads]; None is what is known.
    """
    search, curvature = _programs(tuple(knobs))
    first = jnp.zeros_like(known.free) if start is None else jnp.asarray(start) * known.free
    turns, steps, converged = search(first, (known, drives))
    groups, normal = curvature(turns, known, drives)
    return Fitted(
        turns=np.asarray(turns),
        covariance=np.linalg.inv(np.asarray(normal)),
        groups=jax.tree.map(np.asarray, groups),
        steps=int(steps),
        converged=bool(converged),
    )


@cache
def _programs(knobs: tuple[Knob, ...]) -> tuple[Any, Any]:
    """The search and the curvature, each compiled once for every drive and every half of them."""

    def parted(turns: Any, given: Any) -> tuple[Any, Groups]:
        groups = misfit(turns, knobs, *given)
        return jnp.concatenate([jnp.ravel(part) for part in groups]), groups

    @jax.jit
    def search(start: Any, given: Any) -> tuple[Any, Any, Any]:
        solver = optx.LevenbergMarquardt(rtol=TOLERANCE, atol=TOLERANCE)
        found = optx.least_squares(
            lambda turns, given: parted(turns, given)[0],
            solver,
            start,
            args=given,
            options={"jac": "fwd"},
            max_steps=MOST_STEPS,
            throw=False,
        )
        return found.value, found.stats["num_steps"], found.result == optx.RESULTS.successful

    @jax.jit
    def curvature(turns: Any, known: Known, drives: Drives) -> tuple[Groups, Any]:
        slopes, groups = jax.jacfwd(parted, has_aux=True)(turns, (known, drives))
        return groups, slopes.T @ slopes

    return search, curvature
