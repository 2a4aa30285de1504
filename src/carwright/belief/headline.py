"""headline: the numbers of a car that people ask for first, by the keys that `compare` uses."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from carwright.belief.belief import Belief, banded
from carwright.belief.price import CURRENCIES
from carwright.belief.quantity import meanings
from carwright.belief.simulated import CONSUMPTION, PROCEDURES, RANGE
from carwright.carfile.schema import Claim
from carwright.units import from_si, to_si, unit

Band = tuple[float, float, float]
"""5 %, 50 % and 95 % points."""

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


def headline(found: Belief) -> dict[str, Band]:
    """Return the band of each headline figure, in the unit of its key.

    Args:
        found: what is believed of the car.
    """
    return {key: banded(*values_of(found, key)) for key in QUANTITY}


def values_of(found: Belief, key: str) -> tuple[np.ndarray, np.ndarray]:
    """Return a headline figure of every believable car, and their weights, in the unit of its key.

    Args:
        found: what is believed of the car.
        key: key of the figure.
    """
    logs = found.quantities[:, found.scene.names.index(QUANTITY[key])]
    known = np.isfinite(logs)
    weights = found.weights[known]
    return times(key) * np.exp(logs[known]), weights / np.sum(weights)


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


def figures_of(key: str, claim: Claim) -> tuple[str, ...]:
    """Return the headline figures that a claim may speak of, none where it speaks of no such one.

    Args:
        key: key of the claim in the car file.
        claim: the claim.
    """
    meant = {meaning.quantity.replace("_rollout", "") for meaning in meanings(key, claim)}
    return tuple(name for name, quantity in QUANTITY.items() if quantity in meant)
