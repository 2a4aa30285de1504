r"""Crude formulas: what a few fitted numbers do without a simulation of what is inside a car.

One is the simulation times one number a cycle. The other knows the road alone,

$$e = a e_+ + b e_- + c / \bar u$$

with the energy over distance that the wheels put into the roller and could take back, as
`rate.feasibility.need` has them, and one over the mean speed. Numbers are those of least squares on
the relative error.
"""

import numpy as np

from carwright.validate.epa_rows import CYCLES
from carwright.validate.nothing_learnt import EpaResults


def scales(known: EpaResults) -> np.ndarray:
    """Return one number a cycle by which the simulation is best multiplied [-].

    Args:
        known: rows that may be fitted to.

    Returns:
        (cycles,) numbers.
    """
    share = known.simulated / known.measured
    return share.sum(axis=0) / (share**2).sum(axis=0)


def scaled(rows: EpaResults, by: np.ndarray) -> EpaResults:
    """Return rows with their simulation multiplied.

    Args:
        rows: the rows.
        by: (cycles,) one number a cycle [-].
    """
    return EpaResults(rows.rows, rows.simulated * by)


def wheel_numbers(known: EpaResults) -> np.ndarray:
    """Return a, b and c of the formula of the road, the same for both cycles.

    Args:
        known: rows that may be fitted to.

    Returns:
        (3,) energy at the plug for each joule out at the wheels, and for each joule back [-]; power
        all the time [W].
    """
    relative = _terms(known) / known.measured[:, :, None]
    flat = relative.reshape(-1, relative.shape[-1])
    return np.linalg.lstsq(flat, np.ones(len(flat)), rcond=None)[0]


def by_wheels(rows: EpaResults, numbers: np.ndarray) -> EpaResults:
    """Return rows with the formula of the road in place of the simulation.

    Args:
        rows: the rows.
        numbers: (3,) a, b and c, as `wheel_numbers` gives them.
    """
    return EpaResults(rows.rows, _terms(rows) @ numbers)


def _terms(rows: EpaResults) -> np.ndarray:
    """(rows, cycles, 3) energy out and back at the wheels [J/m], and time over distance [s/m]."""
    needs = [[row.needs[name] for name in CYCLES] for row in rows.rows]
    return np.array(
        [[(one.positive, one.braking, 1.0 / one.mean_speed) for one in row] for row in needs]
    )
