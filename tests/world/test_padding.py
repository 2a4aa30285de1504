"""Padding: few lengths, and nothing of the cycle lost or added."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.world.cycle import cycle, cycle_ids
from carwright.world.padding import padded, padded_length


@pytest.mark.parametrize(
    ("steps", "length"),
    [(1, 128), (128, 128), (129, 256), (1800, 1920), (4096, 4096), (4097, 8192), (9000, 16384)],
)
def test_traces_are_padded_to_few_lengths(steps: int, length: int):
    assert padded_length(steps) == length


@given(steps=st.integers(1, 10**6))
def test_a_padded_length_holds_the_trace_and_is_not_twice_as_long(steps: int):
    length = padded_length(steps)
    assert steps <= length < max(2 * steps, steps + 128)
    assert padded_length(length) == length


@pytest.mark.parametrize("cycle_id", cycle_ids())
def test_a_padded_cycle_is_the_cycle_and_then_nothing(cycle_id: str):
    whole = cycle(cycle_id)
    arrays = padded(whole)
    steps = len(whole.speed) - 1
    assert int(np.sum(arrays.valid)) == steps
    assert np.all(arrays.valid[:steps])
    np.testing.assert_array_equal(arrays.speed[:steps], whole.speed[1:])
    np.testing.assert_array_equal(arrays.slope[:steps], whole.step_sine)
    np.testing.assert_array_equal(arrays.awake[:steps], whole.awake)
    assert np.all(arrays.speed[steps:] == 0.0)
    assert np.all(arrays.slope[steps:] == 0.0)
    assert (float(arrays.start_speed), float(arrays.time_step)) == (whole.speed[0], whole.time_step)
