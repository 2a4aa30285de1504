"""The car of which all commands speak: its claims and all others' as of one day."""

import datetime

import pytest

import carwright
from carwright.belief.scene import Asking, scene
from carwright.carfile import load
from carwright.settle.known_car import known_car
from carwright.settle.provenance import provenance

DAYS = (None, datetime.date(2024, 3, 1))


@pytest.mark.parametrize("on", DAYS)
@pytest.mark.parametrize("name", ["xiaomi-su7", "xpeng-p7-rwd-2020"])
def test_a_belief_starts_from_the_simulated_car(name: str, on: datetime.date | None):
    car = known_car(load(name), on)
    day = on or datetime.date.today()
    believed = scene(load(name), Asking(day)).settled
    assert believed.values == car.values
    assert believed.choices == car.choices
    assert carwright.resolve(name, on=on).values == car.values
    assert believed.on == car.on == day


def test_later_claims_and_later_cars_change_no_earlier_car():
    then = known_car(load("xiaomi-su7-max"), datetime.date(2023, 12, 29))
    assert then.origins["battery_usable_energy_kwh"].how != "given"
    assert known_car(load("xiaomi-su7-max")).values["battery_usable_energy_kwh"] == 99.0


def test_a_result_says_which_car_as_of_when():
    told = provenance(known_car(load("xiaomi-su7"), datetime.date(2024, 3, 1)), "float64")
    assert (told["on"], told["variant"]) == ("2024-03-01", "Max")


def test_the_whole_car_is_that_of_one_variant():
    """Each variant of a dossier is its own car: the Standard is lighter than the Max."""
    masses = [
        known_car(load("xiaomi-su7"), variant=name).values["kerb_mass_kg"]
        for name in ("Max", "Standard")
    ]
    assert masses[0] > masses[1]
