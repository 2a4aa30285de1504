import numpy as np
import pytest

from carwright.belief.aside_cost import PER_DOLLAR, price

ENERGY = np.array([60.0, 75.0])


def test_a_price_grows_with_the_battery():
    middle, low, high = price(ENERGY, "USD")
    assert middle[1] / middle[0] == pytest.approx(75.0 / 60.0)
    assert low < 1.0 < high
    # a Model 3 Long Range cost 47,740 USD with 75 kWh
    assert low * middle[1] < 47_740 < high * middle[1]


def test_the_market_of_a_currency_counts():
    middle, low, high = price(np.array([73.6]), "CNY")
    assert low * middle[0] < 215_900 < high * middle[0]


def test_of_a_currency_without_a_rate_any_price_may_be_meant():
    _, low, high = price(ENERGY, "XXX")
    assert high / low >= 1e4
    assert min(PER_DOLLAR.values()) > 0.5
