"""The roller: loads a car, knows its energies, recharges it; and it is a dynamometer."""

import math

import numpy as np
import pytest
from rollers import EvenCar, roller
from workshop import LEAF, SU7, TESLA, car

from carwright.rate.course import steady
from carwright.rate.dynamometer import Dynamometer
from carwright.rate.leg import soaked
from carwright.rate.roller import Roller
from carwright.run.recharge import recharge


@pytest.mark.parametrize("car_id", [TESLA, LEAF, SU7])
def test_facts_are_those_of_the_loaded_car(car_id: str):
    facts, vehicle = Roller(car(car_id), 163.0).facts, car(car_id)
    assert facts.kerb_mass == float(vehicle.body.kerb_mass)
    assert facts.test_mass == pytest.approx(facts.kerb_mass + 163.0, rel=1e-12)
    assert facts.top_speed == float(vehicle.controls.top_speed)
    assert facts.usable_energy == float(vehicle.battery.usable_energy)
    assert facts.usable_energy <= facts.gross_energy


def test_a_heavier_car_uses_more():
    light, heavy = (Roller(car(TESLA), load) for load in (100.0, 400.0))
    legs = [rig.drive(steady(25.0, 1200.0), rig.rested(), math.inf) for rig in (light, heavy)]
    assert np.sum(legs[0].energy) < np.sum(legs[1].energy)


@pytest.mark.parametrize("car_id", [TESLA, LEAF])
def test_the_recharge_is_that_of_the_plugged_car(car_id: str):
    rig = roller(car_id)
    end = rig.drive(steady(25.0), rig.rested(), 4.0).end
    found, alone = rig.recharge(end), recharge(rig.car, soaked(end))
    assert found.energy_stored == pytest.approx(rig.facts.usable_energy, rel=1e-9)
    assert found.energy_stored < found.energy_dc < found.energy_ac
    assert found.energy_ac == pytest.approx(float(alone.energy_ac), rel=1e-3)
    assert 0.8 < found.energy_stored / found.energy_ac < 0.95
    assert found.duration > 3600.0


def test_both_rollers_are_dynamometers():
    assert isinstance(roller(TESLA), Dynamometer)
    assert isinstance(EvenCar(), Dynamometer)
