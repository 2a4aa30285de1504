"""Which figure of a car each quality of its road load scales, by key with unit."""

from types import MappingProxyType

SCALED = MappingProxyType({"drag": "drag_coefficient", "rolling": "rolling_resistance_coefficient"})
"""The figure that a quality multiplies by its exponential."""
QUALITY_OF = MappingProxyType({key: name for name, key in SCALED.items()})
"""The quality behind a figure."""
