"""Lanes: each cycle as a program takes it, together of one length or each of its own."""

from typing import Any

import jax
import numpy as np
import pytest

from carwright.rate.lanes import HELD, PARTS, RAMP, lanes, lanes_apart
from carwright.rate.ways import WAYS
from carwright.world.cycle import cycle

LOAD: Any = np.asarray(100.0)


@pytest.mark.parametrize("procedure", WAYS)
def test_apart_each_is_as_long_as_its_cycle_and_what_follows(procedure):
    found = lanes_apart([procedure], [LOAD])
    for lane, cycle_id in zip(found, WAYS[procedure].cycles, strict=True):
        asked = cycle(cycle_id)
        assert len(lane.trace.speed) == len(asked.speed) - 1 + RAMP + HELD
        assert lane.trace.valid.all()
        assert lane.trace.speed[: len(asked.speed) - 1] == pytest.approx(asked.speed[1:])
        assert lane.trace.speed[-HELD:] == pytest.approx(WAYS[procedure].steady_speed)
        assert (lane.part[-RAMP - HELD :] == PARTS).all()


def test_together_they_are_the_same_but_for_padding():
    apart = lanes_apart(["wltp", "epa"], [LOAD, LOAD])
    together = lanes(["wltp", "epa"], [LOAD, LOAD])
    assert together.trace.speed.shape[0] == len(apart)
    for place, one in enumerate(apart):
        steps = len(one.trace.speed)
        padded = jax.tree.map(lambda leaf, at=place: np.asarray(leaf[at]), together)
        assert np.array_equal(padded.trace.speed[:steps], one.trace.speed)
        assert not padded.trace.valid[steps:].any()
        assert float(padded.load) == 100.0
