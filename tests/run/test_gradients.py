"""Gradients of consumption by every figure against central differences, also at every limit."""

from collections.abc import Callable
from functools import cache

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from workshop import CARS, LEAF, SU7, TESLA, course, figures, hilly

import carwright
from carwright.car.car import Car
from carwright.figure_table import FIGURES
from carwright.figure_vector import Figures

SPANS = np.array([row.high_si - row.low_si for row in FIGURES])
SHARED = {
    "regeneration_front_limit_share": 0.8,
    "regeneration_rear_limit_share": 0.8,
    "regeneration_fade_low": 0.8367,
}
"""Below their bound of one, where they bind and both sides of a difference are allowed; and a speed
that no step of a cycle has, where motors begin to brake and draw what they draw without torque."""
UNEVEN = {"front_switching_loss_share": 0.006}
"""No two axles alike: which of them drives alone is then no tie."""
REST = course(np.zeros(129), name="rest")
AT_LIMITS = {
    "a full battery": (SU7, "hilly", 1.0, {}),
    "an almost empty battery": (SU7, "hilly", 0.01, {}),
    "a battery that runs empty": (TESLA, "hilly", 1e-4, {}),
    "a weak pack": (TESLA, "hilly", 0.9, {"discharge_peak_power": 30e3}),
    "little regeneration": (LEAF, "hilly", 0.9, {"charge_peak_power": 5e3}),
    "ice": (SU7, "hilly", 0.9, {"grip_coefficient": 0.12}),
    "top speed": (TESLA, "hilly", 0.9, {"top_speed": 20.0}),
    "a cold pack": (LEAF, "hilly", 0.9, {"regeneration_cold_whole": 300.0}),
    "rest, both axles": (SU7, "rest", 0.9, {}),
    "rest, one axle": (TESLA, "rest", 0.9, {}),
}

CYCLES = {"hilly": hilly(), "rest": REST, "wltc-3b": carwright.cycle("wltc-3b")}

build = jax.jit(jax.vmap(carwright.build_car))


@cache
def energy_and_slopes(cycle: str) -> Callable[..., tuple[jax.Array, jax.Array]]:
    """One program for every car."""

    def energy(values: jax.Array, choices: jax.Array, charge: float) -> jax.Array:
        vehicle = carwright.build_car(Figures(values, choices))
        return carwright.drive(vehicle, CYCLES[cycle], charge=charge).energy_dc

    return jax.jit(jax.value_and_grad(energy))


def slopes_and_differences(
    base: Figures, cycle: str, charge: float
) -> tuple[np.ndarray, np.ndarray]:
    """Both as elasticities: relative change of energy for a relative change of each figure."""
    middle, slopes = energy_and_slopes(cycle)(base.values, base.choices, charge)
    here = np.asarray(base.values)
    scale = np.where(here == 0.0, SPANS, np.abs(here))
    step = 1e-6 * scale
    values = np.concatenate([here + np.diag(step), here - np.diag(step)])
    choices = np.broadcast_to(base.choices, (len(values), *base.choices.shape))
    cars: Car = build(Figures(jnp.asarray(values), jnp.asarray(choices)))
    high, low = np.split(
        np.asarray(carwright.drive(cars, CYCLES[cycle], charge=charge).energy_dc), 2
    )
    unit = scale / abs(float(middle))
    return np.asarray(slopes) * unit, (high - low) / (2.0 * step) * unit


def assert_alike(base: Figures, cycle: str, charge: float) -> None:
    slopes, differences = slopes_and_differences(base, cycle, charge)
    assert np.isfinite(slopes).all()
    wrong = np.abs(slopes - differences) > 1e-6 + 1e-4 * np.abs(differences)
    found = {
        row.key: (slope, difference)
        for row, slope, difference, bad in zip(FIGURES, slopes, differences, wrong, strict=True)
        if bad
    }
    assert found == {}


@pytest.mark.slow
@pytest.mark.parametrize("case", AT_LIMITS)
def test_gradients_hold_at_rest_and_at_limits(case: str):
    car_id, cycle, charge, changes = AT_LIMITS[case]
    assert_alike(figures(car_id).replace(SHARED | changes), cycle, charge)


@pytest.mark.slow
@pytest.mark.parametrize("car_id", CARS)
def test_gradients_hold_on_a_short_drive(car_id: str):
    assert_alike(figures(car_id).replace(SHARED | UNEVEN), "hilly", 0.9)


@pytest.mark.slow
@pytest.mark.parametrize("car_id", CARS)
def test_gradients_hold_on_the_wltc(car_id: str):
    assert_alike(figures(car_id).replace(SHARED | UNEVEN), "wltc-3b", 0.9)


@pytest.mark.parametrize("car_id", CARS)
@pytest.mark.parametrize("charge", [0.9, 1.0, 0.0])
def test_gradients_of_a_car_as_filed_are_finite(car_id: str, charge: float):
    base = figures(car_id)
    _, slopes = energy_and_slopes("hilly")(base.values, base.choices, charge)
    assert np.isfinite(slopes).all()
