"""Headline: units, words, and which figure a claim speaks of."""

import numpy as np
import pytest
from made_belief import belief, car

from carwright.belief.headline import figures_of, headline, values_of
from carwright.belief.headline_keys import MORE_IS_BETTER, QUANTITY, WORDS, times, unit_of


def test_every_figure_has_words_a_unit_and_a_side():
    assert QUANTITY.keys() == WORDS.keys() == MORE_IS_BETTER.keys()
    assert all(unit_of(key) for key in QUANTITY)
    assert unit_of("price_cny") == "CNY"
    assert MORE_IS_BETTER["range_wltp_km"]
    less = [key for key, more in MORE_IS_BETTER.items() if not more]
    assert {"zero_to_100_s", "kerb_mass_kg", "price_eur"} <= set(less)


def test_consumption_is_told_in_watt_hours_a_kilometre():
    key = "consumption_ac_wltp_wh_per_km"
    assert times(key) == pytest.approx(10.0)
    found = belief()
    name = "wltp_consumption_ac_kwh_per_100km"
    assert headline(found)[key] == pytest.approx([10.0 * end for end in found.band(name)])


def test_cars_that_were_not_simulated_are_left_out():
    values, weights = values_of(belief(), "zero_to_60mph_s")
    assert np.isfinite(values).all()
    assert np.sum(weights) == pytest.approx(1.0)
    low, middle, high = headline(belief())["range_cltc_km"]
    assert low < middle < high


def test_a_claim_speaks_of_its_procedure_or_of_any():
    said = car().claims
    assert figures_of("range_km", said["range_km"][0]) == ("range_cltc_km",)
    anyone = said["range_km"][0].model_copy(update={"procedure": None})
    assert len(figures_of("range_km", anyone)) == 4
    assert figures_of("zero_to_100_s", said["zero_to_100_s"][0]) == ("zero_to_100_s",)
    assert figures_of("price", said["price"][0]) == ("price_cny",)
