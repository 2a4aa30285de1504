"""Traces from arrays: the same checks as from a file, and nothing but a cycle or an input error."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from carwright.errors import InputError
from carwright.world.cycle import Cycle
from carwright.world.trace import from_arrays

TIME = [0.0, 1.0, 2.0, 3.0]
SPEED = [0.0, 1.0, 2.0, 2.0]


def height_gained(it: Cycle) -> float:
    return float(np.sum(it.step_sine * it.step_distance))


def test_arrays_make_a_cycle():
    it = from_arrays(TIME, np.array(SPEED, dtype=np.float32), name="mine")
    assert (it.id, it.name, it.time_step, it.duration) == ("mine", "mine", 1.0, 3.0)
    assert it.speed.dtype == np.float64
    assert it.speed.tolist() == SPEED
    assert it.distance == pytest.approx(4.0)


def test_the_arrays_stay_the_users_own():
    speed = np.array(SPEED)
    it = from_arrays(TIME, speed)
    speed[0] = 5.0
    assert it.speed[0] == 0.0


@pytest.mark.parametrize("step", [0.01, 0.02, 0.1, 0.2, 0.5, 1.0])
def test_regular_steps_are_kept(step):
    it = from_arrays(1e4 + step * np.arange(500), np.linspace(0.0, 1.0, 500))
    assert it.time_step == step
    assert it.notes == ()


def test_jitter_is_no_irregular_log():
    time = np.arange(100) + 0.004 * np.sin(np.arange(100))
    it = from_arrays(time, np.linspace(0.0, 20.0, 100))
    assert it.time_step == pytest.approx(1.0, abs=1e-4)
    assert it.notes == ()


def test_a_steady_climb_by_hand():
    """Ten metres up on a hundred along the road is a sine of 0.1 and a slope of 0.1005."""
    time = np.arange(101.0)
    it = from_arrays(time, np.full(101, 10.0), elevation=200.0 + time)
    assert it.step_sine == pytest.approx(0.1, rel=1e-12)
    assert it.slope == pytest.approx(0.1 / np.sqrt(0.99))
    assert it.notes == ("elevation smoothed over 100 m of road, net height kept (+100.00 m)",)


def test_elevation_of_an_irregular_log():
    time = np.cumsum(np.tile([0.7, 1.3, 1.0], 100))
    elevation = 50.0 * np.sin(time / 60.0)
    it = from_arrays(time, 15.0 + np.sin(time / 10.0), elevation=elevation)
    assert "irregular log: resampled" in it.notes[0]
    assert height_gained(it) == pytest.approx(elevation[-1] - elevation[0], rel=0, abs=1e-9)


def test_elevation_of_a_parked_car_is_left_out():
    it = from_arrays(TIME, np.zeros(4), elevation=[5.0, 6.0, 7.0, 8.0])
    assert not it.slope.any()
    assert it.notes == ("elevation left out: the car does not move (+3.00 m)",)


@pytest.mark.parametrize(
    ("arguments", "start"),
    [
        (([], []), "a trace needs at least two rows, this one has 0\n  time\n"),
        (([0.0], [0.0]), "a trace needs at least two rows, this one has 1\n  time\n"),
        ((TIME, SPEED[:3]), "'speed' and 'time' are not of one length\n  speed: '3 values'"),
        ((TIME, SPEED, [0.0]), "'slope' and 'time' are not of one length"),
        ((TIME, SPEED, TIME, TIME), "slope and elevation are both given"),
        ((TIME, [0.0, 1.0, np.nan, 2.0]), "this is no finite number\n  speed[2]: nan"),
        ((TIME, [0.0, 1.0, None, 2.0]), "this is no finite number\n  speed[2]: nan"),
        (([0.0, 1.0, np.inf, 3.0], SPEED), "this is no finite number\n  time[2]: inf"),
        ((TIME, [0.0, -1.0, 0.0, 0.0]), "the speed is negative\n  speed[1]: -1.0"),
        ((TIME, [80.0, 90.5, 0.0, 0.0]), "the speed is too high for a road car\n  speed[1]: 90.5"),
        ((TIME, [0.0, 0.0, 12.5, 0.0]), "the speed jumps by 12.5 m/s2\n  speed[2]: 12.5"),
        ((TIME, SPEED, [0.0, 0.0, 2.0, 0.0]), "the slope is too steep for a road\n  slope[2]: 2.0"),
        (([0.0, 2.0, 1.0, 3.0], SPEED), "the time runs backwards\n  time[2]: 1.0"),
        (([0.0, 1.0, 1.0, 3.0], SPEED), "the time is repeated\n  time[2]: 1.0"),
        (([0.0, 1e3, 2e3, 3e3], SPEED), "the rows are 1000 s apart\n  time[1]: 1000.0"),
        ((TIME, "fast"), "'speed' is no row of numbers\n  speed: 'str'"),
        ((TIME, ["0", "1", "x", "2"]), "'speed' is no row of numbers"),
        ((TIME, 5.0), "'speed' is no row of numbers\n  speed: '0 dimensions'"),
        ((TIME, [SPEED, SPEED]), "'speed' is no row of numbers\n  speed: '2 dimensions'"),
        ((TIME, [[0.0], [0.0, 1.0]]), "'speed' is no row of numbers"),
        ((TIME, np.array(SPEED) + 1j), "'speed' is no row of numbers"),
        ((TIME, [0, 1, 10**400, 2]), "'speed' is no row of numbers"),
        ((None, SPEED), "'time' is no row of numbers"),
        ((TIME, {"a": 1}), "'speed' is no row of numbers"),
    ],
)
def test_bad_arrays_are_one_clear_error(arguments, start):
    with pytest.raises(InputError) as caught:
        from_arrays(*arguments)
    assert str(caught.value).startswith(start)
    assert len(str(caught.value).splitlines()) <= 5


def test_kmh_given_as_metres_per_second_is_refused():
    with pytest.raises(InputError, match="if the numbers are km/h"):
        from_arrays(np.arange(11.0), np.linspace(0.0, 100.0, 11))


ANY = arrays(np.float64, st.integers(0, 8), elements=st.floats(width=64))
STEPS = st.lists(st.floats(0.001, 40.0), min_size=1, max_size=40)
SPEEDS = st.floats(0.0, 90.0)


@given(time=ANY, speed=ANY, slope=st.none() | ANY, elevation=st.none() | ANY)
def test_any_arrays_are_a_cycle_or_an_input_error(time, speed, slope, elevation):
    check_is_cycle_or_input_error(time, speed, slope, elevation)


@given(data=st.data(), steps=STEPS, even=st.booleans())
def test_traces_that_are_nearly_right(data, steps, even):
    """Many of these pass: speed mostly changes by less than 12 m/s2, heights are those of roads."""
    steps = np.full(len(steps), min(steps[0], 1.0)) if even else np.array(steps)
    time = np.concatenate([[0.0], np.cumsum(steps)])
    speed = [data.draw(SPEEDS)]
    for step in steps:
        change = data.draw(st.floats(-12.5, 12.5)) * step
        speed.append(float(np.clip(speed[-1] + change, 0.0, 91.0)))
    column = st.none() | arrays(np.float64, len(time), elements=st.floats(-0.51, 0.51))
    slope = data.draw(column)
    rise = None if slope is not None else data.draw(column)
    elevation = None if rise is None else 500.0 + np.cumsum(rise)
    it = check_is_cycle_or_input_error(time, speed, slope, elevation)
    if it is not None:
        assert it.duration == pytest.approx(time[-1], rel=1e-6)
        assert it.distance == pytest.approx(np.trapezoid(speed, time), rel=1e-6, abs=1e-9)
        if elevation is not None and it.distance > 0.1:
            net = elevation[-1] - elevation[0]
            assert height_gained(it) == pytest.approx(net, rel=0, abs=1e-9)


def check_is_cycle_or_input_error(time, speed, slope, elevation) -> Cycle | None:
    it, refused = None, ""
    try:
        it = from_arrays(time, speed, slope, elevation)
    except InputError as error:
        refused = str(error)
    if it is None:
        assert 1 <= len(refused.splitlines()) <= 5
        return None
    assert np.all(np.isfinite(it.speed))
    assert np.all(np.isfinite(it.slope))
    assert np.all(it.speed >= 0.0)
    assert np.max(np.abs(it.slope)) <= 0.5
    assert 0.0099 <= it.time_step <= 1.01
    return it
