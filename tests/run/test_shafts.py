"""Shafts: torque by hand, energy that adds up with losses, uncoupled and absent motors."""

import numpy as np
import pytest
from workshop import CARS, LEAF, SU7, TESLA, altered, car, course, hilly

import carwright
from carwright.car.car import Car
from carwright.codes import Axles
from carwright.run.shafts import shafts
from carwright.run.simulate import Run
from carwright.run.steps import steps


def test_torque_and_speed_by_hand():
    """A pull at constant acceleration: road load and inertia, through the teeth of a rear motor."""
    vehicle = car(TESLA)
    run = carwright.drive(vehicle, course(np.linspace(20.0, 30.0, 11)), series=True)
    done = steps(run)
    found = shafts(vehicle, done)["rear"]
    gear, record = vehicle.rear.gear, done.record
    np.testing.assert_allclose(found.speed, np.arange(20.5, 30.0) * float(gear.turns_per_metre))
    drags = ("air", "tyres", "residual_drag", "front_motor_drag", "rear_motor_drag", "rear_gear")
    drag = sum(getattr(record, name) for name in drags) / done.speed
    teeth = 1.0 + float(gear.tooth_loss)
    # The gear's drag holds the teeth, which take their share of the force that passes them.
    force = (drag + float(vehicle.body.inertia) * 1.0) / teeth
    np.testing.assert_allclose(found.torque, force * teeth / float(gear.turns_per_metre), rtol=1e-9)


def unexplained(vehicle: Car, run: Run) -> np.ndarray:
    """Power at the terminals that torque, speed, losses and loads do not explain [W]."""
    done = steps(run)
    record = done.record
    motors = sum(one.torque * one.speed for one in shafts(vehicle, done).values())
    losses = record.front_drive_unit + record.rear_drive_unit
    loads = record.auxiliaries + record.dcdc + record.climate
    return np.asarray(motors + losses + loads - (record.terminal_out - record.terminal_in))


@pytest.mark.parametrize("car_id", CARS)
@pytest.mark.parametrize("cycle_id", ["udds", "wltc-3b"])
def test_torque_times_speed_and_losses_are_the_electric_power(car_id: str, cycle_id: str):
    run = carwright.drive(car(car_id), cycle_id, series=True)
    asked = carwright.cycle(cycle_id).speed
    followed = np.abs(steps(run).after.speed - asked[1:]) < 1e-9
    assert followed.mean() > 0.95
    np.testing.assert_allclose(unexplained(car(car_id), run)[followed], 0.0, atol=1e-6)


@pytest.mark.parametrize("car_id", [LEAF, SU7])
def test_a_car_that_falls_short_has_the_torque_that_its_power_tells(car_id: str):
    """Its loss was booked at the asked speed, which is not recorded: nearly all is explained."""
    weak = altered(car(car_id), {"battery.discharge_power": 40e3})
    run = carwright.drive(weak, "us06", series=True)
    done = steps(run)
    short = carwright.cycle("us06").speed[1:] - done.after.speed > 0.1
    assert short.sum() > 50
    off = np.abs(unexplained(weak, run)[short])
    assert np.median(off) < 1e-6
    assert off.max() < 1e-3 * 40e3
    for side, found in shafts(weak, done).items():
        assert found.torque.max() <= float(getattr(weak, side).unit.launch_torque) * 1.0001


def test_a_car_that_hardly_moves_shows_nearly_the_torque_that_it_gives():
    """On a slope that it just climbs; teeth and loss are booked at the speed that was asked."""
    vehicle = altered(car(TESLA), {"rear.unit.peak_torque": 52.0})
    steep = course(np.full(61, 5.0) * (np.arange(61) > 0), slope=np.full(61, 0.05))
    done = steps(carwright.drive(vehicle, steep, series=True))
    crawls = (done.speed > 0.0) & (done.speed < 0.5)
    assert crawls.sum() > 3
    greatest = float(vehicle.rear.unit.launch_torque)
    found = shafts(vehicle, done)["rear"].torque[crawls]
    np.testing.assert_allclose(found, greatest, rtol=0.1)


@pytest.mark.parametrize(("car_id", "absent"), [(TESLA, "front"), (LEAF, "rear")])
def test_an_absent_motor_neither_turns_nor_pulls(car_id: str, absent: str):
    run = carwright.drive(car(car_id), hilly(), series=True)
    found = shafts(car(car_id), steps(run))[absent]
    assert not found.speed.any()
    assert not found.torque.any()


def test_an_uncoupled_motor_stands_while_its_axle_rests():
    """A front motor that is dear to switch on stays off while the rear one is enough."""
    coupled = altered(car(SU7), {"front.unit.switching": 5e3})
    vehicle = altered(coupled, {"front.disconnects": 1.0})
    run = carwright.drive(vehicle, course(np.linspace(15.0, 16.0, 61)), series=True)
    done = steps(run)
    rests = (done.before.axles == Axles.REAR) & (done.after.axles == Axles.REAR)
    assert rests.sum() > 10
    assert not shafts(vehicle, done)["front"].speed[rests].any()
    assert (shafts(coupled, done)["front"].speed[rests] > 100.0).all()
    assert (shafts(vehicle, done)["rear"].speed > 100.0).all()


def test_the_brakes_of_a_motor_are_negative():
    run = carwright.drive(car(TESLA), hilly(), series=True)
    done = steps(run)
    found = shafts(car(TESLA), done)["rear"]
    assert found.torque.min() < -20.0
    assert (done.record.terminal_in[found.torque < -20.0] > 0.0).all()
    assert (done.record.terminal_out[found.torque > 20.0] > 0.0).all()
