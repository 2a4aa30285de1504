"""The roller by programs on disk tells what the roller in this process tells."""

import math
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from rollers import rated
from workshop import LEAF, TESLA, car

from carwright.build.rating_program import KeptRoller
from carwright.car.load import Load, loaded
from carwright.rate.course import steady
from carwright.rate.dynamometer import Dynamometer
from carwright.rate.procedures import full_test
from carwright.rate.roller import Roller
from carwright.settle.resolve import resolve


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("programs")


@pytest.mark.parametrize("procedure", ["epa", "wltp"])
@pytest.mark.parametrize("car_id", [TESLA, LEAF])
def test_it_rates_as_the_library_rates(car_id: str, procedure: str, folder: Path):
    found = full_test(partial(KeptRoller, resolve(car_id).arrays(), folder, None), procedure)
    expected = rated(car_id, procedure)
    assert set(found.phases) == set(expected.phases)
    for name, phase in expected.phases.items():
        assert found.phases[name] == pytest.approx(phase, rel=1e-9)
    assert found.recharge == pytest.approx(expected.recharge, rel=1e-9)
    assert found.usable_energy == pytest.approx(expected.usable_energy, rel=1e-9)
    assert (found.method, found.notes) == (expected.method, expected.notes)


def test_three_programs_serve_every_car_and_course(folder: Path):
    for car_id in (TESLA, LEAF):
        rig = KeptRoller(resolve(car_id).arrays(), folder, None, 100.0)
        rig.recharge(rig.drive(steady(25.0, 600.0), rig.rested(), 4.0).end)
    assert len(list(folder.iterdir())) == 3
    assert isinstance(rig, Dynamometer)


def test_what_the_car_tows_stays_and_what_it_carries_is_the_tests(folder: Path):
    load = Load(payload=500.0, trailer_mass=800.0, trailer_drag_area=1.0)
    rig = KeptRoller(resolve(TESLA).arrays(), folder, load, 100.0)
    here = Roller(loaded(car(TESLA), load), 100.0)
    assert rig.facts == pytest.approx(here.facts, rel=1e-12)
    run = steady(25.0, 1200.0)
    kept_leg = rig.drive(run, rig.rested(), math.inf)
    np.testing.assert_allclose(
        kept_leg.energy, here.drive(run, here.rested(), math.inf).energy, rtol=1e-9
    )
