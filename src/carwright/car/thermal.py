"""Thermal: the coolant loop that joins cells, drive units, radiator, chiller and heater.

Air-cooled packs are the same structure: their cells reach the coolant through nothing.
"""

import equinox as eqx

from carwright.state import Scalar


class Thermal(eqx.Module):
    """The coolant and what it reaches."""

    heat_capacity: Scalar
    """Heat capacity of the coolant and its pipes [J/K]."""
    pack_conductance: Scalar
    """Heat flow from cells to coolant with its valve open; nothing in an air-cooled pack [W/K]."""
    front_conductance: Scalar
    """Heat flow from front unit to coolant [W/K]."""
    rear_conductance: Scalar
    """Heat flow from rear unit to coolant [W/K]."""
    radiator_still: Scalar
    """Heat flow from coolant to air at rest, by the fan [W/K]."""
    radiator_rise: Scalar
    """Growth of that with road speed [W s/(K m)]."""
    chiller_power: Scalar
    """Greatest heat that the chiller draws out of the coolant [W]."""
    heater_power: Scalar
    """Greatest electric power of the coolant's heater [W]."""
    warm_below: Scalar
    """Cell temperature below which they are heated [K]."""
    cool_above: Scalar
    """Cell temperature above which they are cooled [K]."""
    precondition: Scalar
    """Cell temperature wanted before a fast charge [K]."""
    recovery: Scalar
    """Share of the heat pump's source that warm coolant may give [-]."""
