"""The step in C is the step: whole drives agree, so that its speed is a ceiling.

Whoever changes the mathematics of the step changes benchmarks/ceiling*.[ch] too.
"""

from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scripts import script

import carwright
from carwright.car.load import loaded, usual_load
from carwright.codes import Outcome
from carwright.run.around import reference_environment

SAME = 1e-9


@pytest.fixture(scope="module")
def module():
    return script("ceiling", "benchmarks")


@pytest.fixture(scope="module", params=[1, 8], ids=["one by one", "in vectors"])
def ceiling(module, request, tmp_path_factory):
    try:
        return module.Ceiling(request.param, tmp_path_factory.mktemp("ceiling"))
    except module.NoCompilerError as error:
        pytest.skip(str(error))


def worst(ceiling, car, cycle, charge=0.9, environment=None):
    """The greatest difference of one drive, and that drive by carwright."""
    run = carwright.drive(car, cycle, charge=charge, environment=environment)
    around = reference_environment(car) if environment is None else environment
    totals, ends = ceiling.drive(ceiling.numbers(car, around), cycle, charge)
    return max(ceiling.disagreement(run, totals[0], ends[0]).values()), run


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        *("xiaomi-su7-max", "tesla-model-3-rwd-2022", "nissan-leaf-40", "bmw-i3-60ah"),
        "volvo-xc40-twin-2022",  # two equal axles cost the same: rounding must choose alike
    ],
)
def test_a_drive_in_c_is_the_drive_of_carwright(ceiling, name):
    difference, run = worst(ceiling, carwright.load(name), carwright.cycle("wltc-3b"))
    assert run.outcome == Outcome.FOLLOWED
    assert difference <= SAME


def test_an_empty_battery_holds_both(ceiling):
    car, cycle = carwright.load("nissan-leaf-40"), carwright.cycle("wltc-3b")
    difference, run = worst(ceiling, car, cycle, charge=0.02)
    assert run.outcome == Outcome.EMPTY
    assert difference <= SAME


def test_limits_grip_wind_and_hills_are_in_both(ceiling):
    shape = carwright.cycle("wltc-3b")
    hills = 0.08 * np.sin(np.arange(shape.speed.size) / 50.0)
    cycle = replace(shape, speed=1.5 * shape.speed, slope=hills)
    car = carwright.load("xiaomi-su7-max")
    around = carwright.surroundings(car, temperature=263.15, headwind=8.0, grip=0.15)
    difference, run = worst(ceiling, car, cycle, charge=0.99, environment=around)
    assert run.outcome == Outcome.FELL_SHORT
    assert run.totals.friction_brakes > 0.0
    assert difference <= SAME


@pytest.mark.parametrize(
    ("name", "grip"),
    [
        ("porsche-taycan-4s", 1.0),  # torque of its first gear, power as delivered
        ("tesla-model-3-rwd-2022", 0.2),
        ("nissan-leaf-40", 0.2),
        ("xiaomi-su7-max", 0.5),  # grip of one axle or both
    ],
)
def test_launches_and_stops_at_the_limit_are_in_both(ceiling, name, grip):
    shape = carwright.cycle("wltc-3b")
    cycle = replace(shape, speed=np.where(shape.speed > 3.0, 30.0, 0.0))
    car = carwright.load(name)
    around = carwright.surroundings(car, grip=grip)
    difference, run = worst(ceiling, car, cycle, environment=around)
    assert run.outcome == Outcome.FELL_SHORT
    assert difference <= SAME


def test_a_trailer_on_hills_is_in_both(ceiling):
    shape = carwright.cycle("wltc-3b")
    cycle = replace(shape, slope=0.05 * np.sin(np.arange(shape.speed.size) / 50.0))
    car = loaded(carwright.load("xiaomi-su7-max"), usual_load(400.0, trailer_mass=1500.0))
    difference, _ = worst(ceiling, car, cycle)
    assert difference <= SAME


def test_a_difference_in_the_seventh_digit_is_seen(ceiling):
    car, cycle = carwright.load("xiaomi-su7-max"), carwright.cycle("wltc-3b")
    run, rows = carwright.drive(car, cycle), ceiling.numbers(car, reference_environment(car))
    rows[0, ceiling.paths("car_paths").index("car.body.drag_area")] *= 1.0 + 1e-7
    totals, ends = ceiling.drive(rows, cycle)
    assert max(ceiling.disagreement(run, totals[0], ends[0]).values()) > SAME


def test_many_cars_are_each_alone_on_any_number_of_threads(module, ceiling):
    cars, cycle = module.different_cars(11), carwright.cycle("wltc-3b")
    rows = ceiling.numbers(cars, jax.vmap(reference_environment)(cars))
    totals, ends = ceiling.drive(rows, cycle, threads=2)
    assert np.unique(totals[:, 0]).size == 11
    for place, row in enumerate(rows):
        alone, end = ceiling.drive(row[None], cycle)
        np.testing.assert_array_equal(alone[0], totals[place])
        np.testing.assert_array_equal(end[0], ends[place])


def test_the_same_numbers_in_c_as_in_the_car(ceiling):
    car = carwright.load("xiaomi-su7-max")
    row = ceiling.numbers(car, reference_environment(car))[0]
    named = dict(zip(ceiling.paths("car_paths"), row, strict=True))
    assert named["car.rear.unit.copper"] == car.rear.unit.copper
    assert named["environment.grip"] == jnp.ones(())


def test_without_a_compiler_it_says_so(module, monkeypatch, capsys):
    monkeypatch.setenv("CC", "no-such-compiler")
    assert module.measure() == {}
    assert "no C compiler" in capsys.readouterr().err
