"""Fit a car to its logs: knobs turned, those that the logs do not see put back and named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np

from carwright.car.build import build_car
from carwright.cars.from_file import vector
from carwright.errors import InputError
from carwright.figure_table import BY_KEY
from carwright.figure_vector import Figures
from carwright.fit.at_once import AtOnce, at_once
from carwright.fit.drives import drives
from carwright.fit.knobs import Knob, knobs_of, turned
from carwright.fit.least_squares import Fitted, least_squares
from carwright.fit.misfit import Known, flows, road_load
from carwright.logs.log import Log
from carwright.progress import task
from carwright.settle.settled import Settled

UNSEEN = 0.9
"""Spread after over spread before the logs from which on a knob is not seen [-]."""
_COAST_DOWNS = ("coast_down_a_lbf", "coast_down_f0_n")


@dataclass(frozen=True)
class CarFit:
    """A car fitted to its logs."""

    settled: Settled
    """The car as it was known [-]."""
    logs: tuple[Log, ...]
    """The drives [-]."""
    knobs: tuple[Knob, ...]
    """What was turned [-]."""
    fitted: Fitted
    """How far, and how surely [-]."""
    seen: tuple[bool, ...]
    """Whether the logs see each knob; one that they do not see stays [-]."""
    limits: Mapping[str, AtOnce]
    """Limits that the logs show by themselves, by key of the figure [-]."""
    before: Figures
    """Figures as they were known [-]."""
    after: Figures
    """Figures of the fitted car [-]."""


def fit_car(
    settled: Settled, logs: Sequence[Log], weights: Sequence[float] | None = None
) -> CarFit:
    """Fit a car to its logs.

    Args:
        settled: the car as it is known.
        logs: measured drives.
        weights: 1 for each drive that the fit may see, else 0; None shows all. Drives that it may
            not see keep the shape of the arrays, so that nothing is compiled anew.

    Raises:
        InputError: if there is no log.
    """
    if not logs:
        raise InputError("there is no log to fit to", key="LOG", remedy="carwright fit CAR LOG.csv")
    shown = np.ones(len(logs)) if weights is None else np.asarray(weights, float)
    knobs, batch, before = knobs_of(settled), drives(logs), vector(settled)
    kept = [log for log, one in zip(logs, shown, strict=True) if one > 0.0]
    limits = at_once(kept, before, build_car(before))
    start = _with(before, limits)
    rolls = any(settled.origins.get(key) is not None for key in _COAST_DOWNS)
    free = np.array([not limits.keys() & set(knob.keys) for knob in knobs], float)
    known = Known(
        figures=start,
        road_load=road_load(build_car(start)),
        road_weight=jnp.asarray(1.0 if rolls else 0.0),
        weight=jnp.asarray(shown),
        free=jnp.asarray(free),
        flows=jax.jit(flows)(start, batch),
    )
    with task("turning knobs", 2) as step:
        first = least_squares(knobs, known, batch)
        step()
        seen = (first.spreads < UNSEEN) & (free > 0.0)
        nearer = turned(start, knobs, jnp.asarray(first.turns * seen))
        limits = at_once(kept, before, build_car(nearer))
        start = _with(before, limits)
        known = known._replace(figures=start, free=jnp.asarray(seen.astype(float)))
        fitted = least_squares(knobs, known, batch, first.turns)
    return CarFit(
        settled=settled,
        logs=tuple(logs),
        knobs=knobs,
        fitted=fitted,
        seen=tuple(bool(one) for one in seen),
        limits=limits,
        before=before,
        after=turned(start, knobs, jnp.asarray(fitted.turns * seen)),
    )


def _with(figures: Figures, limits: Mapping[str, AtOnce]) -> Figures:
    return figures.replace({BY_KEY[key].name: one.value for key, one in limits.items()})
