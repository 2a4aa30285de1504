r"""Mixture: a claim is right within its spread, or off by a shift and a spread, or says nothing.

With rows that count $w_n$ in part, everything is conjugate: the shares of the three are Dirichlet,
the spread of right claims is inverse gamma, shift and spread of the others normal-inverse-gamma.
The predictive distribution is then a mixture of Student's t, in which the uncertainty of each
parameter is integrated: few rows make it wide.

Source: A. Gelman et al., Bayesian Data Analysis, 3rd edition, 2013, sections 3.3 and 3.4 [M].
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

RIGHT = 0.02
"""A claim that came true within this was right [-] (assumed, by definition)."""
NOTHING = 0.405
"""A claim that missed by more, by half, said nothing [-] (assumed, by definition)."""
NOTHING_SPREAD = 0.5
"""Standard deviation of the logarithm where a claim says nothing and nothing else is known [-]."""
_SPREAD_FREEDOM, _RIGHT_SCALE = 2.0, 1e-4
# Claims that are off are off by a tenth, as far as nothing is known: two rows' worth (assumed).
_SHIFT_ROWS, _SHIFT_FREEDOM, _SHIFT_SCALE = 0.5, 2.0, 0.01


@dataclass(frozen=True, slots=True)
class Prior:
    """What holds before a row is seen: weak, so that a few rows outweigh it (assumed)."""

    right: float
    """Rows that were right [-]."""
    shifted: float
    """Rows that were off [-]."""
    nothing: float
    """Rows that said nothing [-]."""


NUMBER = Prior(1.0, 1.0, 0.2)
"""Any number: right is as likely as off, and either likelier than nothing."""
SHEET = Prior(18.0, 1.0, 1.0)
"""What a regulator or a test of the finished car says: the final number itself, by definition."""
DATE = Prior(0.0, 1.0, 0.0)
"""A date has no narrow part: it may slip within the promised span too."""


@dataclass(frozen=True)
class Mixture:
    """Distributions of an error, one a claim (Q,)."""

    shares: Array
    """Weights of right, shifted and nothing (Q, 3), sum 1 [-]."""
    right_freedom: Array
    """Degrees of freedom of the narrow part (Q,) [-]."""
    right_scale: Array
    """Scale of the narrow part, around 0 (Q,) [-]."""
    shift: Array
    """Middle of the shifted part (Q,) [-]."""
    freedom: Array
    """Degrees of freedom of the shifted part (Q,) [-]."""
    scale: Array
    """Scale of the shifted part (Q,) [-]."""

    def log_density(self, errors: Array) -> Array:
        """Return the log density of one error a claim.

        Args:
            errors: (Q,) errors [-].
        """
        parts = np.stack(
            [
                _log_t(errors, self.right_freedom, 0.0, self.right_scale),
                _log_t(errors, self.freedom, self.shift, self.scale),
                -0.5 * (errors / NOTHING_SPREAD) ** 2 - np.log(NOTHING_SPREAD * _ROOT_TAU),
            ],
            axis=-1,
        )
        with np.errstate(divide="ignore"):
            return np.logaddexp.reduce(np.log(self.shares) + parts, axis=-1)


_log_gamma = np.vectorize(math.lgamma, otypes=[float])
_ROOT_TAU = float(np.sqrt(2.0 * np.pi))


def learnt(weights: Array, errors: Array, prior: Prior) -> Mixture:
    """Return what rows teach about the error of each claim.

    Args:
        weights: how much each row counts for each claim (Q, N) [-].
        errors: errors of the rows (N,) [-].
        prior: what holds before.
    """
    size = np.abs(errors)
    is_right = (size <= RIGHT) & (prior.right > 0.0)
    is_nothing = (size > NOTHING) & (prior.nothing > 0.0)
    right, nothing = weights * is_right, weights * is_nothing
    off = weights * ~(is_right | is_nothing)
    counts = np.stack([part.sum(axis=1) for part in (right, off, nothing)], axis=1)
    alpha = counts + np.array([prior.right, prior.shifted, prior.nothing])
    right_freedom = _SPREAD_FREEDOM + counts[:, 0]
    right_sum = _SPREAD_FREEDOM * _RIGHT_SCALE + right @ errors**2
    rows = _SHIFT_ROWS + counts[:, 1]
    shift, freedom = (off @ errors) / rows, _SHIFT_FREEDOM + counts[:, 1]
    total = _SHIFT_FREEDOM * _SHIFT_SCALE / 2 + off @ errors**2 - rows * shift**2
    scale = np.sqrt(total / freedom * (1.0 + 1.0 / rows))
    return Mixture(
        alpha / alpha.sum(axis=1, keepdims=True),
        right_freedom,
        np.sqrt(right_sum / right_freedom),
        shift,
        freedom,
        scale,
    )


def _log_t(x: Array, freedom: Array, middle: Array | float, scale: Array) -> Array:
    z = (x - middle) / scale
    head = _log_gamma((freedom + 1) / 2) - _log_gamma(freedom / 2) - 0.5 * np.log(np.pi * freedom)
    return head - np.log(scale) - (freedom + 1) / 2 * np.log1p(z * z / freedom)


def t_below(x: Array, freedom: float, middle: float, scale: float) -> Array:
    """Return the share of a Student's t below numbers.

    Args:
        x: the numbers (N,).
        freedom: degrees of freedom [-].
        middle: its middle.
        scale: its scale.
    """
    from scipy.special import stdtr  # as long to load as all else here, and few ask

    return stdtr(freedom, (x - middle) / scale)
