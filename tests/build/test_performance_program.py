"""Performance by programs kept on disk: the numbers of the library, made once, read again."""

from pathlib import Path

import jax
import numpy as np
import pytest
from workshop import LEAF, car

from carwright.build.performance_program import KeptCar, launched, performance
from carwright.car.load import usual_load
from carwright.run.accelerate import accelerate, launches
from carwright.run.climb import climbing
from carwright.run.constant_speed import range_at
from carwright.settle.resolve import resolve

LOAD = usual_load(300.0, trailer_mass=500.0)
SPEEDS = (20.0, 30.0, 35.0, 60.0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("programs")


@pytest.mark.slow
def test_a_program_tells_what_the_library_tells(folder: Path):
    kept = KeptCar(resolve(LEAF).arrays(), 0.6, LOAD, folder)
    first, found = (performance(kept, (1.0, 1.1, 0.9), SPEEDS) for _ in range(2))
    assert jax.tree.all(jax.tree.map(np.array_equal, first, found))
    sprint = accelerate(car(LEAF), charge=0.6, load=LOAD)
    for name, times in found.sprint.items():
        assert times[0] == pytest.approx(float(getattr(sprint, name)), rel=1e-9), name
    climbed = climbing(car(LEAF), charge=0.6, load=LOAD)
    for name, value in vars(climbed).items():
        assert found.climbing[name][0] == pytest.approx(float(value), rel=1e-9), name
    body = car(LEAF).body
    kerb, most = float(body.kerb_mass), float(body.greatest_payload)
    assert found.climbing["mass"] == pytest.approx(np.array([kerb + 300.0, *[kerb + most] * 2]))
    assert found.climbing["towed_mass"].tolist() == [500.0, 0.0, 500.0]
    assert len(list(folder.iterdir())) == 1
    ranges = [float(range_at(car(LEAF), speed, load=LOAD)) for speed in SPEEDS]
    assert found.reach == pytest.approx(np.array(ranges), rel=1e-9)
    assert found.reach[-1] == 0.0
    times = found.sprint["zero_to_100"]
    assert times[1] <= times[0] <= times[2]


@pytest.mark.slow
def test_launches_are_those_of_the_library(folder: Path):
    kept = KeptCar(resolve(LEAF).arrays(), 0.6, LOAD, folder)
    expected = launches(car(LEAF), 2, 0.6, load=LOAD).zero_to_100
    assert launched(kept, 2) == pytest.approx(expected.tolist(), rel=1e-9)


def test_a_car_holds_what_its_programs_take():
    values, choices = KeptCar(resolve(LEAF).arrays(), 0.6, None, None).figures
    assert values.dtype == np.float64
    assert choices.dtype == np.int32
