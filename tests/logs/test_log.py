"""A whole log: on even steps, distance and energy kept, height smoothed; the i3's drives."""

from pathlib import Path

import numpy as np
import pytest
from logged import drive, written

from carwright.errors import InputError
from carwright.logs.column_map import read_map
from carwright.logs.log import read_log

TRIPS = Path(__file__).parents[2].parent / "shared" / "data" / "bmw_i3_trips"


def test_a_log_keeps_distance_and_energy(tmp_path):
    columns = drive()
    log = read_log(written(tmp_path, columns))
    speed, power = columns["speed_kmh"] / 3.6, columns["batt_v"] * columns["batt_a"]
    assert log.id == "Trip01"
    assert log.distance == pytest.approx(np.trapezoid(speed), rel=1e-9)
    assert log.energy == pytest.approx(np.trapezoid(power), rel=1e-6)
    assert len(log.speed) == len(log.power) + 1 == 240
    assert log.air is not None
    assert log.air[0] == pytest.approx(288.15)
    assert log.climate == pytest.approx(100.0)
    assert log.notes == ()


def test_net_height_is_kept(tmp_path):
    log = read_log(written(tmp_path, drive()))
    steps = 0.5 * (log.speed[1:] + log.speed[:-1])
    rise = drive()["elevation_m"][-1] - drive()["elevation_m"][0]
    assert np.sum(log.slope * steps) == pytest.approx(rise, abs=1e-6)
    assert np.abs(log.slope).max() < 0.1


def test_without_elevation_the_road_is_level_and_that_is_said(tmp_path):
    columns = {name: one for name, one in drive().items() if name != "elevation_m"}
    log = read_log(written(tmp_path, columns))
    assert not log.slope.any()
    assert "taken as level" in log.notes[-1]


def test_ten_hertz_is_put_on_seconds(tmp_path):
    slow, time = drive(), np.arange(0.0, 239.05, 0.1)
    fast = {name: np.interp(time, slow["time_s"], one) for name, one in slow.items()}
    log, same = (
        read_log(written(tmp_path, columns, name))
        for columns, name in ((fast, "fast.csv"), (slow, "slow.csv"))
    )
    assert log.distance == pytest.approx(same.distance, rel=1e-3)
    assert log.energy == pytest.approx(same.energy, rel=1e-2)
    assert "Resampled" in log.notes[0]


def test_repeated_rows_are_left_out(tmp_path):
    columns = {name: np.repeat(one, 2) for name, one in drive().items()}
    log = read_log(written(tmp_path, columns))
    assert len(log.speed) == 240
    assert "repeat an instant" in log.notes[0]


def test_payload_and_sun_are_said_by_the_map(tmp_path):
    log = read_log(written(tmp_path, drive()), read_map("payload_kg=70, sun_w_per_m2=850"))
    assert (log.payload, log.sun) == (70.0, 850.0)
    assert read_log(written(tmp_path, drive())).sun is None


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"speed_kmh": np.zeros(240)}, "never drives"),
        ({"time_s": 10.0 * np.arange(240.0)}, "10 s apart"),
        ({"batt_a": np.zeros(240)}, "believed"),
    ],
)
def test_what_is_no_drive_is_refused(tmp_path, change, what):
    with pytest.raises(InputError, match=what):
        read_log(written(tmp_path, drive() | change))


@pytest.mark.skipif(not TRIPS.is_dir(), reason="../shared/data/bmw_i3_trips is not there")
def test_the_drives_of_an_i3_say_what_is_wrong_with_them():
    turns = 9.7 / 0.3405
    charged = read_log(str(TRIPS / "TripB04.csv"), turns=turns)
    assert charged.distance == pytest.approx(14.6e3, rel=0.01)
    assert any("on the plug" in note for note in charged.notes)
    assert any("negative on discharge" in note for note in charged.notes)
    stuck = read_log(str(TRIPS / "TripA13.csv"), turns=turns)
    assert any("heater_can_kw tells more" in note for note in stuck.notes)
    assert read_log(str(TRIPS / "TripA02.csv")).speed[0] == pytest.approx(97 / 3.6, abs=0.5)
    assert read_log(str(TRIPS / "TripB13.csv")).speed[-1] == pytest.approx(73 / 3.6, abs=0.5)
