"""WLTP lists: blanks are not known, energies belong together, another unit is refused."""

from pathlib import Path

import pytest
from measured import WLTP_ROW, wltp, written

from carwright.errors import InputError
from carwright.units import to_si
from carwright.validate.wltp_rows import COLUMNS, read_wltp, recharge_over_battery

LIST = Path(__file__).parents[2].parent / "shared" / "data" / "wltp" / "wltp_bev_development.csv"


def read(folder, *rows):
    return read_wltp(written(folder, rows))


def test_a_row_becomes_a_car(tmp_path):
    (row,) = read(tmp_path, wltp()).kept
    # Mass in running order holds a driver of 75 kg.
    assert row.figures == {
        "peak_power_kw": 150.0,
        "battery_energy_kwh": 70.0,
        "kerb_mass_kg": 1925.0,
    }
    assert row.consumption_ac == pytest.approx(to_si("_wh_per_km", 170.0))
    assert row.range == 470_000.0
    assert recharge_over_battery(row) == pytest.approx(0.17 * 470 / 70)


@pytest.mark.parametrize("column", ["peak_power_kw", "battery_kwh", "mass_running_order_kg"])
def test_a_blank_is_not_known(tmp_path, column):
    (row,) = read(tmp_path, wltp(**{column: ""})).kept
    assert len(row.figures) == 2
    assert (recharge_over_battery(row) is None) == (column == "battery_kwh")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"year": ""}, "year is missing"),
        ({"make": ""}, "make is missing"),
        ({"range_km": ""}, "range_km is missing"),
        ({"consumption_ac_wh_per_km": ""}, "consumption_ac_wh_per_km is missing"),
        ({"peak_power_kw": "many"}, "peak_power_kw is no number"),
        ({"battery_kwh": "-70"}, "battery_kwh cannot be -70"),
        ({"range_km": "292"}, "0.71 of its battery: 0.85 to 1.5 can belong to one car"),
        ({"battery_kwh": "40"}, "2.00 of its battery"),
        ({"battery_kwh": "", "consumption_ac_wh_per_km": "17"}, "no car uses 17 Wh/km"),
    ],
)
def test_a_bad_row_is_rejected(tmp_path, changes, why):
    found = read(tmp_path, wltp(), wltp(id="bad") | changes, wltp(id="b"), wltp(id="c"))
    assert [row.id for row in found.kept] == [WLTP_ROW["id"], "b", "c"]
    assert why in found.rejected[0].why


@pytest.mark.parametrize(
    ("unit", "number"), [("kWh/100 km", "17.0"), ("kWh/100 mi", "27.4"), ("MPGe", "123.2")]
)
def test_a_file_in_another_unit_is_refused(tmp_path, unit, number):
    rows = [wltp(id=f"{n}", consumption_ac_wh_per_km=number) for n in range(3)]
    with pytest.raises(InputError) as caught:
        read(tmp_path, *rows)
    assert "consumption_ac_wh_per_km" in str(caught.value)
    assert len(str(caught.value).splitlines()) <= 5


def test_ranges_in_miles_are_refused(tmp_path):
    with pytest.raises(InputError, match="do not belong together in most rows"):
        read(tmp_path, *(wltp(id=f"{n}", range_km="292") for n in range(4)))


@pytest.mark.parametrize("column", COLUMNS)
def test_a_missing_column_is_an_error_of_the_file(tmp_path, column):
    with pytest.raises(InputError, match="a column is missing"):
        read(tmp_path, {key: value for key, value in WLTP_ROW.items() if key != column})


@pytest.mark.skipif(not LIST.exists(), reason="needs ../shared/data/wltp")
def test_the_development_list():
    found = read_wltp(LIST)
    assert (len(found.kept), found.rejected) == (290, ())
