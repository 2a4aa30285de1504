"""headline_keys: the figures that people ask for first: keys, quantities, words and units.

What was kept of a belief is told without what simulates one: this imports no JAX.
"""

from collections.abc import Mapping
from types import MappingProxyType

from carwright.belief.currencies import CURRENCIES
from carwright.belief.procedures import CONSUMPTION, PROCEDURES, RANGE
from carwright.units import from_si, to_si, unit

PRICES: Mapping[str, str] = MappingProxyType({f"price_{name.lower()}": name for name in CURRENCIES})
"""Currency of each price, by key."""
QUANTITY: Mapping[str, str] = MappingProxyType(
    {
        **{f"range_{name}_km": f"{name}_{RANGE}" for name in PROCEDURES},
        **{f"consumption_ac_{name}_wh_per_km": f"{name}_{CONSUMPTION}" for name in PROCEDURES},
        "zero_to_100_s": "zero_to_100_s",
        "zero_to_60mph_s": "zero_to_60mph_s",
        "top_speed_kmh": "top_speed_kmh",
        "battery_energy_kwh": "battery_energy_kwh",
        "battery_gross_energy_kwh": "battery_gross_energy_kwh",
        "battery_usable_energy_kwh": "battery_usable_energy_kwh",
        "peak_power_kw": "peak_power_kw",
        "kerb_mass_kg": "kerb_mass_kg",
        **{key: key for key in PRICES},
    }
)
"""Quantity of a belief by key with unit."""
MORE_IS_BETTER: Mapping[str, bool] = MappingProxyType(
    {key: not key.startswith(("consumption", "zero_to", "kerb_mass", "price")) for key in QUANTITY}
)
"""Whether more of it beats less."""
WORDS: Mapping[str, str] = MappingProxyType(
    {
        **{f"range_{name}_km": f"range, {name.upper()}" for name in PROCEDURES},
        **{
            f"consumption_ac_{name}_wh_per_km": f"consumption at the wall, {name.upper()}"
            for name in PROCEDURES
        },
        "zero_to_100_s": "0 to 100 km/h",
        "zero_to_60mph_s": "0 to 60 mph",
        "top_speed_kmh": "top speed",
        "battery_energy_kwh": "battery, as a brochure says it",
        "battery_gross_energy_kwh": "battery, gross",
        "battery_usable_energy_kwh": "battery, usable",
        "peak_power_kw": "peak power",
        "kerb_mass_kg": "mass ready to drive",
        **dict.fromkeys(PRICES, "price"),
    }
)
"""What each is called."""


def unit_of(key: str) -> str:
    """Return the unit of a headline figure as people write it; of a price its currency.

    Args:
        key: key of the figure.
    """
    return PRICES.get(key) or unit(key)


def times(key: str) -> float:
    """Return a headline figure over its quantity, each in the unit of its key.

    Args:
        key: key of the figure.
    """
    quantity = QUANTITY[key]
    return 1.0 if quantity == key else from_si(key, 1.0) * to_si(quantity, 1.0)
