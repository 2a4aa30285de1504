"""Conditioning: off draws nothing, a given power is what is drawn, all of it is in the books."""

import pytest
from workshop import CARS, TESLA, altered, at_speed, car, number, one_step, thermal

import carwright
from carwright.codes import Climate
from carwright.run.asks import follow
from carwright.run.comfort import comfort
from carwright.run.drive import surroundings
from carwright.run.simulate import soaked_state


def test_off_draws_nothing():
    vehicle = car(TESLA)
    air = surroundings(vehicle, temperature=253.15)
    run = carwright.drive(vehicle, "udds", environment=air)
    assert float(run.totals.climate) == 0.0


def test_a_given_power_is_drawn():
    vehicle = car(TESLA)
    air = surroundings(vehicle)
    given = altered(follow(number(10.0)), {"climate": int(Climate.GIVEN), "climate_power": 2500.0})
    start = at_speed(vehicle, 10.0, air)
    _, record = one_step(vehicle, start, given, air, number(1.0))
    _, without = one_step(vehicle, start, follow(number(10.0)), air, number(1.0))
    assert float(record.climate) == 2500.0
    assert float(record.terminal_out - without.terminal_out) == pytest.approx(2500.0, rel=1e-9)


@pytest.mark.parametrize("car_id", CARS)
@pytest.mark.parametrize("temperature", [243.15, 266.15, 308.15])
def test_both_books_close_with_climate(car_id: str, temperature: float):
    vehicle = car(car_id)
    air = surroundings(vehicle, temperature=temperature, sun=500.0)
    cold = soaked_state(vehicle, number(0.9), air)
    run = carwright.drive(vehicle, "udds", environment=air, start=cold, comfort=comfort())
    assert thermal(run) < 1e-9
    assert abs(float(run.ledger.residual_relative)) < 1e-9
    totals = run.totals
    parts = totals.cabin_heating + totals.cabin_cooling
    parts = parts + totals.battery_heating + totals.battery_cooling
    assert 0.0 < float(parts) < float(totals.climate)


def test_a_warm_cabin_costs_range():
    vehicle = car(TESLA)
    air = surroundings(vehicle, temperature=263.15)
    cold = soaked_state(vehicle, number(0.9), air)
    kept = carwright.drive(vehicle, "udds", environment=air, start=cold, comfort=comfort())
    bare = carwright.drive(vehicle, "udds", environment=air, start=cold)
    assert float(kept.consumption_dc) > 1.2 * float(bare.consumption_dc)
    assert float(kept.end.cabin_air_temperature) > 290.0
    assert float(bare.end.cabin_air_temperature) < 265.0
