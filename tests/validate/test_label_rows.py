"""Labels: ids of their own, the combined value, another unit is refused."""

from pathlib import Path

import pytest
from measured import LABEL_ROW, label, written

from carwright.errors import InputError
from carwright.units import to_si
from carwright.validate.label_rows import COLUMNS, read_label

LIST = Path(__file__).parents[2].parent / "shared" / "data" / "label"
LIST = LIST / "north_america_label_to_2021.csv"


def read(folder, *rows):
    return read_label(written(folder, rows))


def test_a_row_becomes_a_car(tmp_path):
    (row,) = read(tmp_path, label()).kept
    assert row.id == "2020-maker-car"
    assert row.figures == {"peak_power_kw": 150.0}
    assert row.consumption_ac == pytest.approx(to_si("_kwh_per_100km", 17.9))
    assert row.range == 400_000.0


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"model": ""}, "model is missing"),
        ({"model_year": "MMXX"}, "model_year is no number"),
        ({"combined_ac_kwh_per_100km": "25"}, "combined is 25 and not 17.9, 55% of city"),
        ({"city_ac_kwh_per_100km": ""}, "city_ac_kwh_per_100km is missing"),
        ({"range_km": "0"}, "range_km cannot be 0"),
    ],
)
def test_a_bad_row_is_rejected(tmp_path, changes, why):
    found = read(tmp_path, label(), label(model="Bad") | changes, label(model="Last"))
    assert [row.model for row in found.kept] == ["Car", "Last"]
    assert why in found.rejected[0].why


def test_the_same_car_twice_is_rejected_once(tmp_path):
    found = read(tmp_path, label(), label())
    assert (len(found.kept), found.rejected[0].id) == (1, "2020-maker-car")


@pytest.mark.parametrize("factor", [10.0, 100.0 / 16.09344])
def test_a_file_in_another_unit_is_refused(tmp_path, factor):
    keys = [key for key in LABEL_ROW if "kwh" in key]
    rows = [
        label(model=f"{n}", **{key: f"{factor * float(LABEL_ROW[key]):.3f}" for key in keys})
        for n in range(3)
    ]
    with pytest.raises(InputError, match="kWh/100 km"):
        read(tmp_path, *rows)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_missing_column_is_an_error_of_the_file(tmp_path, column):
    with pytest.raises(InputError, match="a column is missing"):
        read(tmp_path, {key: value for key, value in LABEL_ROW.items() if key != column})


@pytest.mark.skipif(not LIST.exists(), reason="needs ../shared/data/label")
def test_the_development_list():
    found = read_label(LIST)
    assert (len(found.kept), found.rejected) == (132, ())
