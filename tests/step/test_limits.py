"""Limits: what battery, motors and top speed allow, and the road load from two sides."""

import numpy as np
import pytest
from workshop import (
    COAST_DOWN,
    SU7,
    TESLA,
    altered,
    at_speed,
    car,
    moved,
    number,
    rebuilt,
)

from carwright.car.car import Car
from carwright.run.drive import surroundings

LBF, MPH, POUND = 4.4482216152605, 0.44704, 0.45359237


def polynomial(car_id: str, speed: float) -> float:
    """The regulation's coast-down force [N]."""
    a, b, c, _ = COAST_DOWN[car_id]
    return LBF * (a + b * speed / MPH + c * (speed / MPH) ** 2)


def battery_power(vehicle: Car, force: float, speed: float) -> float:
    """Power at the terminals for a coast-down force at a steady speed, worked out by hand.

    The polynomial holds motor drag and gear spin; teeth and electric losses come on top.
    """
    axle = vehicle.rear if float(vehicle.rear.unit.present) else vehicle.front
    gear, unit = axle.gear, axle.unit
    turns, teeth = float(gear.turns_per_metre), float(gear.tooth_loss)
    shaft = speed * turns
    torque = force * (1.0 + teeth) / turns
    circuit = vehicle.battery.circuit(
        at_speed(vehicle, speed).charge, number(0.0), number(0.0), number(293.15), number(1.0)
    )
    ratio = circuit.source / vehicle.battery.nominal_voltage
    loss = unit.loss(number(shaft), unit.slowness(number(shaft)), ratio, 1.0 / ratio)
    electric = float(loss.quadratic) * torque**2 + float(loss.linear) * torque
    electric += float(loss.constant)
    load = float(vehicle.accessories.load / vehicle.accessories.dcdc_efficiency)
    return force * (1.0 + teeth) * speed + electric + load


@pytest.mark.parametrize("car_id", COAST_DOWN)
@pytest.mark.parametrize("speed", [8.0, 15.0, 25.0, 33.0])
def test_steady_speed_power_from_the_coast_down(car_id: str, speed: float):
    vehicle = car(car_id)
    _, record = moved(vehicle, at_speed(vehicle, speed))
    force = polynomial(car_id, speed)
    assert float(record.wheel_drive) == pytest.approx(force * speed, rel=1e-9)
    expected = battery_power(vehicle, force, speed)
    assert float(record.terminal_out) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("car_id", COAST_DOWN)
def test_steady_speed_power_from_the_physical_road_load(car_id: str):
    """Without residual, drag and rolling chosen to meet the coast-down at two speeds: the same."""
    measured = car(car_id)
    plain = rebuilt(
        car_id, residual_drag_constant=0.0, residual_drag_linear=0.0, residual_drag_quadratic=0.0
    )
    speeds = np.array([15.0, 30.0])

    def forces(vehicle: Car) -> np.ndarray:
        return np.array([wheel_force(vehicle, speed) for speed in speeds])

    no_air = altered(plain, {"body.drag_area": 0.0})
    no_tyres = altered(no_air, {"tyre.rolling_coefficient": 0.0})
    rest = forces(no_tyres)
    air = forces(plain) - forces(no_air)
    rolling = forces(no_air) - rest
    wanted = np.array([polynomial(car_id, speed) for speed in speeds])
    scale = np.linalg.solve(np.stack([air, rolling], axis=1), wanted - rest)
    assert np.all((scale > 0.3) & (scale < 3.0))
    physical = altered(
        plain,
        {
            "body.drag_area": float(plain.body.drag_area) * scale[0],
            "tyre.rolling_coefficient": float(plain.tyre.rolling_coefficient) * scale[1],
        },
    )
    for speed in speeds:
        _, by_coast_down = moved(measured, at_speed(measured, speed))
        _, by_parts = moved(physical, at_speed(physical, speed))
        assert float(by_parts.residual_drag) == 0.0
        power = [float(record.terminal_out) for record in (by_coast_down, by_parts)]
        assert power[1] == pytest.approx(power[0], rel=1e-9)


def wheel_force(vehicle: Car, speed: float) -> float:
    _, record = moved(vehicle, at_speed(vehicle, speed))
    return float(record.wheel_drive - record.wheel_brake) / speed


@pytest.mark.parametrize("car_id", COAST_DOWN)
def test_a_headwind_costs_more_than_a_tailwind_saves(car_id: str):
    vehicle = car(car_id)

    def power(wind: float) -> float:
        air = surroundings(vehicle, headwind=wind)
        _, record = moved(vehicle, at_speed(vehicle, 25.0, air), environment=air)
        return float(record.terminal_out)

    calm = power(0.0)
    assert power(8.0) - calm > calm - power(-8.0) > 0.0


def test_the_pack_gives_no_more_than_its_label():
    vehicle = altered(car(TESLA), {"battery.discharge_power": 40e3})
    after, record = moved(vehicle, at_speed(vehicle, 25.0), 30.0)
    assert 0.9 * 40e3 < float(record.terminal_out) <= 40e3
    assert 25.0 < float(after.speed) < 30.0


def test_the_pack_takes_no_more_than_its_label():
    vehicle = altered(car(TESLA), {"battery.charge_power": 10e3})
    after, record = moved(vehicle, at_speed(vehicle, 25.0), 23.5)
    assert 0.97 * 10e3 < float(record.terminal_in) <= 10e3 * (1.0 + 1e-9)
    assert float(record.friction_brakes) > 0.0
    assert float(after.speed) == pytest.approx(23.5)


def test_a_cold_and_empty_pack_gives_less():
    vehicle = altered(car(TESLA), {"battery.discharge_power": 1e9, "tyre.grip": 5.0})
    warm, _ = moved(vehicle, at_speed(vehicle, 35.0), 50.0)
    frozen = at_speed(vehicle, 35.0, cell_temperature=243.15, charge=0.1)
    cold, record = moved(vehicle, frozen, 50.0)
    assert float(cold.speed) < float(warm.speed)
    current = float(record.chemical) / float(vehicle.battery.nominal_voltage)
    assert current > 0.0


def test_a_hot_unit_keeps_its_lasting_power_only():
    vehicle = altered(car(SU7), {"tyre.grip": 5.0, "battery.discharge_power": 1e9})
    hot = float(vehicle.rear.unit.derate_end) + 10.0
    temperatures = {"front_unit_temperature": hot, "rear_unit_temperature": hot}
    cool, _ = moved(vehicle, at_speed(vehicle, 30.0), 60.0)
    derated, _ = moved(vehicle, at_speed(vehicle, 30.0, **temperatures), 60.0)
    gained = (float(derated.speed) - 30.0) / (float(cool.speed) - 30.0)
    shares = [float(axle.unit.continuous_share) for axle in (vehicle.front, vehicle.rear)]
    assert min(shares) - 0.15 < gained < max(shares) + 0.1


def test_an_impossible_ask_is_not_believed():
    """500 m/s in the next second: the car pulls as hard as it can, as it would for 80 m/s."""
    vehicle = car(TESLA)
    much, _ = moved(vehicle, at_speed(vehicle, 10.0), 80.0)
    absurd, record = moved(vehicle, at_speed(vehicle, 10.0), 500.0)
    assert float(absurd.speed) == pytest.approx(float(much.speed), rel=1e-12)
    assert float(record.terminal_out) > 0.0
