"""Achieved: motion against its differential equation, grip in closed form, and standing still."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from workshop import CARS, LEAF, SU7, TESLA, G, altered, at_speed, car, course, moved

import carwright
from carwright.car.car import Car
from carwright.codes import Outcome
from carwright.run.drive import surroundings


def strong(car_id: str) -> Car:
    """A car that only its tyres hold back, without resistance to motion but the slope."""
    numbers = dict.fromkeys(
        (
            "body.drag_area",
            "tyre.rolling_coefficient",
            "residual.constant",
            "residual.linear",
            "residual.quadratic",
            "front.unit.drag_linear",
            "front.unit.drag_quadratic",
            "rear.unit.drag_linear",
            "rear.unit.drag_quadratic",
            "front.gear.spin_force",
            "rear.gear.spin_force",
        ),
        0.0,
    )
    numbers |= {
        f"{side}.unit.{name}": 1e8
        for side in ("front", "rear")
        for name in ("peak_torque", "peak_power")
    }
    return altered(car(car_id), numbers | {"battery.discharge_power": 1e12, "tyre.grip": 0.2})


def greatest_pull(vehicle: Car, mu: float) -> float:
    """Acceleration that the driven tyres hold, load transfer included [m/s^2].

    The road feels m a; a driven axle's tyres also spin up the wheels of the other axle.
    """
    body = vehicle.body
    mass, turns = float(body.mass), float(body.rotating_mass)
    front, transfer = float(body.front_share), float(body.load_transfer)
    at_front = turns * float(body.front_rotating_share)
    if not float(vehicle.front.unit.present):
        return mu * mass * G * (1.0 - front) / (mass * (1.0 - mu * transfer) + at_front)
    if not float(vehicle.rear.unit.present):
        return mu * mass * G * front / (mass * (1.0 + mu * transfer) + turns - at_front)
    return mu * G


@pytest.mark.parametrize("car_id", [TESLA, LEAF, SU7])
@pytest.mark.parametrize("grip", [0.3, 0.6])
def test_grip_bounds_the_launch(car_id: str, grip: float):
    """0.2 s, so that no car asks its pack for more than it has."""
    vehicle = altered(strong(car_id), {"battery.resistance": 1e-4})
    air = surroundings(vehicle, grip=grip)
    after, _ = moved(vehicle, at_speed(vehicle, 0.0, air), 4.0, environment=air, time_step=0.2)
    expected = greatest_pull(vehicle, 0.2 * grip) * 0.2
    assert float(after.speed) == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("car_id", [TESLA, LEAF, SU7])
def test_grip_bounds_the_stop(car_id: str):
    vehicle = strong(car_id)
    after, record = moved(vehicle, at_speed(vehicle, 20.0), 5.0)
    expected = 20.0 - 0.2 * G
    assert float(after.speed) == pytest.approx(expected, rel=1e-9)
    assert float(record.friction_brakes) > 0.0


@pytest.mark.parametrize(("car_id", "side"), [(TESLA, "rear"), (LEAF, "front")])
def test_a_rear_axle_regenerates_less_on_ice(car_id: str, side: str):
    """Braking takes load off the rear tyres; what they cannot hold goes to the brakes in front."""
    vehicle = altered(strong(car_id), {"controls.regeneration_deceleration": 9.0})
    state = at_speed(vehicle, 20.0)
    after, record = moved(vehicle, state, 10.0)
    body, mu = vehicle.body, 0.2
    weight = float(body.mass) * G
    shift = float(body.load_transfer) * mu * weight
    front = weight * float(body.front_share)
    load = weight - front - shift if side == "front" else front + shift
    share = float(body.front_rotating_share)
    turns = float(body.rotating_mass) * (1.0 - share if side == "front" else share)
    mean = 0.5 * (20.0 + float(after.speed))
    brakes = float(record.friction_brakes) / mean
    assert brakes == pytest.approx(mu * load + turns * mu * G, rel=1e-6)


def test_a_constant_pull_against_the_air_is_a_hyperbolic_tangent():
    """Asked for more than its tyres hold: v = u tanh(F t / (m u)) with u where drag is the pull.

    The road gives F to mass and air; what spins up the rotors comes from the motors besides.
    """
    vehicle = altered(strong(SU7), {"battery.resistance": 1e-4, "body.drag_area": 20.0})
    run = carwright.drive(vehicle, course([0.0, *range(9, 80)]), series=True)
    assert int(run.outcome) == Outcome.FELL_SHORT
    assert run.series is not None
    mass = float(vehicle.body.mass)
    pull = greatest_pull(vehicle, 0.2) * mass
    terminal = np.sqrt(pull / (0.5 * float(vehicle.reference_density) * 20.0))
    time = np.arange(1.0, 72.0)
    expected = terminal * np.tanh(pull * time / (mass * terminal))
    found = np.asarray(run.series.state.speed)[:71]
    np.testing.assert_allclose(found, expected, rtol=2e-3)


def test_coasting_follows_the_coast_down():
    """Asked for the speeds of its differential equation, neither motor nor brake acts."""
    vehicle = car(TESLA)
    mass = float(vehicle.body.mass + vehicle.body.rotating_mass)
    lbf, mph = 4.4482216152605, 0.44704
    f0, f1, f2 = 37.17 * lbf, 0.047 * lbf / mph, 0.0144 * lbf / mph**2
    solved = solve_ivp(
        lambda _, v: -(f0 + f1 * v + f2 * v**2) / mass,
        (0.0, 60.0),
        [30.0],
        t_eval=np.arange(61.0),
        rtol=1e-10,
    )
    for before, after in pairwise(solved.y[0]):
        state, record = moved(vehicle, at_speed(vehicle, before), after)
        assert float(state.speed) == pytest.approx(after, rel=1e-12)
        drawn = float(record.terminal_out - record.terminal_in - record.auxiliaries - record.dcdc)
        shaft = drawn - float(record.front_drive_unit + record.rear_drive_unit)
        assert abs(shaft) + float(record.friction_brakes) < 10.0


@pytest.mark.parametrize("car_id", CARS)
@pytest.mark.parametrize("slope", [-0.3, -0.05, 0.05, 0.3])
def test_brakes_hold_a_standing_car(car_id: str, slope: float):
    after, record = moved(car(car_id), at_speed(car(car_id), 0.0), slope=slope)
    assert float(after.speed) == float(after.position) == float(after.height) == 0.0
    assert float(record.friction_brakes) == 0.0


def test_a_car_stops_within_a_step_and_not_behind_it():
    """Asked to crawl, too weak for the hill: it comes to rest and stays, books closed."""
    vehicle = altered(car(TESLA), {"battery.discharge_power": 3e3})
    speed = np.concatenate([[2.0], np.full(20, 2.0)])
    run = carwright.drive(vehicle, course(speed, slope=np.full(21, 0.3)))
    assert float(run.end.speed) == pytest.approx(0.0, abs=0.6)
    assert 0.0 < float(run.distance) < 20.0
    assert abs(float(run.ledger.residual_relative)) < 1e-9


@given(
    speed=st.floats(0.0, 50.0),
    asked=st.floats(0.0, 50.0),
    slope=st.floats(-0.3, 0.3),
    wind=st.floats(-30.0, 30.0),
    grip=st.floats(0.05, 1.0),
    time_step=st.sampled_from([0.01, 0.1, 1.0]),
)
def test_no_car_rolls_backwards_nor_overshoots(  # noqa: PLR0913 (each is a draw of its own)
    speed: float, asked: float, slope: float, wind: float, grip: float, time_step: float
):
    vehicle = car(SU7)
    air = surroundings(vehicle, headwind=wind, grip=grip)
    state = at_speed(vehicle, speed, air)
    after, record = moved(vehicle, state, asked, environment=air, slope=slope, time_step=time_step)
    downhill = 10.0 * time_step if slope < 0.0 else 0.0
    assert 0.0 <= float(after.speed) <= max(speed, asked) + 1e-6 + downhill
    assert 0.0 <= float(after.position) <= (max(speed, float(after.speed)) + 1e-9) * time_step
    assert float(record.friction_brakes) >= 0.0
    assert float(record.terminal_out) * float(record.terminal_in) == 0.0
