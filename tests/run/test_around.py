"""Around: the car's own air where none is told, else what is told."""

import jax
import numpy as np
from workshop import TESLA, car

from carwright.run.around import air_of, around_of, reference_environment
from carwright.run.drive import surroundings
from carwright.state import Environment


def same(one: Environment, other: Environment) -> bool:
    return all(
        np.array_equal(a, b)
        for a, b in zip(jax.tree.leaves(one), jax.tree.leaves(other), strict=True)
    )


def test_nothing_told_is_the_air_of_the_road_load():
    vehicle = car(TESLA)
    own = reference_environment(vehicle)
    assert same(around_of(vehicle, air_of(None)), own)
    assert float(own.temperature) == 293.15
    assert float(own.slope) == float(own.headwind) == 0.0


def test_what_is_told_stands():
    vehicle = car(TESLA)
    frost = surroundings(vehicle, temperature=263.15, headwind=3.0, grip=0.4)
    assert same(around_of(vehicle, air_of(frost)), frost)
    assert not same(frost, reference_environment(vehicle))
