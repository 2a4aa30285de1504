"""aside_cost: what cars of a battery's size have cost, in a currency whose prices are not known.

A number of US dollars for each kilowatt hour of usable battery holds for cars of 2018 to 2025
within a factor of two; the exchange rates are those of about 2023. All are estimates from memory.
"""

from types import MappingProxyType

import numpy as np

HOME = MappingProxyType({"CNY": 430.0})
"""US dollars for each kWh in the market of a currency, where it is not the usual [USD/kWh]."""
USUAL = 620.0
"""The usual: SU7 and P7 430, Model 3 620 to 700, Model S 800 [USD/kWh] (estimate)."""
LOW, HIGH = 0.5, 2.0
"""Factors between which nine prices in ten lie [-] (estimate)."""
PER_DOLLAR = MappingProxyType(
    {
        **{"USD": 1.0, "EUR": 0.92, "GBP": 0.8, "CNY": 7.1, "JPY": 140.0, "KRW": 1300.0},
        **{"CHF": 0.9, "NOK": 10.5, "SEK": 10.5, "DKK": 6.9, "CAD": 1.35, "AUD": 1.5},
        **{"INR": 83.0, "HKD": 7.8, "TWD": 31.0, "THB": 35.0, "SGD": 1.35, "NZD": 1.63},
    }
)
"""Units of a currency for a US dollar [-] (from memory, about 2023)."""


def price(usable_kwh: np.ndarray, currency: str) -> tuple[np.ndarray, float, float]:
    """Return the middle price of cars, and the factors on it that hold nine in ten.

    Args:
        usable_kwh: (N,) usable energy of each car's battery [kWh].
        currency: three letters; of one whose rate is not known any rate may be meant.
    """
    middle = HOME.get(currency, USUAL) * usable_kwh
    if currency not in PER_DOLLAR:
        return 10.0 * middle, 1e-2, 1e2
    return PER_DOLLAR[currency] * middle, LOW, HIGH
