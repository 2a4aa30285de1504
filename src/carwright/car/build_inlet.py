"""build_inlet: the figures of the DC plug to the inlet of a car. Pure JAX."""

from itertools import pairwise

import jax.numpy as jnp

from carwright.car.battery import Battery
from carwright.car.inlet import Inlet
from carwright.figure_table import CHARGE_RATES
from carwright.figure_vector import Figures
from carwright.units import bare

NARROWEST = 1.0
"""Least span of temperature over which power fades [K]."""


def build_inlet(figures: Figures, battery: Battery) -> Inlet:
    """Return the inlet of a car.

    Args:
        figures: figures of the car.
        battery: its pack.
    """
    powers = [battery.usable_energy * figures[bare(key)] for key in CHARGE_RATES]
    slopes = [after - before for before, after in pairwise(powers)]
    bends = [after - before for before, after in pairwise(slopes)]
    start = figures["charge_hot_start"]
    return Inlet(
        power=figures["dc_peak_power"],
        current=figures["dc_peak_current"],
        booster=figures["dc_booster_power"],
        loss_share=figures["dc_loss_share"],
        empty_charge=battery.empty_charge,
        point_spacing=(battery.full_charge - battery.empty_charge) / (len(powers) - 1),
        empty_power=powers[0],
        first_slope=slopes[0],
        bends=tuple(bends),
        activation=figures["charge_activation_temperature"],
        warm=figures["charge_warm"],
        hot_start=start,
        hot_end=jnp.maximum(figures["charge_hot_end"], start + NARROWEST),
    )
