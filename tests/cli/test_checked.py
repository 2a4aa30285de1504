import datetime

import numpy as np
import pytest
from typed_claims import heard

from carwright.belief.needs import Change, Nearest
from carwright.belief.plausible import Checked
from carwright.belief.predicted import Predicted
from carwright.cli.checked import asked_day, claim_document
from carwright.errors import InputError


def document(key, value, **more):
    said = Predicted(np.linspace(1.0, 3.0, 101), np.full(101, 1 / 101), (), "")
    car = Nearest(np.zeros(2), 1.0, True, {}, {"drag_area_m2": Change(0.4, 0.5, 0.55, 0.6)})
    return claim_document(Checked(heard(key, value, **more), None, said, 0.1, "", car))


def test_a_partial_day_counts_from_its_last():
    assert asked_day("2021-02") == datetime.date(2021, 2, 28)
    assert asked_day("2021") == datetime.date(2021, 12, 31)
    assert asked_day(None) == datetime.date.today()


@pytest.mark.parametrize("text", ["soon", "2021-02-30", "2021-13"])
def test_no_day_is_refused(text):
    with pytest.raises(InputError, match="no such date"):
        asked_day(text)


def test_a_claim_is_told_under_its_field_and_in_its_unit():
    found = document("wheelbase_m", 3.0)
    assert (found["figure"], found["claimed"], found["unit"]) == ("wheelbase", 3000.0, "mm")
    assert found["p50"] == pytest.approx(2000.0)
    assert document("battery_gross_energy_kwh", 101)["figure"] == "battery_kwh"
    assert document("price", 2e5, currency="CNY")["unit"] == "CNY"


def test_of_an_interval_the_middle_is_claimed():
    assert document("range_km", None, low=600.0, high=650.0)["claimed"] == 625.0


def test_what_it_needs_stands_with_its_span():
    needs = document("range_km", 800)["needs"]
    assert needs == {"drag_area_m2": {"value": 0.4, "p05": 0.5, "p50": 0.55, "p95": 0.6}}
