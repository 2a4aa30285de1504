"""Capped speed: no faster than the car, no shorter than the cycle."""

from dataclasses import replace

import numpy as np
import pytest

from carwright.rate.capped import capped
from carwright.world.cycle import Cycle, Phase, cycle


@pytest.mark.parametrize("cycle_id", ["wltc-3b", "cltc-p"])
def test_a_fast_car_drives_the_cycle_itself(cycle_id: str):
    assert capped(cycle(cycle_id), 200.0 / 3.6) is cycle(cycle_id)


@pytest.mark.parametrize("cycle_id", ["wltc-3b", "cltc-p"])
@pytest.mark.parametrize("top_speed_kmh", [30.0, 60.0, 90.0, 113.0])
def test_a_slow_car_drives_each_phase_as_far_but_no_faster(cycle_id: str, top_speed_kmh: float):
    whole, cap = cycle(cycle_id), top_speed_kmh / 3.6
    slow = capped(whole, cap)
    assert np.max(slow.speed) == pytest.approx(cap)
    assert slow.duration >= whole.duration
    for before, after in zip(whole.phases, slow.phases, strict=True):
        assert before.name == after.name
        as_far = _distance(whole, before)
        assert _distance(slow, after) == pytest.approx(as_far, abs=0.51 * cap)
    assert slow.phases[-1].end_s == slow.duration
    assert (slow.speed[0], slow.speed[-1]) == (0.0, 0.0)


def _distance(trace: Cycle, phase: Phase) -> float:
    return float(np.sum(trace.step_distance[round(phase.start_s) : round(phase.end_s)]))


def test_a_phase_below_the_cap_stays_as_it_is():
    whole, slow = cycle("wltc-3b"), capped(cycle("wltc-3b"), 100.0 / 3.6)
    np.testing.assert_array_equal(slow.speed[:1477], whole.speed[:1477])


def test_by_hand():
    """Ten seconds at 30 m/s with a cap of 20: five more seconds at 20."""
    trace = cycle("hwfet")
    speed = np.array([0.0, 20.0, *[30.0] * 10, 20.0, 0.0])
    one = replace(
        trace, speed=speed, slope=np.zeros_like(speed), phases=(Phase("whole", 0.0, 13.0),)
    )
    slow = capped(one, 20.0)
    assert slow.distance == pytest.approx(one.distance)
    assert np.sum(slow.speed == 20.0) == 12 + 5
