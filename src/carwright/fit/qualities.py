r"""How far qualities differ among makers and families, by the marginal likelihood of results.

Each spread and noise is a log-normal about its usual value, so that few rows leave it where it is
and many rows move it freely ("shrunk to what the data bears"). The spread of the middle is not
fitted: a list is one sample of it.
Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), equations 5.8 and
5.9.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize

from carwright.population.evidence import KINDS, QUALITIES, Line
from carwright.population.qualities import (
    Noise,
    QualityModel,
    Spread,
    places_of,
    resemblance,
    same,
)

USUAL = {
    "drag": Spread(middle=0.01, maker=0.06, family=0.06),
    "rolling": Spread(middle=0.01, maker=0.1, family=0.08),
    "epa": Spread(middle=0.01, maker=0.056, family=0.032),
    "wltp": Spread(middle=0.05, maker=0.06, family=0.05, list=0.05),
    "wltp_van": Spread(middle=0.3),
    "wltp_mass": Spread(middle=0.3),
    "recharge": Spread(middle=0.05, maker=0.02, family=0.02, list=0.03),
}
"""Usual spreads (estimates). EPA's and the roads' middles are held near what is usual: one list
cannot tell its own mean from that of all cars (chosen among 0, 1 and 2 % on the list to 2021, with
makers and families left out and forward in time); what is usual was not made by the others."""
NOISE = {
    "epa_udds": Noise(row=0.03, own=0.03),
    "epa_hwfet": Noise(row=0.03, own=0.015),
    "road_50": Noise(row=0.05, own=0.03),
    "road_110": Noise(row=0.05, own=0.03),
    "wltp_consumption": Noise(row=0.0, own=0.05),
    "recharge_wltp": Noise(row=0.0, own=0.03),
}
"""Usual noise of each result: twins of one car differ by 2 to 3 % on the bench."""
FREEDOM = 0.4
"""Standard deviation of the logarithm of each spread about its usual value (estimate)."""
_GROUPS = ("maker", "family", "list")


def fit_qualities(lines: Sequence[Line]) -> QualityModel:
    """Return how far qualities differ, as the lines bear it.

    Results of one kind hang on qualities of their own and share no noise with others: each kind is
    fitted by itself.

    Args:
        lines: results as straight lines; without one, the usual spreads are returned.
    """
    spreads, noise = dict(USUAL), dict(NOISE)
    for kind in KINDS:
        of_kind = [line for line in lines if line.kind == kind]
        if of_kind:
            more_spreads, more_noise = _fitted(kind, of_kind)
            spreads |= more_spreads
            noise |= more_noise
    return QualityModel(spreads, noise)


def _fitted(kind: str, lines: Sequence[Line]) -> tuple[dict[str, Spread], dict[str, Noise]]:
    """Spreads of the qualities of one kind, and the noise of its results."""
    slope = np.array([line.slope for line in lines])
    near = resemblance(places_of(lines), places_of(lines))
    bench = same([line.row for line in lines])
    held, parts, free = np.zeros_like(bench), [], []
    for name in KINDS[kind]:
        column = slope[:, QUALITIES.index(name)]
        outer = np.outer(column, column)
        held += USUAL[name].middle ** 2 * outer
        groups = [group for group in _GROUPS if getattr(USUAL[name], group) > 0.0]
        parts += [outer * near[_GROUPS.index(group)] for group in groups]
        free += [(name, group, getattr(USUAL[name], group)) for group in groups]
    results = sorted({line.result for line in lines})
    if NOISE[results[0]].row > 0.0:
        parts.append(bench)
        free.append(("", "row", NOISE[results[0]].row))
    for result in results:
        parts.append(np.diag([float(line.result == result) for line in lines]))
        free.append((result, "own", NOISE[result].own))
    residual = np.array([line.residual for line in lines])
    found = np.exp(_most_likely(residual, held, parts, [usual for _, _, usual in free]))
    told = {key[:2]: float(one) for key, one in zip(free, found, strict=True)}
    spreads: dict[str, Spread] = {}
    for name in KINDS[kind]:
        groups = {group: one for (of, group), one in told.items() if of == name}
        spreads[name] = replace(USUAL[name], **groups)
    row = told.get(("", "row"), 0.0)
    return spreads, {result: Noise(row, told[result, "own"]) for result in results}


def _most_likely(
    residual: np.ndarray,
    held: np.ndarray,
    parts: Sequence[np.ndarray],
    usual: Sequence[float],
) -> np.ndarray:
    """Logarithms of standard deviations, one for each part of the covariance but the held one."""
    start = np.log(usual)

    def cost(at: np.ndarray) -> tuple[float, np.ndarray]:
        """Negative log of likelihood times prior, and its gradient."""
        variances = np.exp(2.0 * at)
        total = held + sum(v * part for v, part in zip(variances, parts, strict=True))
        factor = cho_factor(total, lower=True)
        weight = cho_solve(factor, residual)
        inverse = cho_solve(factor, np.eye(len(residual)))
        left = inverse - np.outer(weight, weight)
        apart = (at - start) / FREEDOM
        value = 0.5 * residual @ weight + np.sum(np.log(np.diag(factor[0]))) + 0.5 * apart @ apart
        slopes = [v * np.sum(left * part) for v, part in zip(variances, parts, strict=True)]
        return float(value), np.array(slopes) + apart / FREEDOM

    return minimize(cost, start, jac=True, method="L-BFGS-B").x
