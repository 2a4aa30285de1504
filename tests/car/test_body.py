"""Body: drag, weight, slope and inertia by hand, as one step records them."""

import jax
import numpy as np
import pytest
from workshop import TESLA, G, altered, at_speed, car, moved

from carwright.run.drive import surroundings

DENSITY, DRAG_AREA = 1.2, 0.5


def block():
    """1600 kg and 0.5 m^2 in air of 1.2 kg/m^3."""
    numbers = {
        "body.mass": 1600.0,
        "body.rotating_mass": 60.0,
        "body.drag_area": DRAG_AREA,
        "reference_density": DENSITY,
    }
    return altered(car(TESLA), numbers)


@pytest.mark.parametrize(("speed", "force"), [(10.0, 30.0), (20.0, 120.0), (30.0, 270.0)])
def test_drag_by_hand(speed: float, force: float):
    _, record = moved(block(), at_speed(block(), speed))
    assert float(record.air) == pytest.approx(force * speed, rel=1e-9)


@pytest.mark.parametrize("wind", [-40.0, -20.0, -5.0, 0.0, 5.0, 15.0])
def test_drag_goes_with_the_air_that_meets_the_car(wind: float):
    air = surroundings(block(), headwind=wind)
    _, record = moved(block(), at_speed(block(), 20.0, air), environment=air)
    meets = 20.0 + wind
    force = 0.5 * DENSITY * DRAG_AREA * meets * abs(meets)
    assert float(record.air) == pytest.approx(force * 20.0, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("temperature", [263.15, 293.15, 308.15])
def test_thin_air_drags_less(temperature: float):
    air = surroundings(block(), temperature=temperature, pressure=85e3)
    _, record = moved(block(), at_speed(block(), 25.0, air), environment=air)
    density = 85e3 / (287.05 * temperature)
    expected = 0.5 * density * DRAG_AREA * 25.0**3
    assert float(record.air) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("slope", [-0.08, -0.02, 0.0, 0.03, 0.1])
def test_weight_along_the_road_by_hand(slope: float):
    level, _ = moved(block(), at_speed(block(), 15.0))
    state, record = moved(block(), at_speed(block(), 15.0), slope=slope)
    assert float(state.speed) == pytest.approx(float(level.speed), abs=1e-9)
    assert float(state.height) == pytest.approx(15.0 * slope, abs=1e-12)
    climbing = 1600.0 * G * slope * 15.0
    against = record.air + record.tyres + record.residual_drag
    spin = record.rear_motor_drag + record.rear_gear + record.front_motor_drag + record.front_gear
    roller = float(record.wheel_drive - record.wheel_brake)
    at_the_tread = float(against + record.rear_motor_drag + record.rear_gear) - teeth(record)
    assert roller == pytest.approx(at_the_tread, rel=1e-9)
    wheels = roller + climbing
    losses = float(record.rear_drive_unit + record.auxiliaries + record.dcdc) + teeth(record)
    losses += float(record.front_drive_unit - record.friction_brakes)
    assert float(record.terminal_out - record.terminal_in) == pytest.approx(wheels + losses)
    assert float(spin) > 0.0


def teeth(record) -> float:
    """What passes lost in the rear teeth: the gear's loss beyond its spin."""
    spin = float(car(TESLA).rear.gear.spin_force) * 15.0
    return float(record.rear_gear) - spin


@pytest.mark.parametrize(("start", "end"), [(10.0, 11.5), (20.0, 17.0), (3.0, 0.0)])
def test_motion_is_stored_in_mass_and_rotors(start: float, end: float):
    before = at_speed(block(), start)
    after, record = moved(block(), before, end)
    assert float(after.speed) == pytest.approx(end, abs=1e-9)
    assert float(after.position) == pytest.approx(0.5 * (start + end), rel=1e-9)
    taken = sum(
        float(getattr(record, name))
        for name in ("air", "tyres", "residual_drag", "friction_brakes", "auxiliaries", "dcdc")
    )
    taken += sum(
        float(getattr(record, f"{side}_{name}"))
        for side in ("front", "rear")
        for name in ("motor_drag", "gear", "drive_unit")
    )
    at_terminals = float(record.terminal_out - record.terminal_in)
    kinetic = 0.5 * 1660.0 * (end**2 - start**2)
    assert at_terminals - taken == pytest.approx(kinetic, rel=1e-9)


def test_the_roller_sees_the_mass_and_not_the_rotors():
    """A chassis dynamometer simulates the test mass; what turns in the car is the car's own."""
    vehicle = altered(block(), {"body.drag_area": 0.0})
    _, held = moved(vehicle, at_speed(vehicle, 12.0), 12.0)
    before = at_speed(vehicle, 11.5)
    _, pulled = moved(vehicle, before, 12.5)
    inertia = float(pulled.wheel_drive - held.wheel_drive)
    assert inertia == pytest.approx(1600.0 * 1.0 * 12.0, rel=1e-6)


def test_parts_of_a_body_add_up_for_any_car():
    body = car(TESLA).body
    assert float(body.mass) >= float(body.kerb_mass)
    assert 0.0 < float(body.front_share) < 1.0
    assert jax.tree.all(jax.tree.map(lambda leaf: bool(np.isfinite(leaf)), body))
