"""Sale: the day that the car's own word gives, and the model year before and after it."""

import datetime

import pytest

from carwright.carfile.sale import LEAD, ON_SALE, model_year, sale
from carwright.carfile.schema import CarFile
from carwright.validate.row_car import car_file

TODAY = datetime.date(2024, 6, 1)


def coming(*said: tuple[str, str, str], year: int | None = None) -> CarFile:
    """A car with claims of its sale: value, who says so, and when."""
    file = car_file("one", "Maker", "One", 2021, {})
    claims = tuple(
        {"value": value, "from": "list", "kind": kind, "date": date} for value, kind, date in said
    )
    document = file.model_dump(by_alias=True) | {"year": year, "programme": {ON_SALE: claims}}
    return CarFile.model_validate(document)


def test_only_who_sells_or_measures_says_that_a_car_is_on_sale():
    assert sale(coming(("2024-03-28", "maker", "2024-03-28"))) == datetime.date(2024, 3, 28)
    assert sale(coming(("2024-03-28", "press", "2024-03-28"))) is None
    assert sale(coming(("2025-03-28", "maker", "2024-03-28"))) is None
    assert sale(coming()) is None


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ([("2024-03-28", "maker", "2024-03-28")], 2024),
        ([("2022-03-28", "maker", "2022-03-28")], 2022),
        ([("2026", "maker", "2024-03-28")], 2026),
        ([("2022", "press", "2021-03-28")], 2024),
        ([], 2024 + LEAD),
    ],
)
def test_a_year_is_that_of_the_sale_then_that_of_the_promise_then_a_usual_one(said, year):
    assert model_year(coming(*said), TODAY) == year


def test_the_files_own_year_counts_once_it_could_be_known():
    assert model_year(coming(year=2025), TODAY) == 2025
    assert model_year(coming(year=2027), TODAY) != 2027


def test_a_car_that_was_certified_is_of_that_year_and_no_car_to_come():
    file = car_file("one", "Maker", "One", 2021, {"test_weight_lb": 4000.0})
    assert model_year(file.model_copy(update={"year": None}), TODAY) == 2021
