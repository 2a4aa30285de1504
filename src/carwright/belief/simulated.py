"""simulated: what the simulator says of many believable cars, as logarithms by name of quantity."""

from collections.abc import Sequence

import jax
import jax.numpy as jnp
import numpy as np

from carwright.belief.latent import LATENTS
from carwright.build.build_car import build_car
from carwright.car.car import Car
from carwright.figure_vector import Figures
from carwright.rate.quick import rate_many
from carwright.run.accelerate import Sprint, accelerate
from carwright.run.executor import in_chunks, stacked
from carwright.units import to_si

PROCEDURES = ("epa", "wltp", "cltc", "nedc")
"""Tests of range and consumption."""
LAUNCH = ("zero_to_100_s", "zero_to_100_rollout_s", "zero_to_60mph_s", "zero_to_60mph_rollout_s")
"""Sprints."""
RANGE, CONSUMPTION = "range_km", "consumption_ac_kwh_per_100km"
QUANTITIES = (*(f"{p}_{what}" for p in PROCEDURES for what in (RANGE, CONSUMPTION)), *LAUNCH)
"""What is simulated, by key with unit."""
NEVER = 120.0
"""A sprint that is not finished by then is taken for one of so long [s]."""

_build_many = jax.jit(jax.vmap(build_car))


def simulated(values: np.ndarray, choices: np.ndarray, names: Sequence[str]) -> np.ndarray:
    """Return (cars, names) logarithms of quantities in the unit of their key.

    Args:
        values: (cars, figures) figures [SI].
        choices: (cars, choices) choices.
        names: of `QUANTITIES`.
    """
    figures = Figures(values=jnp.asarray(values), choices=jnp.asarray(choices))
    cars: Car = stacked(in_chunks(_build_many, figures))
    found: dict[str, np.ndarray] = {}
    for procedure in PROCEDURES:
        if any(name.startswith(procedure) for name in names):
            rating = rate_many(cars, (procedure,))[procedure]
            found[f"{procedure}_{RANGE}"] = np.asarray(rating.range)
            found[f"{procedure}_{CONSUMPTION}"] = np.asarray(rating.consumption_ac)
    if any(name in LAUNCH for name in names):
        sprints: Sprint = accelerate(cars)
        for name in LAUNCH:
            seconds = np.asarray(getattr(sprints, name.removesuffix("_s")))
            found[name] = np.minimum(seconds, NEVER)
    return np.log(np.stack([_at_edge(name, found[name]) for name in names], axis=1))


def _at_edge(name: str, values: np.ndarray) -> np.ndarray:
    key = name.partition("_")[2] if name.split("_")[0] in PROCEDURES else name
    return values / to_si(key, 1.0)


def discrepancy_of(name: str) -> tuple[int, float]:
    """Return the place of a quantity's discrepancy in the vector, and with which sign it counts.

    Args:
        name: of `QUANTITIES`.
    """
    if name in LAUNCH:
        return LATENTS.index("test_launch"), 1.0
    procedure, _, what = name.partition("_")
    return LATENTS.index(f"test_{procedure}"), -1.0 if what == RANGE else 1.0
