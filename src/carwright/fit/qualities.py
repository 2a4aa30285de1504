"""Fit of how far the qualities of cars differ, to the results of many: type II maximum likelihood.

Each spread has a log-normal prior about what makers and tests are known to differ by, so that a
handful of rows moves it little and many rows move it freely ("shrunk to what the data bears").
Source: Rasmussen and Williams, Gaussian Processes for Machine Learning (2006), equation 5.8.
"""

from collections.abc import Mapping, Sequence

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array
from scipy.optimize import minimize

from carwright.population.evidence import FEATURES, QUALITIES, Line, stacked
from carwright.population.qualities import QualityModel, Spread, learnt

MIDDLE = {
    "charging_loss": 0.075,
    "drive_loss": 0.09,
    "idle_load": 0.075,
    "regeneration_fade": 0.09,
    "drag": 0.12,
    "rolling": 0.12,
    "stated_energy": 0.03,
}
"""How well the mean of all cars is known before any result is seen: the class defaults' sources
agree within about this (estimate). Two results a car cannot tell four losses apart: with bands
three times as wide, losses of three times the usual stood beside loads of half of it."""
SCALE = {
    "charging_loss": 0.3,
    "drive_loss": 0.3,
    "idle_load": 0.2,
    "regeneration_fade": 0.2,
    "drag": 0.5,
    "rolling": 0.5,
    "stated_energy": 0.15,
}
"""Usual spread of each quality over that of losses (estimate)."""
USUAL = {"alike": 0.2, "maker": 0.3, "family": 0.2}
"""Usual standard deviations of a quality of scale 1 (estimate)."""
REACH = 1.2
"""Usual distance in each feature over which cars cease to resemble each other (estimate)."""
MAKER_YEARS = 1.4
"""Four years in the unit of the feature year: about a model generation (estimate)."""
NOISE = {
    "epa_udds": 0.03,
    "epa_hwfet": 0.03,
    "road_50": 0.05,
    "road_110": 0.05,
    "wltp_consumption": 0.05,
    "wltp_range": 0.05,
    "wltp_consumption_no_mass": 0.06,
    "wltp_range_no_mass": 0.06,
    "label_consumption": 0.08,
    "label_range": 0.08,
}
"""Usual noise of each result: twins of one car differ by 2 to 3 % on the bench."""
FREEDOM, REACH_FREEDOM = 0.7, 0.35
"""Standard deviation of the logarithm of each spread, and of each reach, about its usual value
(estimate)."""
ITERATIONS = 15
"""Steps of the optimiser; the cost stands to a thousandth after about twenty."""
ROUNDS = 3
"""Times that the results are made linear about what is learnt of them."""
LOSSES = 4
"""The first qualities are losses and loads, the rest road load and battery."""
WIDTH = len(FEATURES) + 3
YEARS_AT = len(QUALITIES) * WIDTH
NOISE_AT = YEARS_AT + 1
"""Places in the vector of spreads: `WIDTH` for each quality, one, and one for each result."""
FREE = np.full(NOISE_AT + len(NOISE), FREEDOM)
FREE[:YEARS_AT].reshape(-1, WIDTH)[:, : len(FEATURES)] = REACH_FREEDOM
"""How free each place of the vector is."""


def fit_qualities(lines: Sequence[Line]) -> QualityModel:
    """Return how far qualities differ, as the lines bear it.

    Losses and loads are fitted to the results of which the road load is known; the rest, given
    these, to all results. So an unknown road load cannot pass for a loss.

    Args:
        lines: results as straight lines; without one, the usual spreads are returned.
    """
    known = [line for line in lines if line.result.startswith("epa_")]
    of_losses = np.zeros(len(FREE))
    of_losses[[i for i in range(len(FREE)) if i < LOSSES * WIDTH or i == YEARS_AT]] = 1.0
    of_losses[[NOISE_AT + i for i, name in enumerate(NOISE) if name.startswith("epa_")]] = 1.0
    at = np.zeros(len(FREE))
    for part, free in ((known, of_losses), (lines, 1.0 - of_losses)):
        for _ in range(ROUNDS if part else 0):
            at = _fitted(at, part, free)
    return _model(at)


def _fitted(start: np.ndarray, lines: Sequence[Line], free: np.ndarray) -> np.ndarray:
    """Logarithms of spreads over their usual, of which only the free ones are fitted."""
    about = learnt(_model(start), lines)
    data = _data(lines) | {
        "slope": jnp.asarray(about.slope),
        "residual": jnp.asarray(about.residual),
    }

    def cost(at: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = _cost(jnp.asarray(start + free * at), data)
        return float(value), free * np.asarray(slope)

    options = {"maxiter": ITERATIONS}
    found = minimize(cost, np.zeros_like(start), jac=True, method="L-BFGS-B", options=options)
    return start + free * found.x


def _data(lines: Sequence[Line]) -> dict[str, Array]:
    features, _, _ = stacked(lines)
    names = list(NOISE)
    makers = np.unique([line.maker for line in lines], return_inverse=True)[1]
    families = np.unique([line.family for line in lines], return_inverse=True)[1]
    rows = np.unique([line.row for line in lines], return_inverse=True)[1]
    apart = (features.T[:, :, None] - features.T[:, None, :]) ** 2
    return {
        "result": jnp.asarray([names.index(line.result) for line in lines]),
        "maker": jnp.asarray((makers[:, None] == makers[None, :]).astype(float)),
        "family": jnp.asarray((families[:, None] == families[None, :]).astype(float)),
        "row": jnp.asarray((rows[:, None] == rows[None, :]).astype(float)),
        "apart": jnp.asarray(apart),
    }


@jax.jit
@jax.value_and_grad
def _cost(at: Array, data: Mapping[str, Array]) -> Array:
    """Negative log of likelihood times prior, of the logarithms of spreads over their usual."""
    factor = jnp.exp(FREE * at)
    noise = factor[NOISE_AT:] * jnp.array(list(NOISE.values()))
    years = MAKER_YEARS * factor[YEARS_AT]
    since = data["apart"][FEATURES.index("year")]
    fading = data["maker"] * jnp.exp(-0.5 * since / years**2)
    total = jnp.zeros_like(fading)
    for i, name in enumerate(QUALITIES):
        part = factor[i * WIDTH : (i + 1) * WIDTH]
        spread, reach = part * SCALE[name], REACH * part[: len(FEATURES)]
        distance = jnp.tensordot(reach**-2.0, data["apart"], axes=1)
        alike = (USUAL["alike"] * spread[-3]) ** 2 * jnp.exp(-0.5 * distance)
        alike = alike + MIDDLE[name] ** 2
        alike = alike + (USUAL["maker"] * spread[-2]) ** 2 * fading
        alike = alike + (USUAL["family"] * spread[-1]) ** 2 * data["family"]
        slope = data["slope"][:, i]
        total = total + slope[:, None] * slope[None, :] * alike
    each = noise[data["result"]]
    total = total + 0.5 * each[:, None] * each[None, :] * data["row"] + jnp.diag(0.5 * each**2)
    root = jnp.linalg.cholesky(total)
    half = jax.scipy.linalg.solve_triangular(root, data["residual"], lower=True)
    return 0.5 * half @ half + jnp.sum(jnp.log(jnp.diag(root))) + 0.5 * at @ at


def _model(at: np.ndarray) -> QualityModel:
    factor = np.exp(FREE * at)
    spreads = {}
    for i, name in enumerate(QUALITIES):
        reach, part = np.split(factor[i * WIDTH : (i + 1) * WIDTH], [len(FEATURES)])
        alike, maker, family = SCALE[name] * part
        spreads[name] = Spread(
            middle=MIDDLE[name],
            alike=float(USUAL["alike"] * alike),
            reach=tuple(float(REACH * one) for one in reach),
            maker=float(USUAL["maker"] * maker),
            family=float(USUAL["family"] * family),
        )
    noise = {
        name: float(usual * one)
        for (name, usual), one in zip(NOISE.items(), factor[NOISE_AT:], strict=True)
    }
    return QualityModel(spreads, float(MAKER_YEARS * factor[YEARS_AT]), noise)
