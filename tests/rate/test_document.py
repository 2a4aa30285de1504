"""The document: plain numbers with units, as the issue names them."""

import json
import math
from dataclasses import replace

import pytest
from rollers import EvenCar, made, rated
from workshop import TESLA

from carwright.rate.document import FOLLOWED, WEAK, document, miles_per_gallon, outcome
from carwright.rate.label import LabelTerms
from carwright.rate.procedures import full_test

ASKED = {
    *("procedure", "range_km", "consumption_ac_wh_per_km", "consumption_dc_wh_per_km"),
    *("usable_energy_kwh", "phases"),
}


@pytest.mark.parametrize("procedure", ["epa", "wltp", "cltc", "nedc"])
def test_numbers_by_hand(procedure: str):
    found = document(full_test(made(EvenCar()), procedure))
    share = 0.7 if procedure == "epa" else 1.0
    assert set(found) >= ASKED
    assert found["procedure"] == procedure
    assert found["usable_energy_kwh"] == pytest.approx(60.0)
    for phase in (found, *found["phases"].values()):
        assert phase["range_km"] == pytest.approx(400.0 * share)
        assert phase["consumption_dc_wh_per_km"] == pytest.approx(150.0 / share)
        assert phase["consumption_ac_wh_per_km"] == pytest.approx(150.0 / 0.88 / share)
    assert found["recharge"]["energy_ac_kwh"] == pytest.approx(60.0 / 0.88)
    lost = 1.0 - 1.01 * 0.88
    assert found["recharge"]["wall_to_battery_loss_share"] == pytest.approx(lost)
    assert found["outcome"] == FOLLOWED
    assert sum(part["energy_dc_kwh"] for part in found["segments"]) == pytest.approx(60.0)
    assert (found["unadjusted"] is None) == (found["label"] is None) == (procedure != "epa")


def test_the_label_has_miles_per_gallon():
    """3370.5 over kWh for 100 miles."""
    found = document(full_test(made(EvenCar()), "epa", factor=0.75))
    per_100_miles = 150.0 / 0.88 / 0.75 * 160.9344 / 1e3
    assert found["label"]["mpge"] == pytest.approx(3370.5 / per_100_miles)
    assert miles_per_gallon(540.0) == pytest.approx(33.705 / (0.15 * 1.609344))
    assert found["label"]["factor_share"] == 0.75
    assert found["unadjusted"]["city"]["range_km"] == pytest.approx(400.0)
    assert len(found["label"]["five_cycle"]["not_judged"]) == 2


def test_what_the_label_is_expected_to_say_stands_beside_the_rules_by_hand():
    """400 km unadjusted by 0.75 and 1.04 of the energy are 312 km; the rule says 280."""
    terms = LabelTerms(0.75, "maker", "ten cars", 1.04, "seventeen cars")
    rating = replace(full_test(made(EvenCar()), "epa"), expected=terms)
    found = document(rating)
    expected = found["label"]["expected"]
    assert found["range_km"] == pytest.approx(280.0)
    assert expected["range_km"] == pytest.approx(312.0)
    assert expected["consumption_ac_wh_per_km"] == pytest.approx(150.0 / 0.88 / 0.75)
    assert expected["mpge"] == pytest.approx(found["label"]["mpge"] * 0.75 / 0.7)
    assert expected["factor_basis"] == "maker"
    assert (expected["factor_share"], expected["energy_ratio"]) == (0.75, 1.04)
    assert (expected["factor_from"], expected["energy_from"]) == ("ten cars", "seventeen cars")
    assert document(full_test(made(EvenCar()), "epa"))["label"]["expected"] is None


def test_a_weak_car_says_so():
    rating = full_test(made(EvenCar(fastest=60.0)), "wltp")
    found = document(rating)
    assert outcome(rating) == found["outcome"] == WEAK
    first = found["first_course"]
    assert first["distance_km"] < first["asked_distance_km"]
    assert found["notes"]


def test_formulas_from_memory_are_marked():
    tags = {one["name"]: one["tag"] for one in document(rated(TESLA, "wltp"))["formulas"]}
    assert tags["first-drive-weight"] == "M"
    assert tags["wltc-3b-top-speed"] == "V"


def test_it_is_json_without_nan():
    text = json.dumps(document(rated(TESLA, "epa")), allow_nan=False)
    assert math.isfinite(json.loads(text)["range_km"])
