"""Inlet: what cells take by charge and temperature, by hand, continuous, with finite gradients."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from workshop import TESLA, car, number

from carwright.car.inlet import Inlet

allowed_of = jax.jit(Inlet.allowed)
SPACING = 0.09


def inlet() -> Inlet:
    """100 kW empty, 10 kW less at each point; at most 85 kW; charge from 0.05 to 0.95."""
    numbers = {
        "power": 85e3,
        "current": 500.0,
        "booster": 0.0,
        "loss_share": 0.01,
        "empty_charge": 0.05,
        "point_spacing": SPACING,
        "empty_power": 100e3,
        "first_slope": -10e3,
        "activation": 4000.0,
        "warm": 300.0,
        "hot_start": 320.0,
        "hot_end": 330.0,
    }
    bends = tuple(number(0.0) for _ in car(TESLA).inlet.bends)
    return Inlet(**{name: number(value) for name, value in numbers.items()}, bends=bends)


def allowed(charge: float, temperature: float = 305.0) -> float:
    return float(allowed_of(inlet(), number(charge), number(temperature)))


@pytest.mark.parametrize(
    ("charge", "power"),
    [(0.0, 85e3), (0.05, 85e3), (0.05 + 1.5 * SPACING, 85e3), (0.05 + 3.5 * SPACING, 65e3)],
)
def test_power_by_charge_by_hand(charge: float, power: float):
    assert allowed(charge) == pytest.approx(power, rel=1e-12)


def test_bends_join_points():
    """A curve with bends passes through each of its points."""
    vehicle, powers = car(TESLA).inlet, []
    for point in range(11):
        charge = vehicle.empty_charge + point * vehicle.point_spacing
        wide = eqx.tree_at(lambda one: one.power, vehicle, number(1e9))
        powers.append(float(allowed_of(wide, charge, vehicle.warm)))
    slopes = np.diff(powers)
    assert slopes[0] == pytest.approx(float(vehicle.first_slope))
    assert np.diff(slopes) == pytest.approx([float(bend) for bend in vehicle.bends], abs=1e-3)


def test_cold_and_heat_by_hand():
    cold = float(np.exp(-4000.0 * (1.0 / 280.0 - 1.0 / 300.0)))
    assert allowed(0.5, 280.0) == pytest.approx(50e3 * cold, rel=1e-9)
    assert allowed(0.5, 310.0) == allowed(0.5, 300.0) == pytest.approx(50e3)
    assert allowed(0.5, 325.0) == pytest.approx(25e3)
    assert allowed(0.5, 331.0) == 0.0


@given(charge=st.floats(-0.1, 1.1), temperature=st.floats(220.0, 345.0))
def test_power_is_continuous(charge: float, temperature: float):
    here = allowed(charge, temperature)
    assert 0.0 <= here <= 85e3
    assert allowed(charge + 1e-7, temperature) == pytest.approx(here, abs=1.0)
    assert allowed(charge, temperature + 1e-5) == pytest.approx(here, abs=1.0)


@pytest.mark.parametrize("charge", [0.0, 0.05, 0.05 + SPACING, 0.95, 1.0])
@pytest.mark.parametrize("temperature", [230.0, 300.0, 320.0, 330.0, 350.0])
def test_gradients_are_finite(charge: float, temperature: float):
    slopes = jax.grad(Inlet.allowed, argnums=(0, 1, 2))(
        inlet(), number(charge), number(temperature)
    )
    assert all(bool(jnp.isfinite(leaf)) for leaf in jax.tree.leaves(slopes))
