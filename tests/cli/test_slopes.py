"""Slopes: what bounds a start, infinity, and a speed that is not held."""

import math

import numpy as np
import pytest
from rich.console import Console

from carwright.cli.slopes import slopes_document, slopes_table
from carwright.plain.call import Numbers
from carwright.plain.performance import AS_LOADED, GROSS, TOWING, Performance

FOUND = {
    "mass": np.array([1700.0, 2100.0, 2100.0]),
    "towed_mass": np.array([0.0, 0.0, 900.0]),
    "greatest_start": np.array([0.5, 0.4, 0.2]),
    "start_by_motors": np.array([math.inf, 0.4, 0.21]),
    "start_by_grip": np.array([0.5, 0.5, 0.22]),
    "speed_on_6": np.array([50.0, 40.0, 20.0]),
    "speed_on_12": np.array([30.0, 20.0, 0.0]),
}


def told(found: dict[str, np.ndarray]) -> dict:
    """The document of a car that climbs so as loaded, at gross mass, and towing."""
    names = [name for name in found if "mass" not in name]
    cases = (AS_LOADED, GROSS, TOWING)
    climbing = {
        case: Numbers(names, [found[name][place] for name in names])
        for place, case in enumerate(cases)
    }
    masses = {
        case: (found["mass"][place], found["towed_mass"][place]) for place, case in enumerate(cases)
    }
    return slopes_document(Performance([], climbing, masses, []))


def test_the_lesser_bounds_the_start_and_both_where_it_is_less_than_either():
    found = told(FOUND)
    cases = [found, found["gross"], found["gross_with_trailer"]]
    assert [case["start_bound_by"] for case in cases] == ["grip", "motors", "both"]
    assert [case["trailer_mass_kg"] for case in cases] == [0.0, 0.0, 900.0]
    assert found["gross"]["speed_on_6_percent_kmh"] == pytest.approx(144.0)
    everywhere = FOUND | {"greatest_start": np.full(3, math.inf)}
    assert told(everywhere)["start_bound_by"] is None


def test_people_read_the_same():
    console = Console(width=100)
    with console.capture() as said:
        console.print(slopes_table(told(FOUND)))
    head, own, gross, towing = (line.split() for line in said.get().splitlines())
    assert head[0] == "slopes"
    assert own == "as loaded 1700 kg 50 % any 50 % 180 km/h 108 km/h grip".split()
    assert gross[-1] == "motors"
    assert " ".join(towing[:7]) == "gross mass, towing 2100 + 900 kg"
    assert " ".join(towing[-3:]) == "not held both"
