"""simulated: what the simulator says of many believable cars, as logarithms by name of quantity."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import numpy as np

from carwright.belief.charged import GAINED, MEAN, WINDOWS
from carwright.belief.latent import LATENTS
from carwright.belief.procedures import CONSUMPTION, PROCEDURES, RANGE
from carwright.belief.simulator import launched, plugged, rated
from carwright.cars.batch import SPRINTS
from carwright.units import to_si

LAUNCH = ("zero_to_100_s", "zero_to_100_rollout_s", "zero_to_60mph_s", "zero_to_60mph_rollout_s")
"""Sprints."""
QUANTITIES = (*(f"{p}_{what}" for p in PROCEDURES for what in (RANGE, CONSUMPTION)), *LAUNCH)
"""What is simulated of every car, by key with unit."""
CHARGING = (MEAN, *WINDOWS, *(f"{p}_{gained}" for p in PROCEDURES for gained in GAINED))
"""What is simulated where a claim speaks of it, by key with unit."""
NEVER = 120.0
"""A sprint that is not finished by then is taken for one of so long [s]."""


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
    tests = tuple(name for name in PROCEDURES if any(asked.startswith(name) for asked in names))
    found: dict[str, np.ndarray] = {}
    rating, stopwatch, plug = _told(
        partial(rated, values, choices, {name: loads[name] for name in tests}) if tests else None,
        partial(launched, values, choices) if any(name in LAUNCH for name in names) else None,
        partial(plugged, values, choices) if any(name in CHARGING for name in names) else None,
    )
    for name, (reach, consumption) in rating.items():
        found[f"{name}_{RANGE}"], found[f"{name}_{CONSUMPTION}"] = reach, consumption
    found |= {f"{name}_s": np.minimum(seconds, NEVER) for name, seconds in stopwatch.items()}
    found |= {name: plug[name] for name in (MEAN, *WINDOWS) if name in plug}
    for name in (name for name in names if name in _GAINS):
        procedure, _, gained = name.partition("_")
        found[name] = plug[gained] * found[f"{procedure}_{RANGE}"]
    return np.log(np.stack([found[name] / to_si(_key(name), 1.0) for name in names], axis=1))


def tested(
    values: np.ndarray, choices: np.ndarray, loads: Mapping[str, np.ndarray]
) -> dict[str, np.ndarray]:
    """Return (cars,) what tests and the stopwatch say, by the keys and in the units of `compare`.

    Args:
        values: (cars, figures) figures [SI].
        choices: (cars, choices) choices.
        loads: (cars,) what each carries in the test of each procedure beyond kerb mass [kg].
    """
    rating, stopwatch = _told(
        partial(rated, values, choices, loads), partial(launched, values, choices)
    )
    found = {key: stopwatch[name] for key, name in SPRINTS.items()}
    for name, (reach, consumption) in rating.items():
        found[f"range_{name}_km"] = reach
        found[f"consumption_ac_{name}_wh_per_km"] = consumption
    return {key: numbers / to_si(key, 1.0) for key, numbers in found.items()}


def _told(*asked: Callable[[], dict[str, Any]] | None) -> list[dict[str, Any]]:
    """What programs say, side by side, as the first time each must be compiled.

    The first takes longest: this thread goes through it, and is heard.
    """
    first, *others = asked
    with ThreadPoolExecutor(len(asked)) as pool:
        waiting = [pool.submit(one) if one else None for one in others]
        told = {} if first is None else first()
        return [told, *({} if one is None else one.result() for one in waiting)]


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
