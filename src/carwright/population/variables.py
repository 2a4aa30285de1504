"""Which figures of a car each quality scales, by key with unit."""

from types import MappingProxyType

from carwright.figure_table import SIDES

_UNIT_LOSSES = (
    "copper_loss_share",
    "load_iron_loss_share",
    "inverter_loss_share",
    "gear_loss_share",
)
"""Losses that go with torque: what a unit draws without torque is its own, and no factor's."""

SCALED = MappingProxyType(
    {
        "charging_loss": ("onboard_charger_loss_share",),
        "drive_loss": tuple(f"{side}_{loss}" for side in SIDES for loss in _UNIT_LOSSES),
        "idle_load": ("auxiliary_power_w", *(f"{side}_standby_power_w" for side in SIDES)),
        "regeneration_fade": ("regeneration_fade_low_kmh", "regeneration_fade_high_kmh"),
        "drag": ("drag_coefficient",),
        "rolling": ("rolling_resistance_coefficient",),
        "stated_energy": ("battery_usable_energy_kwh",),
    }
)
"""Figures that a quality multiplies by its exponential."""
QUALITY_OF = MappingProxyType({key: name for name, keys in SCALED.items() for key in keys})
"""The quality behind a figure."""
