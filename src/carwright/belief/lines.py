r"""lines: straight lines through the normals along which one claimed quantity moves.

Each claimed quantity has two: its own slope, and the one that leaves the other claimed quantities
alone as far as they are straight. Along a line a quantity is a quadratic of the step t,

$$q(x + t d) = q(x) + (s + x^T B d)\, t + \tfrac12 d^T B d\, t^2$$

with s its slope along d at the middle and B its second derivatives.
"""

from typing import NamedTuple

import numpy as np

from carwright.belief.latent import SIMULATED
from carwright.belief.model import Model

ALONE = 1e-3
"""Slopes that are so small a part of the greatest count as none [-]."""


class Lines(NamedTuple):
    """Lines along which a claimed quantity moves."""

    quantity: np.ndarray
    """(lines,) place of the quantity among all."""
    direction: np.ndarray
    """(latents, lines) direction in the normals."""
    slope: np.ndarray
    """(lines,) slope of the quantity along the line, at the middle."""
    turn: np.ndarray
    """(simulated, lines) by how much it grows with each normal."""
    bend: np.ndarray
    """(lines,) half the second derivative along the line."""
    silent: np.ndarray
    """(latents, latents) projector on what no claim speaks of."""


def lines_of(model: Model) -> Lines:
    """Return the lines along which particles move.

    Args:
        model: prior and claims.
    """
    claimed = np.unique(model.terms.quantity)
    slopes = model.slopes()[claimed]
    size = len(model.middle)
    own = slopes / np.maximum(np.sum(slopes**2, axis=1, keepdims=True), 1e-12)
    alone = np.linalg.pinv(slopes, rcond=ALONE).T.reshape(len(claimed), size)
    basis = np.linalg.svd(slopes, full_matrices=False)[2] if len(claimed) else slopes
    quantity = np.concatenate([claimed, claimed])
    direction = np.concatenate([own, alone])
    turn = np.einsum("lij,lj->il", model.bends()[quantity], direction[:, :SIMULATED])
    return Lines(
        quantity=quantity,
        direction=direction.T,
        slope=np.sum(model.slopes()[quantity] * direction, axis=1),
        turn=turn,
        bend=0.5 * np.sum(turn * direction[:, :SIMULATED].T, axis=0),
        silent=np.eye(size) - basis.T @ basis,
    )
