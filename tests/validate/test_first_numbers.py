"""What could be believed of a number, given one early claim."""

from functools import cache

import numpy as np
import pytest
from early_claims import claim

from carwright.validate.first_numbers import Scenes
from carwright.validate.table import RowError


@cache
def scenes():
    return Scenes()


@pytest.mark.slow
def test_a_claim_narrows_what_is_usual():
    found = scenes().believed(claim())
    own, alone = (np.log(band[2] / band[0]) for band in (found.own, found.alone))
    assert own < 0.8 * alone
    assert found.own[0] < 500.0 < found.own[2]


@pytest.mark.slow
def test_an_older_test_than_the_final_is_taken_over():
    same, longer = (
        scenes().believed(claim(procedure=one, kind="regulator")).own[1] for one in ("wltp", "nedc")
    )
    assert 0.7 * same < longer < 0.95 * same


@pytest.mark.slow
def test_the_same_claim_gives_the_same_band():
    assert Scenes().believed(claim()) == scenes().believed(claim())


@pytest.mark.slow
def test_a_battery_by_what_is_counted():
    more = {"figure": "battery_kwh", "key": "battery_energy_kwh", "claimed": 80.0}
    gross = scenes().believed(claim(procedure="gross", final_procedure="usable", **more))
    assert gross.own[1] < 80.0


@pytest.mark.slow
def test_a_charging_time_is_believed_in():
    more = {"figure": "dc_10_80_min", "key": "charge_10_80_min", "claimed": 20.0}
    found = scenes().believed(claim(procedure="unspecified", final_procedure="unspecified", **more))
    own, alone = (np.log(band[2] / band[0]) for band in (found.own, found.alone))
    assert own < 0.8 * alone
    assert found.own[0] < 20.0 < found.own[2]


def test_what_is_not_believed_in_is_said():
    gold = claim(figure="price", key="price", unit="XAU")
    with pytest.raises(RowError, match="a price in XAU"):
        Scenes().believed(gold)
