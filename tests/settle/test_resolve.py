"""resolve: from an id or a path to settled figures."""

from datetime import date

import pytest
from workshop import TESLA

from carwright.carfile import garage_path
from carwright.errors import InputError
from carwright.settle.resolve import resolve


def test_a_path_is_as_good_as_an_id():
    assert resolve(garage_path(TESLA)).values == resolve(TESLA).values


def test_an_unknown_car_is_refused_with_the_nearest():
    with pytest.raises(InputError, match="tesla-model-3-rwd-2022"):
        resolve("tesla-model-3-rwd")


def test_the_file_of_the_car_stays_with_what_is_settled():
    found = resolve(TESLA)
    assert found.car_file.id == TESLA
    assert found.origins["coast_down_a_lbf"].how == "given"


def test_the_day_stays_with_what_is_settled():
    assert resolve(TESLA, on=date(2023, 5, 1)).on == date(2023, 5, 1)
