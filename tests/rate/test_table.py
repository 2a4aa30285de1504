"""The regulator's table: one row a phase, units in the names of the columns."""

import csv

import pytest
from rollers import EvenCar, made

from carwright.errors import InputError
from carwright.rate.procedures import full_test
from carwright.rate.table import rows, save_table
from carwright.units import suffix

RATINGS = [full_test(made(EvenCar()), procedure) for procedure in ("epa", "wltp")]


def test_one_row_a_phase():
    found = rows(RATINGS)
    assert [row["phase"] for row in found[:3]] == ["combined", "city", "highway"]
    assert [row["procedure"] for row in found] == ["epa"] * 3 + ["wltp"] * 6
    label = found[0]
    assert label["range_km"] == pytest.approx(280.0)
    assert label["unadjusted_range_km"] == pytest.approx(400.0)
    assert found[3]["range_km"] == found[3]["unadjusted_range_km"] == pytest.approx(400.0)


def test_every_number_names_its_unit():
    for row in rows(RATINGS):
        numbers = [key for key, value in row.items() if not isinstance(value, str)]
        assert numbers
        assert [key for key in numbers if suffix(key) is None] == []


def test_the_file_holds_the_table_and_what_it_rests_on(tmp_path):
    path = tmp_path / "a folder" / "table.csv"
    save_table(RATINGS, str(path), {"car": "some-car", "precision": "float64"})
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["# car: some-car", "# precision: float64"]
    table = list(csv.DictReader(lines[2:]))
    assert len(table) == 9
    assert float(table[3]["consumption_dc_wh_per_km"]) == pytest.approx(150.0)


def test_other_endings_are_refused(tmp_path):
    with pytest.raises(InputError, match="CSV"):
        save_table(RATINGS, str(tmp_path / "table.txt"), {})
    assert not list(tmp_path.iterdir())
