"""Controls: regeneration by hand, and what a car does that has none left."""

import jax
import pytest
from hypothesis import given
from hypothesis import strategies as st
from workshop import TESLA, altered, at_speed, car, moved, number

from carwright.car.controls import Controls

force_of = jax.jit(Controls.regeneration_force)
fade_of = jax.jit(Controls.charge_fade)
built_up = jax.jit(Controls.built_up)


def simple() -> Controls:
    """2 m/s^2 on the pedal, half of what is beyond, nothing under 2 m/s, all over 6 m/s."""
    numbers = {
        "regeneration_deceleration": 2.0,
        "regeneration_blend": 0.5,
        "fade_low": 2.0,
        "fade_high": 6.0,
        "full_charge": 0.8,
        "cold_none": 263.15,
        "cold_whole": 283.15,
    }
    return altered(car(TESLA).controls, numbers)


@pytest.mark.parametrize(
    ("braking", "speed", "force"),
    [
        (1000.0, 20.0, 1000.0),
        (3000.0, 20.0, 3000.0),
        (5000.0, 20.0, 4000.0),
        (1000.0, 4.0, 500.0),
        (1000.0, 1.0, 0.0),
        (0.0, 20.0, 0.0),
    ],
)
def test_regeneration_by_hand(braking: float, speed: float, force: float):
    found = force_of(simple(), number(braking), number(1500.0), number(speed))
    assert float(found) == pytest.approx(force, abs=1e-9)


@pytest.mark.parametrize(
    ("charge", "temperature", "share"),
    [
        (0.5, 293.15, 1.0),
        (0.8, 293.15, 1.0),
        (0.9, 293.15, 0.5),
        (1.0, 293.15, 0.0),
        (0.5, 273.15, 0.5),
        (0.5, 263.15, 0.0),
        (0.9, 273.15, 0.25),
    ],
)
def test_a_full_or_cold_pack_takes_less(charge: float, temperature: float, share: float):
    found = fade_of(simple(), number(charge), number(1.0), number(temperature))
    assert float(found) == pytest.approx(share, abs=1e-9)


@pytest.mark.parametrize(
    ("ramp", "time", "share"),
    [(0.4, 0.0, 0.0), (0.4, 0.1, 0.25), (0.4, 0.4, 1.0), (0.4, 9.0, 1.0), (0.0, 0.01, 1.0)],
)
def test_torque_builds_up_by_hand(ramp: float, time: float, share: float):
    controls = altered(simple(), {"launch_ramp": ramp})
    assert float(built_up(controls, number(time))) == pytest.approx(share)


@given(braking=st.floats(0.0, 2e4), speed=st.floats(0.0, 70.0))
def test_motors_never_brake_more_than_is_asked(braking: float, speed: float):
    found = float(force_of(simple(), number(braking), number(1500.0), number(speed)))
    assert 0.0 <= found <= braking * (1.0 + 1e-12)


def test_a_full_pack_leaves_braking_to_the_friction_brakes():
    vehicle = car(TESLA)
    full = at_speed(vehicle, 20.0, charge=float(vehicle.battery.full_charge))
    state, record = moved(vehicle, full, 18.0)
    assert float(state.speed) == pytest.approx(18.0)
    assert float(record.terminal_in) == 0.0
    assert float(record.friction_brakes) > 0.0


def test_a_half_full_pack_takes_what_braking_gives():
    vehicle = car(TESLA)
    _, record = moved(vehicle, at_speed(vehicle, 20.0), 19.0)
    assert float(record.terminal_in) > 10e3
    assert float(record.friction_brakes) == 0.0


def test_a_hard_stop_is_blended():
    vehicle = car(TESLA)
    _, soft = moved(vehicle, at_speed(vehicle, 20.0), 19.0)
    state, hard = moved(vehicle, at_speed(vehicle, 20.0), 14.0)
    assert float(state.speed) == pytest.approx(14.0)
    assert float(hard.friction_brakes) > 0.0
    assert float(hard.terminal_in) > float(soft.terminal_in)


def test_top_speed_holds_the_car_back():
    vehicle = altered(car(TESLA), {"controls.top_speed": 30.0})
    state, _ = moved(vehicle, at_speed(vehicle, 29.9), 33.0)
    assert float(state.speed) == pytest.approx(30.0)
