"""What kind of car it is said to be, by day."""

from datetime import date

import pytest

from carwright import carfile
from carwright.carfile.said_class import SaidClass, said_class


@pytest.fixture
def said(take, dossier):
    """Class of a car of which this is said: field, value and source of each claim."""

    def found(*claims, on=None):
        lines = [
            f"- {{field: {field}, value: '{value}', from: {by}}}\n" for field, value, by in claims
        ]
        text = dossier[: dossier.index("- field: body")] + "".join(lines)
        return said_class(take(text), on)

    return found


@pytest.mark.parametrize(
    ("claims", "body", "size"),
    [
        ([], None, None),
        ([("body", "sedan", "paper")], "sedan", None),
        ([("body", "sedan or SUV", "sheet")], None, None),
        ([("body", "sedan or SUV", "sheet"), ("body", "Saloon", "paper")], "sedan", None),
        ([("body", "not an SUV", "sheet")], None, None),
        ([("body", "minivan-like", "paper")], "van", None),
        ([("size", "mid", "paper")], None, "mid"),
        ([("size", "20 % smaller than Model S", "paper")], None, None),
        ([("segment", "mid to high end, younger buyers", "paper")], None, None),
        ([("segment", "mid-size SUV", "paper")], "suv", "mid"),
        ([("segment", "C-segment", "paper")], None, "compact"),
        ([("body", "sedan", "sheet"), ("body", "suv", "copy")], "sedan", None),
        ([("body", "sedan", "paper"), ("body", "suv", "copy")], "suv", None),
    ],
)
def test_classes_by_hand(said, claims, body, size):
    assert said(*claims) == SaidClass(body, size)


def test_only_what_was_known_on_the_day_counts(said):
    claims = [("body", "sedan", "paper"), ("body", "suv", "copy")]
    assert said(*claims, on=date(2023, 12, 30)).body is None
    assert said(*claims, on=date(2023, 12, 31)).body == "sedan"
    assert said(*claims, on=date(2024, 3, 31)).body == "suv"


def test_a_car_of_which_nothing_is_said_has_the_class_at_its_head():
    car = carfile.load("nissan-leaf-40")
    assert said_class(car, date(2000, 1, 1)) == SaidClass(car.body, car.size)
    assert car.body is not None


def test_a_class_that_is_only_said_later_is_not_known_from_the_head(take, dossier):
    car = take(dossier)
    assert car.body == "sedan"
    assert said_class(car, date(2022, 1, 1)).body is None
