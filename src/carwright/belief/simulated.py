"""simulated: what the simulator says of many believable cars, as logarithms by name of quantity."""

from collections.abc import Mapping, Sequence

import jax
import jax.numpy as jnp
import numpy as np

from carwright.belief.charged import GAINED, MEAN, WINDOWS, charged
from carwright.belief.latent import LATENTS
from carwright.car.build import build_car
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
"""What is simulated of every car, by key with unit."""
CHARGING = (MEAN, *WINDOWS, *(f"{p}_{gained}" for p in PROCEDURES for gained in GAINED))
"""What is simulated where a claim speaks of it, by key with unit."""
NEVER = 120.0
"""A sprint that is not finished by then is taken for one of so long [s]."""

_build_many = jax.jit(jax.vmap(build_car))


def simulated(
    values: np.ndarray,
    choices: np.ndarray,
    names: Sequence[str],
    loads: Mapping[str, np.ndarray],
) -> np.ndarray:
    """Return (cars, names) logarithms of quantities in the unit of their key.

    Args:
        values: (cars, figures) figures [SI].
        choices: (cars, choices) choices.
        names: of `QUANTITIES` and `CHARGING`.
        loads: (cars,) what each carries in the test of each procedure beyond kerb mass [kg].
    """
    figures = Figures(values=jnp.asarray(values), choices=jnp.asarray(choices))
    cars: Car = stacked(in_chunks(_build_many, figures))
    found: dict[str, np.ndarray] = {}
    for procedure in PROCEDURES:
        if any(name.startswith(procedure) for name in names):
            rating = rate_many(cars, (procedure,), load=loads[procedure])[procedure]
            found[f"{procedure}_{RANGE}"] = np.asarray(rating.range)
            found[f"{procedure}_{CONSUMPTION}"] = np.asarray(rating.consumption_ac)
    if any(name in LAUNCH for name in names):
        sprints: Sprint = accelerate(cars)
        for name in LAUNCH:
            seconds = np.asarray(getattr(sprints, name.removesuffix("_s")))
            found[name] = np.minimum(seconds, NEVER)
    if any(name in CHARGING for name in names):
        told = charged(cars)
        found |= {name: told[name] for name in (MEAN, *WINDOWS)}
        for name in (name for name in names if name in _GAINS):
            procedure, _, gained = name.partition("_")
            found[name] = told[gained] * found[f"{procedure}_{RANGE}"]
    return np.log(np.stack([found[name] / to_si(_key(name), 1.0) for name in names], axis=1))


_GAINS = CHARGING[-len(PROCEDURES) * len(GAINED) :]


def _key(name: str) -> str:
    """A key that ends in the unit of a quantity."""
    procedure, _, what = name.partition("_")
    key = what if procedure in PROCEDURES else name
    return RANGE if key in GAINED else key


def said_by(name: str) -> str:
    """Return the test that a quantity is said by, as `latent.TESTS` has it.

    Args:
        name: of `QUANTITIES` and `CHARGING`.
    """
    if name in CHARGING:
        return "charging"
    return "launch" if name in LAUNCH else name.partition("_")[0]


def discrepancies_of(name: str) -> dict[int, float]:
    """Return how discrepancies count for a quantity: their signs by place in the vector.

    They are those of a consumption or a time; more range is driven from a charge by a test that
    reads less.

    Args:
        name: of `QUANTITIES` and `CHARGING`.
    """
    more = name in (MEAN, *_GAINS) or name.endswith(RANGE)
    sign = -1.0 if more else 1.0
    tests = (said_by(name), name.partition("_")[0]) if name in _GAINS else (said_by(name),)
    return {LATENTS.index(f"test_{test}"): sign for test in tests}
