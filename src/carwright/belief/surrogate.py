r"""surrogate: a quadratic of the latent normals that stands for the simulator while particles move.

Moving particles asks for the likelihood many thousand times; the simulator itself then weighs the
particles that have arrived, so that what the surrogate misses changes no result, only the effective
number of particles.
"""

from typing import NamedTuple

import numpy as np

RIDGE = 1e-3
"""Squared coefficients count so much against squared misses [-]."""


class Surrogate(NamedTuple):
    """Quadratics of normals, one a quantity."""

    constant: np.ndarray
    """(quantities,) constants."""
    linear: np.ndarray
    """(quantities, simulated) slopes."""
    quadratic: np.ndarray
    """(quantities, simulated, simulated) curvatures."""

    def __call__(self, normal: np.ndarray) -> np.ndarray:
        """Return (..., quantities) logarithms.

        Args:
            normal: (..., simulated) the latent normals of cars.
        """
        quantities, count = self.linear.shape
        bent = normal @ self.quadratic.reshape(quantities * count, count).T
        bent = bent.reshape(*normal.shape[:-1], quantities, count)
        return self.constant + normal @ self.linear.T + np.sum(bent * normal[..., None, :], axis=-1)


def fitted(normal: np.ndarray, values: np.ndarray, moving: np.ndarray | None = None) -> Surrogate:
    """Return the quadratics nearest to what was simulated.

    Args:
        normal: (N, simulated) latent normals.
        values: (N, quantities) logarithms of quantities.
        moving: (simulated,) which normals move a car at all: what is known of it moves nothing, and
            has no slope; None is all.
    """
    whole = normal.shape[1]
    at = np.arange(whole) if moving is None else np.flatnonzero(moving)
    normal, count = normal[:, at], len(at)
    upper = np.triu_indices(count)
    cross = normal[:, upper[0]] * normal[:, upper[1]]
    design = np.concatenate([np.ones((len(normal), 1)), normal, cross], axis=1)
    weight = np.full(design.shape[1], RIDGE * len(normal))
    weight[0] = 0.0
    # rows far out say little of the middle, where most cars are
    near = 1.0 / (1.0 + np.sum(normal**2, axis=1) / count)
    gram = (design * near[:, None]).T @ design + np.diag(weight)
    found = np.linalg.solve(gram, (design * near[:, None]).T @ values)
    linear = np.zeros((values.shape[1], whole))
    quadratic = np.zeros((values.shape[1], whole, whole))
    linear[:, at] = found[1 : 1 + count].T
    quadratic[:, at[upper[0]], at[upper[1]]] = found[1 + count :].T
    return Surrogate(found[0], linear, quadratic)
