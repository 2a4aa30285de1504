"""The record: powers of one step that add up, none negative that should not be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workshop import CARS, SU7, altered, at_speed, car, moved

from carwright.car.car import Car
from carwright.codes import Axles
from carwright.run.drive import surroundings
from carwright.run.ledger import LOSSES
from carwright.state import Record, State

NEVER_NEGATIVE = (
    *(name for name in LOSSES if name not in ("air", "residual_drag")),
    *("terminal_out", "terminal_in", "wheel_drive", "wheel_brake"),
)


def stored(vehicle: Car, before: State, after: State) -> float:
    """What motion, height and polarisation hold more after the step [J]."""
    mass = float(vehicle.body.mass + vehicle.body.rotating_mass)
    kinetic = 0.5 * mass * float(after.speed**2 - before.speed**2)
    height = float(vehicle.body.mass) * 9.80665 * float(after.height - before.height)
    battery = vehicle.battery
    pairs = 0.5 * float(
        battery.fast_capacitance * (after.fast_polarisation**2 - before.fast_polarisation**2)
        + battery.slow_capacitance * (after.slow_polarisation**2 - before.slow_polarisation**2)
    )
    return kinetic + height + pairs


def unexplained(vehicle: Car, before: State, after: State, record: Record, dt: float) -> float:
    """Chemical energy of the step that no loss and no store explains, over the sum of sizes."""
    taken = [float(getattr(record, name)) * dt for name in LOSSES]
    taken.append(stored(vehicle, before, after))
    chemical = float(record.chemical) * dt
    return (chemical - sum(taken)) / (abs(chemical) + sum(abs(part) for part in taken))


@pytest.mark.parametrize("car_id", CARS)
@pytest.mark.parametrize(("speed", "asked"), [(0.0, 2.0), (15.0, 15.0), (25.0, 28.0), (20.0, 12.0)])
@pytest.mark.parametrize("slope", [-0.06, 0.0, 0.06])
def test_the_powers_of_a_step_add_up(car_id: str, speed: float, asked: float, slope: float):
    vehicle = car(car_id)
    before = at_speed(vehicle, speed, fast_polarisation=1.0, charge=0.503)
    after, record = moved(vehicle, before, asked, slope=slope)
    assert abs(unexplained(vehicle, before, after, record, 1.0)) < 1e-9


@given(
    speed=st.floats(0.0, 60.0),
    asked=st.floats(0.0, 70.0),
    wind=st.floats(0.0, 20.0),
    temperature=st.floats(213.15, 333.15),
    charge=st.floats(0.02, 1.0),
    axles=st.sampled_from(list(Axles)),
)
def test_no_loss_is_negative_and_the_books_of_a_step_close(  # noqa: PLR0913 (one draw each)
    speed: float, asked: float, wind: float, temperature: float, charge: float, axles: Axles
):
    vehicle = car(SU7)
    air = surroundings(vehicle, temperature=temperature, headwind=wind)
    before = altered(at_speed(vehicle, speed, air), {"charge": charge, "axles": float(axles)})
    after, record = moved(vehicle, before, asked, environment=air)
    negative = [name for name in NEVER_NEGATIVE if float(getattr(record, name)) < -1e-9]
    assert negative == []
    assert abs(unexplained(vehicle, before, after, record, 1.0)) < 1e-6


@pytest.mark.parametrize("car_id", CARS)
def test_the_roller_takes_what_the_car_gives_it(car_id: str):
    """Drive and brake on the roller: road load and the inertia of the test mass, no rotors."""
    vehicle = car(car_id)
    before = at_speed(vehicle, 20.0)
    after, record = moved(vehicle, before, 21.0)
    drag = sum(
        float(getattr(record, name))
        for name in ("air", "tyres", "residual_drag", "front_motor_drag", "rear_motor_drag")
    )
    spin = float(vehicle.front.gear.spin_force + vehicle.rear.gear.spin_force) * 20.5
    inertia = float(vehicle.body.mass) * 0.5 * (21.0**2 - 20.0**2)
    assert float(after.speed) == pytest.approx(21.0)
    assert float(record.wheel_drive) == pytest.approx(drag + spin + inertia, rel=1e-9)
    assert float(record.wheel_brake) == 0.0


def test_climate_is_nothing_yet():
    _, record = moved(car(SU7), at_speed(car(SU7), 20.0))
    assert float(record.climate) == 0.0
