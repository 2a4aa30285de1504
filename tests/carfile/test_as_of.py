"""Which car is meant, and what is known of it by a day."""

import datetime

import pytest
from numbers_said import FILING, SHEET, car

from carwright.carfile import load
from carwright.carfile.as_of import as_of
from carwright.carfile.dates import known_from
from carwright.carfile.garage import garage_ids

TODAY = datetime.date.today()


def test_what_is_said_later_is_not_known():
    then = as_of(car(FILING, SHEET), datetime.date(2024, 2, 1))
    assert list(then.figures) == ["kerb_mass_kg"]
    assert then.claims == {}


def test_today_a_whole_file_is_known_however_roughly_it_is_dated():
    this_year = ("sheet", "Maker", "maker", str(TODAY.year), "kerb_mass_kg", 2000.0, {})
    assert as_of(car(this_year), TODAY).figures
    assert not as_of(car(this_year), TODAY - datetime.timedelta(days=1)).figures
    assert known_from("2024-02") == datetime.date(2024, 2, 29)


@pytest.mark.parametrize("name", garage_ids())
def test_today_nothing_of_the_garage_is_left_out(name: str):
    file = load(name)
    then = as_of(file, TODAY)
    assert then.figures == file.figures
    assert then.claims == file.claims
    assert as_of(then, TODAY) == then


def test_of_a_dossier_the_variant_is_meant_that_most_is_said_of():
    dossier = load("xiaomi-su7")
    assert dossier.variant is None
    assert as_of(dossier, TODAY).variant == "Max"
    assert as_of(dossier, TODAY, "Pro").variant == "Pro"


def test_a_car_that_is_on_sale_is_of_the_year_of_its_sale():
    years = {name: as_of(load(name), TODAY).year for name in ("xiaomi-su7", "tesla-model-3")}
    assert years == {"xiaomi-su7": 2024, "tesla-model-3": 2017}
    assert as_of(load("xiaomi-su7-max"), TODAY).year == 2024
