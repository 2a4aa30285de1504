"""Constant speed: few long steps against a drive of seconds, and a car that cannot go so fast."""

import equinox as eqx
import jax
import numpy as np
import pytest
from workshop import CARS, LEAF, SU7, TESLA, altered, car, course, figures, number

import carwright
from carwright.car.load import Load
from carwright.codes import Outcome
from carwright.run.comfort import comfort
from carwright.run.constant_speed import SPEEDS, range_at, reach
from carwright.run.drive import surroundings


@pytest.mark.parametrize("car_id", [TESLA, LEAF, SU7])
@pytest.mark.parametrize("speed", [25.0, 36.0])
def test_a_range_is_that_of_a_drive_of_seconds(car_id: str, speed: float):
    found = float(range_at(car(car_id), speed))
    steady = course(np.full(int(1.02 * found / speed), speed))
    run = carwright.drive(car(car_id), steady, charge=1.0)
    assert int(run.outcome) == Outcome.EMPTY
    assert found == pytest.approx(float(run.distance), rel=1e-3)


@pytest.mark.parametrize("car_id", CARS)
def test_faster_is_less_far(car_id: str):
    ranges = [float(range_at(car(car_id), speed)) for speed in SPEEDS]
    assert ranges == sorted(ranges, reverse=True)
    assert ranges[-1] > 50e3


def test_the_usual_speeds():
    assert [speed * 3.6 for speed in SPEEDS] == pytest.approx([90.0, 110.0, 120.0, 130.0])


@pytest.mark.parametrize("celsius", [-10.0, 35.0])
def test_with_climate_a_range_is_that_of_a_drive_of_seconds(celsius: float):
    vehicle, wanted = car(TESLA), comfort()
    air = surroundings(vehicle, temperature=celsius + 273.15, sun=300.0)
    found = float(range_at(vehicle, 30.0, environment=air, comfort=wanted))
    steady = course(np.full(int(1.02 * found / 30.0), 30.0))
    run = carwright.drive(vehicle, steady, charge=1.0, environment=air, comfort=wanted)
    assert int(run.outcome) == Outcome.EMPTY
    assert found == pytest.approx(float(run.distance), rel=5e-3)
    assert found < 0.98 * float(range_at(vehicle, 30.0, environment=air))


def test_half_the_charge_goes_about_half_as_far():
    whole, half = (float(range_at(car(TESLA), 30.0, charge=charge)) for charge in (1.0, 0.5))
    assert half == pytest.approx(0.5 * whole, rel=0.03)
    assert float(range_at(car(TESLA), 30.0, charge=0.0)) == 0.0


def test_a_speed_that_the_car_cannot_go_has_no_range():
    slow = altered(car(TESLA), {"controls.top_speed": 30.0})
    assert float(range_at(slow, 29.0)) > 100e3
    assert float(range_at(slow, 35.0)) == 0.0
    weak = altered(car(TESLA), {"rear.unit.peak_power": 10e3})
    assert float(range_at(weak, 36.0)) == 0.0


def test_wind_and_load_shorten_it():
    vehicle = car(TESLA)
    calm = float(range_at(vehicle, 30.0))
    assert float(range_at(vehicle, 30.0, environment=surroundings(vehicle, headwind=8.0))) < calm
    assert float(range_at(vehicle, 30.0, load=Load(trailer_mass=1e3, trailer_drag_area=1.0))) < calm


@pytest.mark.slow
def test_many_cars_are_each_alone():
    cars = carwright.vary(figures(TESLA), {"drag_coefficient": np.linspace(0.2, 0.3, 4)})
    together = np.asarray(range_at(cars, 33.0))
    alone = [
        float(range_at(jax.tree.map(lambda leaf, at=i: leaf[at], cars), 33.0)) for i in range(4)
    ]
    assert together == pytest.approx(alone, rel=1e-9)


@pytest.mark.slow
def test_the_gradient_is_the_difference():
    vehicle = car(TESLA)

    def found(area: jax.Array) -> jax.Array:
        slippery = eqx.tree_at(lambda numbers: numbers.body.drag_area, vehicle, area)
        return reach(slippery, number(33.0), number(1.0), None)

    area = float(vehicle.body.drag_area)
    slope = float(jax.jit(jax.grad(found))(number(area)))
    high, low = (
        float(range_at(altered(vehicle, {"body.drag_area": area + more}), 33.0))
        for more in (1e-4, -1e-4)
    )
    assert slope == pytest.approx((high - low) / 2e-4, rel=1e-3)
    assert slope < 0.0
