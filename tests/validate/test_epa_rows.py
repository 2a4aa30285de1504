"""EPA's list: every bad row by itself, the physics screen, units of a whole file, the real list."""

from pathlib import Path

import pytest
from measured import EPA_ROW, epa, written

from carwright.errors import InputError
from carwright.units import to_si
from carwright.validate.epa_rows import COLUMNS, read_epa

LIST = Path(__file__).parents[2].parent / "shared" / "data" / "epa" / "epa_bev_development.csv"
IMPOSSIBLE = {
    *("2016-tesla-60d-ds116-l2s", "2016-tesla-75d-ds216-l2s", "2016-tesla-90d-ds316-l2s"),
    *("2016-tesla-p100d-dp416-l2s", "2016-tesla-60d-xb116-l2x", "2016-tesla-75d-xb216-l2x"),
    "2017-volkswagen-e-golf-vw370-7-0722",
}
"""Rows whose road load and result do not belong together: six Tesla S and X of 2016, the e-Golf."""


def read(folder, *rows):
    return read_epa(written(folder, rows))


def test_a_row_becomes_a_car_by_what_it_may_say(tmp_path):
    (row,) = read(tmp_path, epa(n_v_ratio="99")).kept
    car = row.car_file()
    assert {key: claims[0].value for key, claims in car.figures.items()} == pytest.approx(
        {
            "drive": "rear",
            "coast_down_a_lbf": 30.0,
            "coast_down_b_lbf_per_mph": 0.2,
            "coast_down_c_lbf_per_mph2": 0.018,
            "test_weight_lb": 4000.0,
            "peak_power_kw": 149.1399743,
            "motor_speed_rpm_per_mph": 99.0,
        }
    )
    assert (car.maker, car.name, car.year) == ("MAKER", "Car", 2020)
    assert row.measured["udds"] == pytest.approx(to_si("_wh_per_mi", 195.0))
    assert row.note == ""


def test_its_results_are_no_part_of_the_car(tmp_path):
    """Leakage: the car file is the same whatever was measured, to the last bit."""
    one, other = read(
        tmp_path, epa(), epa(id="b", udds_ac_wh_per_mi="210", hwfet_ac_wh_per_mi="250")
    ).kept
    assert one.car_file().digest == other.car_file().digest
    assert one.car_file().figures == other.car_file().figures


@pytest.mark.parametrize(
    ("written_as", "drive"),
    [
        *(("front", "front"), ("rear", "rear"), ("all", "all")),
        *(("part-time all", "all"), (" Part-Time All ", "all"), ("Front", "front")),
    ],
)
def test_every_word_for_the_layout(tmp_path, written_as, drive):
    (row,) = read(tmp_path, epa(drive=written_as)).kept
    assert row.drive == drive


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"drive": "4wd"}, "drive cannot be '4wd': allowed front, rear, all, part-time all"),
        ({"drive": ""}, "drive is missing"),
        ({"make": ""}, "make is missing"),
        ({"model": ""}, "model is missing"),
        ({"model_year": "2020.5"}, "no whole year"),
        ({"model_year": "20"}, "model_year cannot be 20"),
        ({"rated_power_hp": ""}, "rated_power_hp is missing"),
        ({"rated_power_hp": "0"}, "rated_power_hp cannot be 0"),
        ({"rated_power_hp": "9999"}, "rated_power_hp cannot be 9999"),
        ({"test_weight_lb": "0"}, "test_weight_lb cannot be 0"),
        ({"test_weight_lb": "n/a"}, "test_weight_lb is no number"),
        ({"target_a_lbf": ""}, "target_a_lbf is missing"),
        ({"target_a_lbf": "999"}, "target_a_lbf cannot be 999"),
        ({"target_b_lbf_per_mph": "9.99"}, "target_b_lbf_per_mph cannot be 9.99"),
        ({"target_c_lbf_per_mph2": "0"}, "target_c_lbf_per_mph2 cannot be 0"),
        ({"target_b_lbf_per_mph": "-3"}, "its road load pushes the car"),
        ({"udds_ac_wh_per_mi": ""}, "udds_ac_wh_per_mi is missing"),
        ({"hwfet_ac_wh_per_mi": "-238"}, "hwfet_ac_wh_per_mi cannot be -238"),
        ({"hwfet_ac_wh_per_mi": "9999"}, "hwfet_ac_wh_per_mi cannot be 9999"),
        ({"hwfet_ac_wh_per_mi": "200"}, "needs 0.984 one-way efficiency on HWFET"),
        ({"hwfet_ac_wh_per_mi": "150"}, "if nothing is lost"),
        ({"hwfet_ac_wh_per_mi": "390"}, "another unit, or adjusted for a label"),
        (
            {"udds_ac_wh_per_mi": "19.5", "hwfet_ac_wh_per_mi": "23.8"},
            "read as kWh/100 mi it would fit",
        ),
    ],
)
def test_a_bad_row_is_rejected_and_never_the_file(tmp_path, changes, why):
    others = [epa(id=f"good-{place}") for place in range(3)]
    found = read(tmp_path, *others[:2], epa(id="bad") | changes, *others[2:])
    assert [row.id for row in found.kept] == ["good-0", "good-1", "good-2"]
    (rejected,) = found.rejected
    assert rejected.id == "bad"
    assert why in rejected.why


def test_a_row_adjusted_for_a_label_is_told_by_its_makers_others(tmp_path):
    label = {"udds_ac_wh_per_mi": f"{195 / 0.7:.1f}", "hwfet_ac_wh_per_mi": f"{238 / 0.7:.1f}"}
    found = read(tmp_path, epa(id="a"), epa(id="b"), epa(id="label") | label)
    assert [row.id for row in found.kept] == ["a", "b"]
    assert "adjusted for a label" in found.rejected[0].why


def test_a_lasting_rating_is_no_peak_power_and_is_said(tmp_path):
    (row,) = read(tmp_path, epa(rated_power_hp="35")).kept
    assert "peak_power_kw" not in row.car_file().figures
    assert "its rated power, 26 kW, cannot follow the cycles, which take 40" in row.note


@pytest.mark.parametrize(
    ("unit", "results"),
    [
        ("MPGe", ("172.8", "141.6")),
        ("kWh/100 mi", ("19.5", "23.8")),
        ("Wh/km", ("121.2", "147.9")),
        ("kWh/100 km", ("12.12", "14.79")),
        ("Wh/mi adjusted for a label", ("278.6", "340.0")),
    ],
)
def test_a_file_in_another_unit_is_refused_by_physics(tmp_path, unit, results):
    rows = [
        epa(id=f"row-{n}", udds_ac_wh_per_mi=results[0], hwfet_ac_wh_per_mi=results[1])
        for n in range(5)
    ]
    with pytest.raises(InputError) as caught:
        read(tmp_path, *rows)
    told = str(caught.value)
    assert f"from {unit} to Wh/mi" in told
    assert len(told.splitlines()) <= 5


@pytest.mark.parametrize("column", COLUMNS)
def test_a_missing_column_is_an_error_of_the_file(tmp_path, column):
    row = {key: value for key, value in EPA_ROW.items() if key != column}
    with pytest.raises(InputError, match="a column is missing") as caught:
        read(tmp_path, row)
    assert column in str(caught.value)


@pytest.mark.skipif(not LIST.exists(), reason="needs ../shared/data/epa")
def test_the_development_list_and_its_impossible_rows():
    found = read_epa(LIST)
    assert {row.id for row in found.rejected} == IMPOSSIBLE
    assert len(found.kept) == 111
    assert all("one-way efficiency on HWFET" in row.why for row in found.rejected)
    lasting = [row for row in found.kept if row.note]
    assert {row.maker for row in lasting} == {"HYUNDAI", "KIA", "KANDI"}
    assert len(lasting) == 6
