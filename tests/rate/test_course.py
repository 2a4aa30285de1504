"""Courses: named parts, standing parts, and steady runs with their ramps."""

import numpy as np
import pytest

from carwright.rate.course import (
    PAUSE,
    RAMP,
    SOAK,
    STEADY,
    STEADY_STEP,
    STEPS,
    Piece,
    course,
    pieces,
    standing,
    steady,
)
from carwright.world.cycle import cycle

BAGS = ("bag 1", "bag 2")


def test_a_cycle_in_parts_has_its_distance():
    udds = cycle("udds")
    whole = course(pieces(udds, BAGS))
    assert whole.names == BAGS
    assert np.sum(whole.valid) == 1369
    assert np.sum(whole.asked_distances) == pytest.approx(udds.distance, rel=1e-12)
    first = np.sum(udds.step_distance[:505])
    assert whole.asked_distances[0] == pytest.approx(first, rel=1e-12)


def test_every_course_has_one_length_in_whole_blocks():
    courses = [course(pieces(cycle("udds"), BAGS)), steady(20.0), steady(20.0, 600.0)]
    for one in courses:
        assert {len(values) for values in one[:4]} == {STEPS}
    assert STEPS % 128 == 0


def test_a_soak_is_switched_off_and_a_pause_is_not():
    stands = course([standing(PAUSE, 15.0), standing(SOAK, 600.0)])
    assert np.sum(stands.valid) == 615
    assert np.all(stands.awake[:15])
    assert not np.any(stands.awake[15:])
    assert not np.any(stands.speed)


def test_a_steady_run_begins_and_ends_at_rest():
    run = steady(30.0, 600.0)
    asked = run.speed[run.valid]
    assert len(asked) * STEADY_STEP == 600.0
    assert (asked[0], asked[-1]) == (30.0 * STEADY_STEP / RAMP, 0.0)
    assert np.max(np.abs(np.diff(asked, prepend=0.0))) == pytest.approx(30.0 * STEADY_STEP / RAMP)
    assert np.sum(run.asked_distances) == pytest.approx(30.0 * (600.0 - RAMP))
    assert run.names == (STEADY,)


def test_a_steady_run_without_an_end_fills_the_course():
    run = steady(30.0)
    assert np.all(run.valid)
    assert np.all(run.speed[6:] == 30.0)


def test_parts_keep_their_order_and_may_come_twice():
    two = course([Piece("a", np.ones(3)), Piece("b", np.ones(2)), Piece("a", np.ones(1))])
    np.testing.assert_array_equal(two.part[:6], [0, 0, 0, 1, 1, 2])
    assert two.names == ("a", "b", "a")
