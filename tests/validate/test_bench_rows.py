"""Rows of a dynamometer: names, units, what can be driven again and why the rest cannot."""

from pathlib import Path

import pytest
from bench_tests import bench_file, bench_row

from carwright.errors import InputError
from carwright.validate.bench_rows import read_bench

FILE = Path(__file__).parents[2].parent / "shared" / "data" / "d3_bmw_i3" / "dynamometer_tests.csv"


def read(folder, **changes):
    return read_bench(bench_file(folder, [bench_row(**changes)]))[0]


def test_a_row_in_si(tmp_path):
    row = read(tmp_path)
    assert (row.test, row.cold, row.trace, row.phases, row.why) == (
        "61500001",
        True,
        "udds",
        (1, 2),
        "",
    )
    assert row.air == pytest.approx(295.15)
    assert row.consumption == pytest.approx(160 * 3600 / 1609.344)
    assert row.road is not None
    # 23.6 lbf; 0.6633 lbf/mph over 0.44704 m/s; 3182 lb.
    assert row.road.constant == pytest.approx(104.978, abs=1e-3)
    assert row.road.linear == pytest.approx(6.6001, abs=1e-4)
    assert row.road.mass == pytest.approx(1443.33, abs=1e-2)
    assert (row.set_point, row.voltage) == (None, 380.0)


@pytest.mark.parametrize(
    ("name", "trace", "phases", "miles"),
    [
        ("Hwy Ph 3", "hwfet", (3,), "10.26"),
        ("US06 #1, Ph6+7", "us06", (6, 7), "8.0"),
        ("US06x2, Ph 3+4", "us06", (3, 4), "8.0"),
        ("SC03", "sc03", (), "3.58"),
    ],
)
def test_names_of_cycles(tmp_path, name, trace, phases, miles):
    energy = f"{float(miles) * 250:.0f}"
    found = read(tmp_path, cycle=name, distance_mi=miles, batt_net_wh_dc=energy, wh_per_mi_dc="250")
    assert (found.trace, found.phases) == (trace, phases)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"cycle": "WOTx5 and Dyno Regen"}, "no cycle that can be driven again"),
        ({"cycle": "UDDS 6% Grade"}, "no cycle that can be driven again"),
        (
            {"distance_mi": "7.2", "wh_per_mi_dc": "165.6"},
            "stopped early: 11.59 km of 11.99",
        ),
        ({"distance_mi": "14.9", "wh_per_mi_dc": "80"}, "more than one cycle: 23.98 km of 11.99"),
        ({"wh_per_mi_dc": "100"}, "energy over distance and wh_per_mi_dc differ"),
        ({"climate": "cosy"}, "climate is no set point: 'cosy'"),
        ({"climate": "5 C"}, "no cabin is held at '5 C'"),
        ({"cell_temp_c": "295"}, "cell_temp_c cannot be 295"),
        ({"batt_net_wh_dc": "700", "wh_per_mi_dc": "93.96"}, "less than the 70 Wh/km"),
        ({"batt_net_wh_dc": "1000", "wh_per_mi_dc": "134.2"}, "one-way efficiency on UDDS"),
        ({"batt_net_wh_dc": "3000", "wh_per_mi_dc": "402.7"}, "another unit, or climate was on"),
        ({"target_a_lbf": "0.1", "target_b_lbf_per_mph": "-1"}, "its road load pushes the car"),
        ({"start": "warm"}, "start cannot be 'WARM'"),
    ],
)
def test_what_is_not_scored_says_why(tmp_path, changes, why):
    found = read(tmp_path, **changes)
    assert why in found.why
    assert found.name == changes.get("cycle", "UDDS #1, Ph 1+2")


def test_heat_may_take_any_energy_but_not_less_than_the_roller(tmp_path):
    hot = {"climate": "72F / FI Mid"}
    row = read(tmp_path, batt_net_wh_dc="3000", wh_per_mi_dc="402.7", **hot)
    assert row.why == ""
    assert row.set_point == pytest.approx(295.372, abs=1e-3)
    assert "less than" in read(tmp_path, batt_net_wh_dc="700", wh_per_mi_dc="93.96", **hot).why
    assert read(tmp_path, climate="22 C").set_point == pytest.approx(295.15)


def test_columns_that_may_be_missing(tmp_path):
    path = bench_file(tmp_path, [bench_row()])
    assert (read_bench(path)[0].humidity, read_bench(path)[0].sun) == (None, 0.0)
    head, line = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f"{head},cell_rh_pct,solar_w_m2\n{line},40,850\n", encoding="utf-8")
    assert (read_bench(path)[0].humidity, read_bench(path)[0].sun) == (0.4, 850.0)
    path.write_text(f"{head},cell_rh_pct\n{line},140\n", encoding="utf-8")
    assert "cell_rh_pct cannot be 140" in read_bench(path)[0].why


def test_a_short_line_is_listed_and_an_empty_file_refused(tmp_path):
    path = bench_file(tmp_path, [bench_row()])
    path.write_text(path.read_text(encoding="utf-8") + "61500002,UDDS\n", encoding="utf-8")
    assert "line 3 has 2 columns" in read_bench(path)[1].why
    with pytest.raises(InputError, match="there is no test in it"):
        read_bench(bench_file(tmp_path, []))


@pytest.mark.skipif(not FILE.exists(), reason="needs ../shared/data/d3_bmw_i3")
def test_the_measured_file():
    rows = read_bench(FILE)
    assert len(rows) == 21
    scored = [row for row in rows if not row.why]
    assert len(scored) == 11
    assert sum("one-way efficiency on HWFET" in row.why for row in rows) == 2
    assert sum("stopped early" in row.why for row in rows) == 1
    assert {row.set_point is not None for row in scored if row.air and row.air < 280.0} == {True}
