"""What a car carries in a test, where its file knows better than the regulation's usual load."""

import pytest
from terminal import CAR, car_file
from workshop import TESLA

from carwright.rate.mass import PROCEDURES, load_of_test
from carwright.settle.carried import carried
from carwright.settle.resolve import resolve
from carwright.units import POUND

BASE = CAR + "  battery_gross_energy_kwh: 60\n  kerb_mass_kg: 1700\n"


def settled(folder, figures: str):
    return resolve(car_file(folder, BASE + figures))


def test_a_known_test_weight_is_kept_for_epa_only():
    tesla = resolve(TESLA)
    own = carried(tesla, "epa")
    assert own == pytest.approx(4250.0 * POUND - tesla.values["kerb_mass_kg"])
    assert [carried(tesla, name) for name in ("wltp", "cltc", "nedc")] == [None] * 3


def test_what_the_car_carries_on_the_road_is_not_what_it_carried_in_the_test(tmp_path):
    car = settled(tmp_path, "  test_mass_kg: 1900\n  load_kg: 350\n")
    assert car.values["load_kg"] == 350.0
    assert carried(car, "wltp") == pytest.approx(200.0)


def test_a_known_test_mass_is_kept_for_wltp_only(tmp_path):
    car = settled(tmp_path, "  test_mass_kg: 1900\n")
    assert carried(car, "wltp") == pytest.approx(200.0)
    assert carried(car, "epa") is None


def test_a_known_laden_mass_gives_the_payload(tmp_path):
    car = settled(tmp_path, "  gross_mass_kg: 2200\n")
    assert carried(car, "wltp") == pytest.approx(load_of_test("wltp", 400.0))


def test_of_a_car_of_which_no_mass_is_known_the_usual_load_holds(tmp_path):
    car = settled(tmp_path, "")
    assert [carried(car, name) for name in PROCEDURES] == [None] * 4
