"""Signs: every knob moves range, sprint and mass the way that the table of figures says.

The signs were written down before this test was run. What follows a figure moves with it. Range is
what the display's energy gives on the WLTC of a warm car, losses in the cells included.
"""

from functools import cache

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from workshop import GARAGE, SU7, figures

import carwright
from carwright.car.build import build_car
from carwright.figure_table import FIGURES, Sign
from carwright.figure_vector import Figures

STEP = 0.01
"""Nudge of each figure, of itself, or of its bounds where it is nothing [-]."""
LEAST = 1e-5
"""Smallest effect that counts, of the whole: a thousandth of the nudge [-]."""
SEEN = 1e-9
"""Effect above which a sign is seen in a car [-]."""
CYCLE = "wltc-3b"
DOWN = ("battery_usable_energy_kwh", "battery_health_share")
"""Figures that are nudged down: above stands what they are a part of."""


def nudges(values: np.ndarray) -> np.ndarray:
    """A nudge of each figure in SI, away from the bound that is near."""
    low = np.array([row.low_si for row in FIGURES])
    high = np.array([row.high_si for row in FIGURES])
    step = np.where(
        np.abs(values) > 1e-6 * (high - low), STEP * np.abs(values), STEP * (high - low)
    )
    down = np.array([row.key in DOWN for row in FIGURES]) | (values + step > high)
    return np.where(down, -step, step)


_moved = jax.jit(jax.vmap(Figures.moved, in_axes=(None, 0)))
_built = jax.jit(jax.vmap(build_car))


WEAK_PACK = 0.6
"""Power of a pack that binds the motors, over that of the car [-]."""


@cache
def effects(car_id: str, pack: float = 1.0) -> dict[str, np.ndarray]:
    """Relative change of each result by a nudge upwards of each figure."""
    base = figures(car_id)
    base = base.replace({"discharge_peak_power": pack * base["discharge_peak_power"]})
    steps = nudges(np.asarray(base.values))
    by = np.concatenate([np.zeros((1, len(steps))), np.diag(steps)])
    cars = _built(_moved(base, jnp.asarray(by)))
    run = carwright.drive(cars, CYCLE)
    results = {
        "range": run.usable_energy / run.totals.chemical,
        "sprint": carwright.accelerate(cars).zero_to_100,
        "mass": cars.body.kerb_mass,
    }
    found = {}
    for name, values in results.items():
        numbers = np.asarray(values)
        assert np.all(np.isfinite(numbers)), (car_id, name)
        found[name] = (numbers[1:] / numbers[0] - 1.0) * np.sign(steps)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("car_id", GARAGE)
def test_no_knob_moves_a_result_the_other_way(car_id: str):
    wrong = []
    for name, changes in effects(car_id).items():
        for row, change in zip(FIGURES, changes, strict=True):
            sign = row.signs[name]
            if sign is Sign.NONE and abs(change) > LEAST:
                wrong.append((name, row.key, "none", float(change)))
            if sign in (Sign.MORE, Sign.LESS) and change * sign.direction < -LEAST:
                wrong.append((name, row.key, sign.value, float(change)))
    assert wrong == []


@pytest.mark.slow
def test_every_sign_is_seen_in_some_car():
    """At one of the axles, where a figure is of an axle; losses at a launch with a weak pack."""
    seen: dict[tuple[str, str], float] = {}
    for place, row in enumerate(FIGURES):
        for name, sign in row.signs.items():
            if sign in (Sign.MORE, Sign.LESS):
                cars = [*((car_id, 1.0) for car_id in GARAGE), (SU7, WEAK_PACK)]
                most = max(sign.direction * effects(*one)[name][place] for one in cars)
                what = (row.key.removeprefix("front_").removeprefix("rear_"), name)
                seen[what] = max(seen.get(what, 0.0), float(most))
    assert [what for what, most in seen.items() if most <= SEEN] == []


def test_an_effect_of_either_sign_has_a_reason():
    for row in FIGURES:
        unclear = Sign.EITHER in row.signs.values()
        assert unclear == bool(row.either_because), row.key
