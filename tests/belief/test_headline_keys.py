"""The keys of what people ask for first: every one has a quantity, a word and a unit."""

import pytest

from carwright.belief.headline_keys import MORE_IS_BETTER, QUANTITY, WORDS, times, unit_of


@pytest.mark.parametrize("key", QUANTITY)
def test_every_key_has_words_and_a_unit(key):
    assert WORDS[key]
    assert unit_of(key)
    assert times(key) > 0.0


def test_less_is_better_of_consumption_sprint_mass_and_price():
    less = [key for key, more in MORE_IS_BETTER.items() if not more]
    assert {"consumption_ac_wltp_wh_per_km", "zero_to_100_s", "kerb_mass_kg", "price_cny"} <= {
        *less
    }
    assert MORE_IS_BETTER["range_wltp_km"]


def test_a_quantity_in_another_unit_is_turned():
    """One kilowatt-hour a hundred kilometres is ten watt-hours a kilometre."""
    assert times("consumption_ac_wltp_wh_per_km") == pytest.approx(10.0)
    assert times("range_wltp_km") == 1.0
