"""First claims: rows by hand, and what a row is rejected for."""

import csv
import datetime
from pathlib import Path

import pytest

from carwright.carfile.spans import Span
from carwright.errors import InputError
from carwright.validate.first_claims import COLUMNS, read_first_claims

LIST = Path(__file__).parents[2].parent / "shared" / "dossiers" / "first_claims.csv"
ROW = {
    "car": "Maker One",
    "maker": "Maker",
    "newcomer_kind": "first_car",
    "figure": "range_km",
    "procedure": "nedc",
    "claimed_value": "500",
    "unit": "km",
    "claim_date": "2019-03",
    "claim_by": "Maker",
    "claim_kind": "maker",
    "bound": "at_least",
    "final_value": "450",
    "final_procedure": "wltp",
    "final_date": "2020-Q4",
    "final_kind": "regulator",
    "memory": "False",
}
DATE = {"figure": "on_sale_date", "unit": "date", "claimed_value": "2020-H1", "final_value": "2021"}


def read(folder, *rows, columns=COLUMNS):
    path = folder / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns)
        table.writeheader()
        table.writerows(rows)
    return read_first_claims(path)


def test_a_row_by_hand(tmp_path):
    (found,) = read(tmp_path, ROW).kept
    assert (found.car, found.key, found.claimed, found.final) == ("maker-one", "range_km", 500, 450)
    assert found.said == datetime.date(2019, 3, 31)
    assert found.known_from == datetime.date(2020, 12, 31)
    assert not found.memory


def test_a_date_is_a_span(tmp_path):
    (found,) = read(tmp_path, ROW | DATE).kept
    assert found.claimed == Span(datetime.date(2020, 1, 1), datetime.date(2020, 6, 30))


def test_the_keys_are_those_of_car_files(tmp_path):
    changes = {"figure": "battery_kwh", "unit": "kWh"}
    (found,) = read(tmp_path, ROW | changes).kept
    assert found.key == "battery_energy_kwh"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"figure": "cup_holders"}, "figure cannot be 'cup_holders'"),
        ({"claim_kind": "oracle"}, "claim_kind cannot be 'oracle'"),
        ({"procedure": "jc08"}, "procedure cannot be 'jc08'"),
        ({"bound": "roughly"}, "bound cannot be 'roughly'"),
        ({"newcomer_kind": "perhaps"}, "newcomer_kind cannot be"),
        ({"memory": "maybe"}, "memory cannot be"),
        ({"unit": "mi"}, "unit cannot be 'mi': km"),
        ({"claimed_value": "far"}, "claimed_value is no number"),
        ({"claimed_value": "0"}, "claimed_value cannot be 0"),
        ({"final_value": ""}, "final_value is missing"),
        ({"claim_date": "spring"}, "claim_date: 'spring' is no date"),
        ({"final_date": "2018"}, "final_date is before claim_date"),
        ({"figure": "price", "unit": "yuan"}, "unit cannot be 'yuan': a currency"),
        (DATE | {"claimed_value": "2020-H5"}, "claimed_value: "),
        ({"car": ""}, "car is missing"),
    ],
)
def test_a_bad_row_is_rejected_alone(tmp_path, changes, why):
    found = read(tmp_path, ROW, ROW | changes, ROW)
    assert len(found.kept) == 2
    assert why in found.rejected[0].why


def test_a_missing_column_is_an_error_of_the_file(tmp_path):
    with pytest.raises(InputError, match="a column is missing"):
        read(tmp_path, columns=COLUMNS[1:])


@pytest.mark.skipif(not LIST.exists(), reason="needs ../shared/dossiers")
def test_the_list():
    found = read_first_claims(LIST)
    assert found.rejected == ()
    assert len(found.kept) > 150
