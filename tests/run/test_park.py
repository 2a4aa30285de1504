"""park: drain by hand, and every node on its way to the air."""

import pytest
from workshop import TESLA, at_speed, car

from carwright.run.drive import surroundings
from carwright.run.park import drain, park


def test_a_day_costs_its_load():
    vehicle = car(TESLA)
    air = surroundings(vehicle)
    before = at_speed(vehicle, 0.0, air)
    after = park(vehicle, before, air, hours=24.0)
    energy = float(drain(before, after, vehicle) * vehicle.battery.usable_energy) / 3.6e6
    load = float(vehicle.climate.parked_power / vehicle.accessories.dcdc_efficiency)
    assert energy == pytest.approx(24e-3 * load, rel=0.1)
    assert float(after.time - before.time) == pytest.approx(86400.0)


def test_a_guard_costs_more():
    vehicle = car(TESLA)
    air = surroundings(vehicle)
    before = at_speed(vehicle, 0.0, air)
    asleep = drain(before, park(vehicle, before, air, hours=10.0), vehicle)
    guards = drain(before, park(vehicle, before, air, hours=10.0, guarding=True), vehicle)
    ratio = float(vehicle.climate.guarding_power / vehicle.climate.parked_power)
    assert float(guards / asleep) == pytest.approx(ratio, rel=0.05)


def test_a_night_soaks_the_car():
    vehicle = car(TESLA)
    frost = surroundings(vehicle, temperature=258.15)
    warm = at_speed(vehicle, 20.0, surroundings(vehicle))
    after = park(vehicle, warm, frost, hours=48.0)
    assert float(after.speed) == 0.0
    for name in ("cabin_air", "cabin_mass", "oil", "rear_unit"):
        assert float(getattr(after, f"{name}_temperature")) == pytest.approx(258.15, abs=0.5)
    assert 258.15 < float(after.cell_temperature) < 263.15
