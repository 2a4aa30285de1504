"""draws: believable cars for any set of claims of one scene, cheap enough for one set a claim."""

import zlib
from dataclasses import dataclass

import numpy as np

from carwright.belief.belief import Belief
from carwright.belief.model import Model
from carwright.belief.scene import Scene
from carwright.belief.surrogate import Surrogate
from carwright.belief.temper import tempered

COUNT = 512
"""Cars that climb for one set of claims [-]."""


@dataclass(frozen=True, eq=False)
class Draws:
    """Believable cars that all weigh the same."""

    scene: Scene
    """The car and its claims [-]."""
    model: Model
    """Prior and claims as arrays, with the surrogate."""
    normal: np.ndarray
    """(N, latents) normals [-]."""
    quantities: np.ndarray
    """(N, quantities) logarithms in the unit of their key."""

    def logs(self, name: str) -> np.ndarray:
        """Return (N,) logarithms of a quantity.

        Args:
            name: a name of `scene.names`.
        """
        return self.quantities[:, self.scene.names.index(name)]

    def values(self, name: str) -> np.ndarray:
        """Return (N,) values of a quantity, in the unit of its key.

        Args:
            name: a name of `scene.names`.
        """
        return np.exp(self.logs(name))

    def noise(self, of: str) -> np.ndarray:
        """Return (N,) standard normal numbers that are always the same for one purpose.

        Args:
            of: what they are for.
        """
        return np.random.default_rng(zlib.crc32(of.encode())).standard_normal(len(self.normal))


def without(
    about: Scene, surrogate: Surrogate, ids: frozenset[str] = frozenset(), count: int = COUNT
) -> Draws:
    """Return believable cars without some claims, climbed on the surrogate alone.

    Args:
        about: the car as of a date, with its claims.
        surrogate: stands for the simulator.
        ids: claims that are left out.
        count: how many cars.
    """
    model = about.model(surrogate, about.terms(ids))
    normal = tempered(model, about.asking.seed, count).normal
    return Draws(about, model, normal, model.quantities(normal))


def weighed(belief: Belief) -> Draws:
    """Return the cars of a belief, drawn anew so that all weigh the same.

    Args:
        belief: cars that the simulator itself has weighed.
    """
    count = len(belief.weights)
    places = (np.arange(count) + 0.5) / count
    taken = np.minimum(np.searchsorted(np.cumsum(belief.weights), places), count - 1)
    model = belief.scene.model(belief.surrogate, belief.scene.terms())
    near = model.quantities(belief.normal)
    found = np.where(np.isfinite(belief.quantities), belief.quantities, near)
    return Draws(belief.scene, model, belief.normal[taken], found[taken])
