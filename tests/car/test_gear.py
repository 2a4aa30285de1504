"""Gear: teeth take a share of what passes, spin takes a force, in both directions of power."""

import pytest
from workshop import TESLA, altered, at_speed, car, moved


def geared(**numbers: float):
    """A car of which only the rear gear, the mass and the air are there to lose."""
    nothing = {
        "rear.gear.tooth_loss": 0.0,
        "rear.gear.spin_force": 0.0,
        "rear.unit.drag_linear": 0.0,
        "rear.unit.drag_quadratic": 0.0,
    }
    return altered(car(TESLA), nothing | {f"rear.gear.{name}": x for name, x in numbers.items()})


def test_spin_by_hand():
    vehicle = geared(spin_force=12.0)
    state = at_speed(vehicle, 20.0)
    _, record = moved(vehicle, state)
    assert float(record.rear_gear) == pytest.approx(12.0 * 20.0, rel=1e-9)


@pytest.mark.parametrize(("colder", "factor"), [(0.0, 1.0), (30.0, 1.6), (-60.0, 0.2)])
def test_cold_oil_drags_more(colder: float, factor: float):
    vehicle = altered(geared(spin_force=10.0), {"accessories.oil_coefficient": 0.02})
    state = at_speed(vehicle, 20.0)
    state = altered(state, {"oil_temperature": float(vehicle.accessories.oil_warm) - colder})
    _, record = moved(vehicle, state)
    assert float(record.rear_gear) == pytest.approx(10.0 * factor * 20.0, rel=1e-9)


def test_teeth_take_their_share_of_what_drives():
    vehicle = geared(tooth_loss=0.03)
    _, record = moved(vehicle, at_speed(vehicle, 20.0), 20.5)
    against = float(record.air + record.tyres + record.residual_drag)
    rising = float(vehicle.body.mass + vehicle.body.rotating_mass) * 0.5 * 20.25
    assert float(record.rear_gear) == pytest.approx(0.03 * (against + rising), rel=1e-9)


def test_teeth_take_their_share_of_what_brakes():
    vehicle = altered(geared(tooth_loss=0.03), {"controls.regeneration_deceleration": 9.0})
    _, record = moved(vehicle, at_speed(vehicle, 20.0), 19.0)
    assert float(record.friction_brakes) == 0.0
    against = float(record.air + record.tyres + record.residual_drag)
    falling = float(vehicle.body.mass + vehicle.body.rotating_mass) * 1.0 * 19.5
    assert float(record.rear_gear) == pytest.approx(0.03 * (falling - against), rel=1e-9)


def test_a_longer_gear_turns_the_motor_slower():
    """The envelope bends where power over speed meets peak torque; the gear sets that speed."""
    vehicle = car(TESLA)
    gear, unit = vehicle.rear.gear, vehicle.rear.unit
    ratio = float(gear.turns_per_metre) * float(vehicle.tyre.radius)
    assert 5.0 < ratio < 15.0
    bend = float(unit.base_speed) / float(gear.turns_per_metre)
    force = float(unit.peak_torque) * float(gear.turns_per_metre)
    assert force * bend == pytest.approx(float(unit.peak_power), rel=1e-9)
