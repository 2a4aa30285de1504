"""Dynamometer: rows in sequence, breaks, cold starts, and errors."""

from pathlib import Path

import pytest
from bench_tests import bench_file, bench_row

import carwright
from carwright.validate import dynamometer as module
from carwright.validate.dynamometer import validate_dynamometer

CAR = "bmw-i3-60ah"
FILE = Path(__file__).parents[2].parent / "shared" / "data" / "d3_bmw_i3" / "dynamometer_tests.csv"
SHORT = {
    "cycle": "SC03 #1, Ph 1",
    "distance_mi": "3.58",
    "batt_net_wh_dc": "626.5",
    "wh_per_mi_dc": "175",
}


def short(**changes):
    return bench_row(**(SHORT | changes))


@pytest.fixture
def drives(monkeypatch):
    """Every drive with the temperatures and the charge that it began with."""
    begun = []

    def spy(car, cycle, **others):
        start = others["start"]
        begun.append((cycle, float(start.tyre_temperature), float(start.charge)))
        return drive(car, cycle, **others)

    drive = module.drive
    monkeypatch.setattr(module, "drive", spy)
    return begun


def validated(folder, *rows):
    return validate_dynamometer(bench_file(folder, rows), CAR)


def test_rows_of_a_test_hand_the_car_on(tmp_path, drives):
    rows = [short(), short(cycle="SC03 #2, Ph 2", start="HS")]
    found = validated(tmp_path, *rows)
    assert [cycle for cycle, _, _ in drives] == ["sc03", "sc03"]
    assert drives[0][1] == pytest.approx(295.15)
    assert drives[1][1] > drives[0][1] + 2.0
    assert drives[1][2] < drives[0][2]
    first, second = (one.simulated for one in found.tests)
    assert first is not None
    assert second is not None
    assert first > 1.02 * second
    assert found.mae() == pytest.approx(sum(abs(one.error or 9.0) for one in found.tests) / 2)


def test_a_hot_start_at_the_top_and_a_gap_get_an_unscored_run(tmp_path, drives):
    rows = [
        short(start="HS"),
        short(cycle="SC03, Ph 4", start="HS", batt_avg_v="350"),
        short(test_id="2", cycle="SC03, Ph 1"),
    ]
    found = validated(tmp_path, *rows)
    assert len(found.tests) == 3
    assert len(drives) == 5
    # The unscored run begins with warm tyres, the scored one with the charge of its voltage.
    rise = carwright.figures(CAR)["tyre_warm_rise"]
    assert drives[0][1] == pytest.approx(295.15 + float(rise))
    assert drives[1][2] == pytest.approx(drives[0][2], abs=0.01)
    assert drives[3][2] < drives[1][2]
    assert drives[4][1] == pytest.approx(295.15)


def test_what_cannot_be_driven_breaks_the_sequence_and_is_listed(tmp_path, drives):
    rows = [
        short(),
        short(cycle="SSS 65mph", start="HS"),
        short(cycle="SC03, Ph 3", start="HS", batt_avg_v=""),
    ]
    found = validated(tmp_path, *rows)
    assert len(drives) == 3
    assert [one.error is None for one in found.tests] == [False, True, False]
    assert found.tests[1].simulated is None
    assert "no cycle" in found.tests[1].why


def test_what_fails_the_screen_is_driven_but_not_scored(tmp_path, drives):
    rows = [
        short(batt_net_wh_dc="500", wh_per_mi_dc="139.7"),
        short(cycle="SC03, Ph 2", start="HS"),
    ]
    found = validated(tmp_path, *rows)
    assert len(drives) == 2
    assert found.tests[0].error is None
    assert found.tests[0].simulated is not None
    assert [len(group) for group in found.by_temperature()] == [1]


def test_groups_by_temperature(tmp_path, drives):
    rows = [short(test_id=f"{t}", cell_temp_c=f"{t}") for t in (23, -6, 26, -3)]
    groups = validated(tmp_path, *rows).by_temperature()
    assert [[one.row.test for one in group] for group in groups] == [["-6", "-3"], ["23", "26"]]
    assert len(drives) == 4


def test_a_set_point_is_held_by_climate_and_costs_energy(tmp_path):
    cold = {"cell_temp_c": "-7"}
    off = validated(tmp_path, short(**cold)).tests[0]
    on = validated(tmp_path, short(**cold, climate="72F / FI Mid")).tests[0]
    assert off.simulated is not None
    assert on.simulated is not None
    assert on.simulated > 1.3 * off.simulated


def test_an_empty_battery_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "FULL", 0.005)
    found = validated(tmp_path, short())
    assert found.tests[0].error is None
    assert "was empty" in found.tests[0].why
    assert found.mae() is None


@pytest.mark.slow
@pytest.mark.skipif(not FILE.exists(), reason="needs ../shared/data/d3_bmw_i3")
def test_the_measured_car():
    found = validate_dynamometer(FILE, CAR)
    cold, mild = found.by_temperature()
    assert (len(found.tests), len(cold), len(mild)) == (21, 5, 6)
    size = found.mae(mild)
    assert size is not None
    assert size < 0.12
    udds = [(one.row.cold, one.simulated or 0.0) for one in mild if one.row.trace == "udds"]
    (cold_start,) = (value for begun_cold, value in udds if begun_cold)
    assert cold_start > 1.03 * max(value for begun_cold, value in udds if not begun_cold)
