"""Least squares: knobs turned until a car is nearest to its logs and to what is known.

Levenberg and Marquardt's method with the simulator's own derivatives, taken forward through every
step. The slopes at the end give the spread of each knob: one whose spread stays what it was before
is not seen by the logs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optimistix as optx

from carwright.arrays import Array
from carwright.fit.drives import Drives
from carwright.fit.knobs import Knob
from carwright.fit.misfit import Groups, Known, misfit

TOLERANCE = 1e-3
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
    first = jnp.zeros_like(known.free) if start is None else jnp.asarray(start) * known.free
    found = _program(tuple(knobs))(first, (known, drives))
    return Fitted(
        turns=np.asarray(found.turns),
        covariance=np.linalg.inv(np.asarray(found.normal)),
        groups=jax.tree.map(np.asarray, found.groups),
        steps=int(found.steps),
        converged=bool(found.converged),
    )


class _Found(NamedTuple):
    """Where the compiled search ended."""

    turns: Array
    """How far each knob is turned [spreads]."""
    normal: Array
    """Slopes of the misfit times themselves there [-]."""
    groups: Groups
    """Misfit there, by what is compared [-]."""
    steps: Array
    """Steps of the search [-]."""
    converged: Array
    """Whether it came to an end [-]."""


@cache
def _program(knobs: tuple[Knob, ...]) -> Callable[[Array, Any], _Found]:
    """The search, compiled once for every drive and every half of them."""

    @jax.custom_jvp
    def parted(turns: Array, given: Any) -> Array:
        return jnp.concatenate(misfit(turns, knobs, *given))

    # One forward pass gives misfit and slopes. Left to itself the solver would keep every step of
    # every drive to multiply by, which takes minutes and gigabytes.
    @parted.defjvp
    def _(at: Any, moved: Any) -> tuple[Array, Array]:
        turns, given = at
        both = lambda turns: (parted.fun(turns, given),) * 2
        slopes, value = jax.jacfwd(both, has_aux=True)(turns)
        return value, slopes @ moved[0]

    @jax.jit
    def search(start: Array, given: Any) -> _Found:
        found = optx.least_squares(
            parted,
            optx.LevenbergMarquardt(rtol=TOLERANCE, atol=TOLERANCE),
            start,
            args=given,
            options={"jac": "fwd"},
            max_steps=MOST_STEPS,
            throw=False,
        )
        end = found.state.f_info
        slopes = end.jac.as_matrix()
        groups = jax.eval_shape(lambda turns: misfit(turns, knobs, *given), start)
        return _Found(
            turns=found.value,
            normal=slopes.T @ slopes,
            groups=_apart(end.residual, groups),
            steps=found.stats["num_steps"],
            converged=found.result == optx.RESULTS.successful,
        )

    return search


def _apart(whole: Array, groups: Groups) -> Groups:
    """Numbers of all groups in a row, cut into the groups."""
    ends = np.cumsum([part.size for part in groups])[:-1]
    return Groups(*jnp.split(whole, ends))
