"""Performance by plain numbers: the numbers of the library, and the loads by hand."""

import pytest
from workshop import LEAF, TESLA, car

from carwright.car.load import Load
from carwright.conditions import TRAILER_DRAG_AREA
from carwright.loads import Carried, usual
from carwright.plain.call import Numbers
from carwright.plain.cars import built
from carwright.plain.performance import (
    AS_LOADED,
    GROSS,
    TOWING,
    USUAL_TRAILER,
    Asked,
    laden,
    launched,
    performance,
)
from carwright.run.accelerate import accelerate, launches
from carwright.run.climb import climbing
from carwright.run.constant_speed import range_at
from carwright.settle.resolve import resolve

LOAD = usual(300.0, trailer_mass=500.0)
SPEEDS = (20.0, 30.0, 35.0, 60.0)


def test_it_tells_what_the_library_tells():
    found = performance(Asked(resolve(LEAF).arrays(), 0.6, LOAD), (1.0, 1.1, 0.9), SPEEDS)
    sprint = accelerate(car(LEAF), charge=0.6, load=Load(**vars(LOAD)))
    for name, time in found.sprints[0].items():
        assert time == pytest.approx(float(getattr(sprint, name)), rel=1e-9), name
    climbed = climbing(car(LEAF), charge=0.6, load=Load(**vars(LOAD)))
    for name, value in vars(climbed).items():
        assert found.climbing[AS_LOADED][name] == pytest.approx(float(value), rel=1e-9), name
    body = car(LEAF).body
    kerb, most = float(body.kerb_mass), float(body.greatest_payload)
    masses = {AS_LOADED: kerb + 300.0, GROSS: kerb + most, TOWING: kerb + most}
    assert {name: mass for name, (mass, _) in found.masses.items()} == pytest.approx(masses)
    assert [towed for _, towed in found.masses.values()] == [500.0, 0.0, 500.0]
    ranges = [float(range_at(car(LEAF), speed, load=Load(**vars(LOAD)))) for speed in SPEEDS]
    assert found.reach == pytest.approx(ranges, rel=1e-9)
    assert found.reach[-1] == 0.0
    times = [sprint["zero_to_100"] for sprint in found.sprints]
    assert times[1] <= times[0] <= times[2]


def test_launches_are_those_of_the_library():
    expected = launches(car(LEAF), 2, 0.6, load=Load(**vars(LOAD))).zero_to_100
    found = launched(Asked(resolve(LEAF).arrays(), 0.6, LOAD), 2)
    assert found == pytest.approx(expected.tolist(), rel=1e-9)


def vehicle() -> Numbers:
    return built(resolve(TESLA).arrays()).replaced({"body.greatest_payload": 450.0})


def numbers(load: Carried | None) -> dict[str, dict[str, float]]:
    return laden(vehicle(), load)


def test_without_a_word_the_car_has_its_own_load_and_a_usual_trailer():
    found, unladen = numbers(None), vehicle()
    own = float(unladen["body.mass"] - unladen["body.kerb_mass"])
    assert [case["payload"] for case in found.values()] == pytest.approx([own, 450.0, 450.0])
    assert [case["trailer_mass"] for case in found.values()] == [0.0, 0.0, USUAL_TRAILER]
    assert [case["trailer_drag_area"] for case in found.values()] == [0.0, 0.0, TRAILER_DRAG_AREA]


def test_a_trailer_that_is_said_is_the_trailer_and_what_is_worn_stays():
    load = usual(200.0, trailer_mass=700.0, trailer_drag_area=0.3, roof_box=True, winter_tyres=True)
    found = numbers(load)
    assert [case["payload"] for case in found.values()] == [200.0, 450.0, 450.0]
    assert [case["trailer_mass"] for case in found.values()] == [700.0, 0.0, 700.0]
    assert [case["trailer_drag_area"] for case in found.values()] == [0.3, 0.0, 0.3]
    for name in ("roof_drag_area", "tyre_rolling_factor", "tyre_grip_factor"):
        assert [case[name] for case in found.values()] == [float(getattr(load, name))] * 3
