"""Currencies: a dollar is a dollar, and every rate is of ordinary size."""

from carwright.belief.currencies import CURRENCIES, PER_DOLLAR


def test_rates_are_per_dollar():
    assert PER_DOLLAR["USD"] == 1.0
    assert set(CURRENCIES) == set(PER_DOLLAR)
    assert all(0.5 < rate < 10.0 for rate in PER_DOLLAR.values())
