"""Irregular logs: the distance and the duration stay, the speed is that of the log."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.errors import InputError
from carwright.world.resample import even_steps, mean_between
from carwright.world.trace_check import Columns, Origin


def test_mean_between_by_hand():
    """Up from 0 to 2 over 2 s, then level: the mean of 1..2 s is 1.5, of 1..4 s it is 5.5 / 3."""
    x, y = np.array([0.0, 2.0, 4.0]), np.array([0.0, 2.0, 2.0])
    means = mean_between(x, y, np.array([1.0, 1.0, 0.0]), np.array([2.0, 4.0, 4.0]))
    assert means == pytest.approx([1.5, 5.5 / 3.0, 6.0 / 4.0])


def test_regular_log_is_left_alone():
    given_columns = Columns(5.0 + np.arange(4.0), np.array([0.0, 1.0, 0.5, 0.0]))
    even, step, notes = even_steps(given_columns, Origin())
    assert (step, notes) == (1.0, ())
    assert even.speed is given_columns.speed
    assert even.time.tolist() == [0.0, 1.0, 2.0, 3.0]


def test_the_note_says_from_what_to_what():
    time = np.array([0.0, 0.5, 2.0, 3.0])
    _, step, notes = even_steps(Columns(time, np.ones(4)), Origin())
    assert step == 0.5
    assert notes == (
        "irregular log: resampled from steps of 0.5 to 1.5 s to an even step of 0.5 s",
    )


def test_a_steady_drive_stays_steady():
    time = np.cumsum([0.0, 0.3, 1.7, 2.0, 0.9, 14.0, 0.06, 1.1])
    even, _, _ = even_steps(Columns(time, np.full(8, 13.0), np.full(8, 0.02)), Origin())
    assert even.speed == pytest.approx(13.0, rel=1e-12)
    assert even.slope == pytest.approx(0.02, rel=1e-12)
    assert even.time[-1] == time[-1]


def test_a_smooth_drive_is_followed():
    rng = np.random.default_rng(1)
    time = np.concatenate([[0.0], np.cumsum(rng.uniform(0.6, 1.4, 600))])
    even, _, _ = even_steps(Columns(time, 15.0 + 10.0 * np.sin(time / 15.0)), Origin())
    asked = 15.0 + 10.0 * np.sin(even.time / 15.0)
    assert even.speed[1:-1] == pytest.approx(asked[1:-1], abs=0.03)


def test_standstill_stays_standstill():
    time = np.array([0.0, 1.0, 2.5, 10.0, 11.0, 12.0])
    even, _, _ = even_steps(Columns(time, np.array([0.0, 0.0, 0.0, 0.0, 3.0, 0.0])), Origin())
    assert not even.speed[even.time < 9.0].any()


@given(
    st.lists(st.floats(0.01, 20.0), min_size=3, max_size=60),
    st.lists(st.floats(0.0, 90.0), min_size=61, max_size=61),
)
def test_distance_and_duration_are_kept(steps, speeds):
    time = np.concatenate([[0.0], np.cumsum(steps)])
    speed = np.array(speeds[: len(time)])
    try:
        even, step, _ = even_steps(Columns(time, speed), Origin())
    except InputError:
        return
    assert 0.0099 <= step <= 1.01
    assert step * (len(even.speed) - 1) == pytest.approx(time[-1], rel=1e-6)
    distance = np.trapezoid(even.speed, dx=step)
    assert distance == pytest.approx(np.trapezoid(speed, time), rel=1e-6, abs=1e-9)
    assert even.speed.min() >= 0.0
    assert even.speed.max() <= speed.max()


@pytest.mark.parametrize(
    ("steps", "text"),
    [
        ([1.0, 1.0, 1.0, 31.0, 1.0], "a gap of 31 s before this row\n  time[4]: 34.0"),
        ([9.0, 10.0, 11.0], "10 s apart in the median"),
        ([1.0, 0.0005, 1.0], "only 0.0005 s after the one before\n  time[2]: 1.0005"),
        ([0.001, 0.002, 0.001], "only 0.001 s after the one before"),
        ([1000.0, 1010.0, 990.0], "if it is in milliseconds"),
    ],
)
def test_logs_that_cannot_be_mended(steps, text):
    time = np.concatenate([[0.0], np.cumsum(steps)])
    with pytest.raises(InputError) as caught:
        even_steps(Columns(time, np.zeros_like(time)), Origin())
    assert text in str(caught.value)
