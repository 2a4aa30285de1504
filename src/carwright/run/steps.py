"""steps: a drive that kept its series, as arrays step by step, without padding and aftermath."""

from typing import NamedTuple

import jax
import numpy as np

from carwright.errors import InputError
from carwright.run.simulate import Run
from carwright.state import Record, State


class Steps(NamedTuple):
    """What each step of one car did; leaves are numpy arrays with one entry a step."""

    before: State
    """The car at the start of each step [-]."""
    after: State
    """The car at the end of each step [-]."""
    record: Record
    """Step-mean powers [W]."""
    time: np.ndarray
    """(steps,) length of each step [s]."""

    @property
    def speed(self) -> np.ndarray:
        """(steps,) mean road speed of each step [m/s]."""
        return np.asarray(self.after.position - self.before.position) / self.time


def steps(run: Run) -> Steps:
    """Return what each step did; padding and what came after an empty battery are left out.

    Args:
        run: the drive of one car, with series.

    Raises:
        InputError: if the run has no series.
    """
    if run.series is None:
        raise InputError("this run kept totals only", remedy="drive(..., series=True)")
    after, record = jax.tree.map(np.asarray, run.series)
    before = jax.tree.map(
        lambda first, rest: np.concatenate([np.asarray(first)[None], rest[:-1]]), run.start, after
    )
    time = after.time - before.time
    whole = Steps(before, after, record, time)
    return jax.tree.map(lambda leaf: leaf[time > 0.0], whole)
