"""currencies: in which a price means something, and about how much of each is a dollar."""

PER_DOLLAR = {"CNY": 7.0, "EUR": 0.9, "GBP": 0.75, "PLN": 4.0, "USD": 1.0}
"""Usual rates of exchange, 2015 to 2025, from memory [-]."""
CURRENCIES = tuple(PER_DOLLAR)
"""The currencies."""
