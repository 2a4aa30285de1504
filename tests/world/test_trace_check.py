"""How a fault is located: by line in a file, by index in an array, in the user's unit."""

import numpy as np
import pytest

from carwright.errors import InputError
from carwright.world.trace_check import Columns, Origin, check, check_acceleration, check_slope

FILE = Origin("trip.csv", [2, 3, 5], {"time": "time_s", "speed": "speed_kmh"})


def columns(**changed: list[float]) -> Columns:
    given = {"time": [0.0, 1.0, 2.0], "speed": [0.0, 1.0, 2.0], **changed}
    return Columns(**{key: np.array(values) for key, values in given.items()})


def test_a_sound_trace_passes():
    sound = columns(slope=[0.5, -0.5, 0.0], elevation=[-430.0, 8849.0, 0.0], speed=[0.0, 90.0, 0.0])
    assert check(sound, Origin()) is None


def test_place_in_a_file_is_a_line():
    assert FILE.place("speed", 2) == {"file": "trip.csv", "line": 5, "key": "speed_kmh"}
    assert FILE.place("slope") == {"file": "trip.csv", "line": None, "key": "slope"}


def test_place_in_an_array_is_an_index():
    assert Origin().place("speed", 2) == {"file": None, "line": None, "key": "speed[2]"}
    assert Origin().place("speed") == {"file": None, "line": None, "key": "speed"}


def test_speed_is_shown_in_the_unit_it_was_given_in():
    assert FILE.shown_speed(100.0) == 360.0
    assert Origin().shown_speed(100.0) == 100.0


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"time": [0.0, 1.0, 1.0]}, "trip.csv:5: the time is repeated"),
        ({"speed": [0.0, 0.0, -1.0]}, "trip.csv:5: the speed is negative\n  speed_kmh: -3.6"),
        ({"speed": [0.0, 91.0, 0.0]}, "trip.csv:3: the speed is too high"),
        ({"slope": [0.0, 0.0, -0.6]}, "trip.csv:5: the slope is too steep"),
        ({"elevation": [0.0, 0.0, -501.0]}, "trip.csv:5: no road lies at this elevation"),
        ({"elevation": [np.nan, 0.0, 0.0]}, "trip.csv:2: this is no finite number"),
    ],
)
def test_first_wrong_row_is_named(changed, text):
    with pytest.raises(InputError) as caught:
        check(columns(**changed), FILE)
    assert str(caught.value).startswith(text)


@pytest.mark.parametrize("jump", [12.1, -12.1])
def test_acceleration_is_over_the_time_step(jump):
    speed = np.array([20.0, 20.0, 20.0 + 0.1 * jump])
    rows = np.arange(3)
    assert check_acceleration(speed, 1.0, rows, FILE) is None
    with pytest.raises(InputError, match=r"trip.csv:5: the speed jumps by -?12.1 m/s2"):
        check_acceleration(speed, 0.1, rows, FILE)


def test_slope_at_the_limit_passes():
    assert check_slope(np.array([0.5, -0.5]), FILE) is None


@pytest.mark.parametrize(
    ("slope", "remedy"),
    [(12.0, "if it is in percent, divide it by 100"), (60.0, "check the column")],
)
def test_percent_are_named_only_where_they_would_be_a_road(slope, remedy):
    with pytest.raises(InputError) as caught:
        check_slope(np.array([0.0, -slope]), FILE)
    assert caught.value.remedy == remedy


@pytest.mark.parametrize(
    ("speed", "told"),
    [(120.0, "if the numbers are km/h"), (500.0, "check the unit of the column")],
)
def test_kmh_are_named_only_where_they_would_be_a_car(speed, told):
    with pytest.raises(InputError) as caught:
        check(columns(speed=[0.0, speed, 0.0]), Origin())
    assert told in caught.value.remedy
