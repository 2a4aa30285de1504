"""Discharge: the order of a test, when it ends, and what it cannot be."""

import math

import numpy as np
import pytest
from rollers import KWH, EvenCar, alike

from carwright.rate.course import STEADY, Piece, course, pieces
from carwright.rate.discharge import drives_of, repeated, shortened
from carwright.world.cycle import cycle

PARTS = ("low", "medium", "high")
HALF = course(pieces(cycle("cltc-p"), PARTS) * 2)
SPEED = 100.0 / 3.6


def test_a_repeated_test_goes_on_until_the_battery_is_empty():
    test = repeated(EvenCar(energy=10.0), HALF)
    assert test.usable_energy == pytest.approx(10.0 * KWH, rel=1e-9)
    assert test.distance == pytest.approx(10.0 / 0.150 * 1e3, rel=1e-9)
    assert [part.whole for part in test.segments].index(False) > 6
    assert (test.weak, test.short, test.small) == (False, False, False)


def test_a_shortened_test_is_two_halves_with_steady_runs():
    test = shortened(EvenCar(), HALF, SPEED, 0.05)
    assert test is not None
    assert [part.name for part in test.segments] == [*PARTS * 2, STEADY, *PARTS * 2, STEADY]
    assert test.usable_energy == pytest.approx(60.0 * KWH, rel=1e-9)
    assert test.segments[-1].energy / test.usable_energy == pytest.approx(0.05, abs=0.002)


def test_a_long_steady_run_is_driven_in_pieces():
    test = shortened(EvenCar(energy=300.0, consumption=alike(80.0)), HALF, SPEED, 0.05)
    assert test is not None
    steady = [part for part in test.segments if part.name == STEADY]
    assert len(steady) == 4
    assert test.usable_energy == pytest.approx(300.0 * KWH, rel=1e-9)


@pytest.mark.parametrize(
    "rig", [EvenCar(energy=4.0), EvenCar(energy=8.5), EvenCar(fastest=80.0)], ids=str
)
def test_a_small_battery_or_a_slow_car_cannot_be_tested_shortened(rig: EvenCar):
    assert shortened(rig, HALF, SPEED, 0.05) is None


def test_the_steady_speed_is_that_of_the_car_where_it_is_slower():
    rig = EvenCar(top_speed=80.0)
    assert shortened(rig, HALF, SPEED, 0.05) is not None
    steady = [one for one in rig.driven if one.names == (STEADY,)]
    assert max(float(np.max(one.speed)) for one in steady) == pytest.approx(80.0 / 3.6)


def test_a_weak_car_is_driven_until_its_battery_is_empty():
    test = repeated(EvenCar(fastest=60.0), HALF)
    assert (test.weak, test.short) == (True, True)
    assert test.driven_distance < 0.95 * test.asked_distance
    assert test.usable_energy == pytest.approx(60.0 * KWH, rel=1e-9)


def test_a_test_ends_when_a_car_that_could_falls_behind_for_four_seconds():
    class Tired(EvenCar):
        def drive(self, course, start, patience):
            self.fastest = math.inf if start.energy > 30.0 * KWH else 50.0
            return super().drive(course, start, patience)

    test = repeated(Tired(), HALF)
    assert not test.weak
    assert 29.0 * KWH < test.usable_energy < 33.0 * KWH


def test_a_battery_that_is_empty_in_the_first_course_is_small_not_weak():
    test = repeated(EvenCar(energy=2.0), HALF)
    assert (test.small, test.weak) == (True, False)
    assert test.driven_distance == pytest.approx(2.0 / 0.150 * 1e3, rel=1e-9)


def test_whole_drives_of_a_phase_are_found_wherever_they_stand():
    test = shortened(EvenCar(), HALF, SPEED, 0.05)
    assert test is not None
    for names, count in ((PARTS, 4), (("low",), 4), (("medium", "high"), 4), ((STEADY,), 1)):
        energies, distances = drives_of(test, names)
        assert len(energies) == count
        np.testing.assert_allclose(energies / distances, 150.0 * 3.6)


def test_of_a_battery_too_small_for_one_drive_what_was_driven_counts():
    test = repeated(EvenCar(energy=0.5), course([Piece("fast", np.full(3000, 30.0))]))
    energies, distances = drives_of(test, ("fast",))
    assert energies[0] == pytest.approx(0.5 * KWH)
    assert energies[0] / distances[0] == pytest.approx(150.0 * 3.6)
