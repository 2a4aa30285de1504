r"""A Gaussian over named variables, and what is left of it once some of them are known.

$$\mu_{u|k} = \mu_u + \Sigma_{uk} \Sigma_{kk}^{-1} (x_k - \mu_k), \qquad
  \Sigma_{u|k} = \Sigma_{uu} - \Sigma_{uk} \Sigma_{kk}^{-1} \Sigma_{ku}$$

Source: Bishop, Pattern Recognition and Machine Learning (2006), equations 2.81 and 2.82.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

BAND = 1.6448536269514722
"""Standard deviations from the middle to the 5 and the 95 % point of a Gaussian [-]."""


@dataclass(frozen=True, eq=False)
class Gaussian:
    """A joint normal distribution."""

    names: tuple[str, ...]
    """Names of the variables [-]."""
    mean: np.ndarray
    """(variables,) means [transformed units]."""
    covariance: np.ndarray
    """(variables, variables) covariance [squares of transformed units]."""

    def given(self, known: Mapping[str, float]) -> "Gaussian":
        """Return the distribution of the rest once some variables are known.

        Args:
            known: values by name; names that this distribution does not hold are not looked at.
        """
        at = [i for i, name in enumerate(self.names) if name in known]
        rest = [i for i, name in enumerate(self.names) if name not in known]
        if not at:
            return self
        across = self.covariance[np.ix_(rest, at)]
        gain = np.linalg.solve(self.covariance[np.ix_(at, at)], across.T).T
        apart = np.array([known[self.names[i]] for i in at]) - self.mean[at]
        left = self.covariance[np.ix_(rest, rest)] - gain @ across.T
        names = tuple(self.names[i] for i in rest)
        return Gaussian(names, self.mean[rest] + gain @ apart, 0.5 * (left + left.T))

    def of(self, name: str) -> tuple[float, float]:
        """Return mean and standard deviation of one variable.

        Args:
            name: its name.
        """
        i = self.names.index(name)
        return self.mean.item(i), float(np.sqrt(max(self.covariance[i, i], 0.0)))

    def draws(self, count: int, seed: int) -> np.ndarray:
        """Return (count, variables) draws, the same for the same seed.

        Args:
            count: how many.
            seed: of the random numbers.
        """
        values, vectors = np.linalg.eigh(self.covariance)
        root = vectors * np.sqrt(np.maximum(values, 0.0))
        normal = np.random.default_rng(seed).standard_normal((count, len(self.names)))
        return self.mean + normal @ root.T
