"""model: prior and claims of a car as arrays, with a surrogate that stands for the simulator."""

from typing import NamedTuple

import numpy as np

from carwright.belief.latent import SIMULATED
from carwright.belief.surrogate import Surrogate
from carwright.belief.terms import Terms


class Model(NamedTuple):
    """All that the likelihood needs, as arrays."""

    surrogate: Surrogate
    """Simulated quantities of the normals."""
    root: np.ndarray
    """(latents, latents) root of the latent covariance."""
    lines: np.ndarray
    """(straight, latents) slopes of straight quantities by latent."""
    constants: np.ndarray
    """(straight,) their values at the latent middle."""
    signs: np.ndarray
    """(simulated quantities, latents) how the discrepancy of its test moves each."""
    middle: np.ndarray
    """(latents,) latent middle."""
    terms: Terms
    """The claims."""
    usual: np.ndarray
    """(quantities, 2) middle and standard deviation of each quantity before any claim."""

    def quantities(self, normal: np.ndarray) -> np.ndarray:
        """Return the (..., quantities) logarithms, straight ones first.

        Args:
            normal: (..., latents) normals.
        """
        return self.beside(normal, self.surrogate(normal[..., :SIMULATED]))

    def beside(self, normal: np.ndarray, simulated: np.ndarray) -> np.ndarray:
        """Return the (..., quantities) logarithms of which the simulated ones are known.

        Args:
            normal: (..., latents) normals.
            simulated: (..., simulated quantities) logarithms without discrepancy.
        """
        apart = normal @ self.root.T
        straight = self.constants + apart @ self.lines.T
        tested = simulated + (self.middle + apart) @ self.signs.T
        return np.concatenate([straight, tested], axis=-1)

    def log_likelihood(self, quantities: np.ndarray) -> np.ndarray:
        """Return the (...) log likelihood of all claims.

        Args:
            quantities: (..., quantities) logarithms.
        """
        return np.asarray(np.sum(self.terms.each(np.moveaxis(quantities, -1, 0)), axis=0))

    def slopes(self) -> np.ndarray:
        """Return (quantities, latents) how quantities grow with the normals, at their middle."""
        straight, tested = self.lines @ self.root, self.signs @ self.root
        tested[:, :SIMULATED] += self.surrogate.linear
        return np.concatenate([straight, tested])

    def bends(self) -> np.ndarray:
        """Return (quantities, simulated, simulated) second derivatives of each quantity."""
        bent = self.surrogate.quadratic
        straight = np.zeros((len(self.lines), *bent.shape[1:]))
        return np.concatenate([straight, bent + np.swapaxes(bent, 1, 2)])

    def middles(self) -> np.ndarray:
        """Return the (quantities,) logarithms where all normals are nothing."""
        return self.quantities(np.zeros(len(self.middle)))
