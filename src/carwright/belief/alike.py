r"""Alike: how much a past claim counts for a new one, learnt from how well it would have predicted.

A row counts $w = \prod_f s_f$ over the features in which it differs from the claim asked about.
Each share $s_f$ is 1 where a difference means nothing and near 0 where it means everything. The
shares are means over a few values, each weighted by how well it predicts every car from the other
ones. All rows of one car together count as much as the one most alike.

Source: the idea of rows that count in part is the power prior, J. Ibrahim and M.-H. Chen, 2000 [M].
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from carwright.belief.errors_of import FEATURES, Erred

VALUES = (0.02, 0.1, 0.3, 0.6, 1.0)
"""Shares that are tried for each feature (assumed, all alike before a row is seen)."""
ROUNDS = 2
"""How often each share is learnt with the others at what was learnt [-]."""

Array = NDArray[np.float64]
Density = Callable[[Array, Array, Array], Array]
"""Log density of errors (Q,) from weights (Q, N) of rows with errors (N,)."""


@dataclass(frozen=True)
class Table:
    """Past claims as arrays."""

    errors: Array
    """Errors of the rows (N,) [-]."""
    features: NDArray[np.int64]
    """Code of each feature (N, F); -1 is not known [-]."""
    cars: NDArray[np.int64]
    """Code of each car (N,) [-]."""
    codes: tuple[dict[str, int], ...]
    """Code by word, for each feature [-]."""

    def encoded(self, features: Sequence[str]) -> NDArray[np.int64]:
        """Return features as codes (F,); a word that no row has differs from all.

        Args:
            features: words; empty where it is not known.
        """
        found = [
            codes.get(word, len(codes)) if word else -1
            for codes, word in zip(self.codes, features, strict=True)
        ]
        return np.array(found, dtype=np.int64)


def table(rows: Sequence[Erred]) -> Table:
    """Return past claims as arrays.

    Args:
        rows: the claims, in an order of their own.
    """
    codes = tuple(
        {word: code for code, word in enumerate(sorted({row.features[f] for row in rows} - {""}))}
        for f in range(len(FEATURES))
    )
    cars = {car: code for code, car in enumerate(sorted({row.car for row in rows}))}
    coded = [[codes[f].get(word, -1) for f, word in enumerate(row.features)] for row in rows]
    return Table(
        np.array([row.error for row in rows]),
        np.array(coded, dtype=np.int64).reshape(len(rows), len(FEATURES)),
        np.array([cars[row.car] for row in rows], dtype=np.int64),
        codes,
    )


def differs(features: NDArray[np.int64], past: Table) -> Array:
    """Return where claims (Q, F) differ from rows, (F, Q, N); what is not known differs nowhere.

    Args:
        features: codes of the claims.
        past: the rows.
    """
    asked, known = features.T[:, :, None], past.features.T[:, None, :]
    return ((asked != known) & (asked >= 0) & (known >= 0)).astype(float)


def weights(apart: Array, shares: Array, past: Table, allowed: Array | float = 1.0) -> Array:
    """Return how much each row counts for each claim, (Q, N).

    Args:
        apart: what `differs` returns.
        shares: how much a row counts that differs in a feature (F,) [-].
        past: the rows.
        allowed: 0 for a row that may not count for a claim (Q, N) [-].
    """
    raw = np.exp(np.tensordot(np.log(shares), apart, axes=1)) * allowed
    order = np.argsort(past.cars, kind="stable")
    firsts = np.flatnonzero(np.diff(past.cars[order], prepend=-1))
    by_car = raw[:, order]
    most, total = (part.reduceat(by_car, firsts, axis=1) for part in (np.maximum, np.add))
    share = most / np.where(total > 0.0, total, 1.0)
    found = np.empty_like(raw)
    found[:, order] = by_car * np.repeat(share, np.diff(firsts, append=len(order)), axis=1)
    return found


def learnt_shares(past: Table, of: NDArray[np.int64], density: Density) -> Array:
    """Return the share of each feature (F,) [-].

    Args:
        past: the rows.
        of: places of the rows that are to be predicted, each from the other cars.
        density: log density of errors by weights.
    """
    shares = np.full(len(FEATURES), float(np.mean(VALUES)))
    if len(np.unique(past.cars[of])) < 2:
        return shares
    apart = differs(past.features[of], past)
    others = (past.cars[of][:, None] != past.cars[None, :]).astype(float)
    _, car, counts = np.unique(past.cars[of], return_inverse=True, return_counts=True)
    for _ in range(ROUNDS):
        for f in range(len(FEATURES)):
            if not (apart[f] * others).any():
                continue
            scores = []
            for value in VALUES:
                tried = shares.copy()
                tried[f] = value
                found = density(past.errors[of], weights(apart, tried, past, others), past.errors)
                scores.append(float(np.sum(found / counts[car])))
            chance = np.exp(np.array(scores) - max(scores))
            shares[f] = float(np.sum(chance * np.array(VALUES)) / np.sum(chance))
    return shares
