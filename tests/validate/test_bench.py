"""Bench: the roller's target is what the warm car meets, and only what turns is cold with it."""

from dataclasses import replace

import jax.numpy as jnp
import numpy as np
import pytest

from carwright import load
from carwright.car import cell
from carwright.rate.feasibility import RoadLoad
from carwright.run.comfort import comfort
from carwright.run.drive import drive, surroundings
from carwright.run.simulate import initial_state, soaked_state
from carwright.step.limits import resistance
from carwright.step.moment import Moment
from carwright.units import GRAVITY
from carwright.validate.bench import Mean, charged, on_bench

ROAD = RoadLoad(105.0, 6.6, 0.26, 1443.0)
AIR = 293.15


@pytest.fixture(scope="module")
def car():
    return load("bmw-i3-60ah")


def force(car, state, speed, air):
    """Force against motion of a car at a speed [N]."""
    one = jnp.ones_like(car.body.mass)
    there = surroundings(car, temperature=air)
    moving = replace(state, speed=speed * one)
    now = Moment(car, moving, None, there, one, one, one)  # pyright: ignore[reportArgumentType]
    return float(resistance(now, car.body.mass * GRAVITY).total.at(moving.speed))


def standing(car, air=AIR, charge=0.9):
    one = jnp.ones_like(car.body.mass)
    return initial_state(car, charge * one, 0.0 * one, surroundings(car, temperature=air))


@pytest.mark.parametrize("speed", [0.0, 10.0, 30.0])
def test_a_warm_car_meets_the_target_of_the_roller(car, speed):
    on = on_bench(car, ROAD)
    target = float(ROAD.force(np.array([speed]))[0])
    assert force(on, standing(on), speed, AIR) == pytest.approx(target, rel=1e-9)


def test_cold_adds_what_turns_and_no_air(car):
    on = on_bench(car, ROAD)
    cold = 266.15
    state = soaked_state(on, jnp.asarray(0.9), surroundings(on, temperature=cold))
    added = [
        force(on, state, speed, cold) - float(ROAD.force(np.array([speed]))[0]) for speed in (0, 30)
    ]
    rolling = float(on.tyre.rolling_coefficient * on.body.mass) * GRAVITY
    stiffer = float(on.tyre.stiffness(jnp.asarray(cold))) - 1.0
    spin = float(on.rear.gear.spin_force)
    oil = on.accessories
    thicker = float(oil.oil_coefficient * (oil.oil_warm - cold))
    assert added[0] == pytest.approx(rolling * stiffer + spin * thicker, rel=1e-9)
    faster = 1.0 + float(on.tyre.speed_rise) * 900.0
    assert added[1] == pytest.approx(rolling * stiffer * faster + spin * thicker, rel=1e-9)


def test_only_the_driven_axle_turns(car):
    rear = on_bench(car, ROAD).tyre
    share = 1.0 - float(car.body.front_share)
    assert float(rear.heat_capacity) == pytest.approx(float(car.tyre.heat_capacity) * share)
    both = replace(car, front=replace(car.front, unit=car.rear.unit))
    assert float(on_bench(both, ROAD).tyre.heat_capacity) == float(car.tyre.heat_capacity)
    front = replace(car, front=car.rear, rear=car.front)
    swapped = on_bench(front, ROAD).tyre
    assert float(swapped.heat_capacity) == pytest.approx(
        float(car.tyre.heat_capacity) * float(car.body.front_share)
    )


def test_charge_is_read_from_a_voltage(car):
    battery = car.battery
    for asked in (0.3, 0.55, 0.8):
        volts = float(
            battery.cells_in_series
            * cell.rest_voltage(battery.chemistry, jnp.asarray(asked), battery.shift)
        )
        assert read(car, volts) == pytest.approx(asked, abs=1e-9)
    assert read(car, 1000.0) == float(battery.full_charge)
    assert read(car, 30.0) == float(battery.empty_charge)


def read(car, voltage, current=0.0, time=600.0):
    return float(charged(car.battery, standing(car), Mean(voltage, current, time)).charge)


def test_a_pack_under_load_was_fuller_at_the_start(car):
    """Half of what is used lies before the mean, and a warm pack drops as Ohm says."""
    battery, time, current = car.battery, 600.0, 30.0
    volts = float(battery.cells_in_series) * 3.85
    used = 0.5 * current * time / float(battery.capacity)
    settled = float(battery.ohmic_share + battery.fast_share + battery.slow_share)
    drop = current * float(battery.resistance) * settled
    low, high = (read(car, volts + by * drop) + used for by in (0.5, 1.5))
    assert low < read(car, volts, current, time) < high


def test_the_books_close_on_the_bench(car):
    on = on_bench(car, ROAD)
    air = surroundings(on, temperature=268.15)
    start = soaked_state(on, jnp.asarray(0.9), air)
    run = drive(on, "sc03", start=start, environment=air, comfort=comfort())
    assert abs(float(run.ledger.residual_relative)) < 1e-9
    assert float(run.totals.air) == 0.0
