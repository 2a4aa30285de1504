"""The roller by plain numbers tells what the roller of the library tells."""

import math
from functools import partial

import numpy as np
import pytest
from rollers import rated
from workshop import LEAF, TESLA, car

from carwright.car.load import Load, loaded
from carwright.loads import Carried
from carwright.plain.roller import PlainRoller
from carwright.rate.course import steady
from carwright.rate.dynamometer import Dynamometer
from carwright.rate.procedures import full_test
from carwright.rate.roller import Roller
from carwright.settle.resolve import resolve


@pytest.mark.parametrize("procedure", ["epa", "wltp"])
@pytest.mark.parametrize("car_id", [TESLA, LEAF])
def test_it_rates_as_the_library_rates(car_id: str, procedure: str):
    found = full_test(partial(PlainRoller, resolve(car_id).arrays(), None), procedure)
    expected = rated(car_id, procedure)
    assert set(found.phases) == set(expected.phases)
    for name, phase in expected.phases.items():
        assert found.phases[name] == pytest.approx(phase, rel=1e-9)
    assert found.recharge == pytest.approx(expected.recharge, rel=1e-9)
    assert found.usable_energy == pytest.approx(expected.usable_energy, rel=1e-9)
    assert (found.method, found.notes) == (expected.method, expected.notes)


def test_it_is_a_dynamometer():
    assert isinstance(PlainRoller(resolve(TESLA).arrays(), None, 100.0), Dynamometer)


def test_what_the_car_tows_stays_and_what_it_carries_is_the_tests():
    load = Carried(payload=500.0, trailer_mass=800.0, trailer_drag_area=1.0)
    rig = PlainRoller(resolve(TESLA).arrays(), load, 100.0)
    here = Roller(loaded(car(TESLA), Load(**vars(load))), 100.0)
    assert rig.facts == pytest.approx(here.facts, rel=1e-12)
    run = steady(25.0, 1200.0)
    kept_leg = rig.drive(run, rig.rested(), math.inf)
    np.testing.assert_allclose(
        kept_leg.energy, here.drive(run, here.rested(), math.inf).energy, rtol=1e-9
    )
