"""kerb_mass: what a car weighs with the battery and the drive units that its figures name."""

import jax.numpy as jnp

from carwright.figure_table import Machine
from carwright.figure_vector import Figures
from carwright.state import Scalar


def kerb_mass(figures: Figures) -> Scalar:
    """Return kerb mass with the battery and units that the figures name [kg].

    Args:
        figures: figures of one car.
    """
    battery = figures["battery_gross_energy"] - figures["reference_battery_gross_energy"]
    units = sum(
        has_machine(figures, side)
        * (figures[f"{side}_peak_power"] - figures[f"reference_{side}_peak_power"])
        for side in ("front", "rear")
    )
    return (
        figures["kerb_mass"]
        + battery / figures["pack_specific_energy"]
        + units / figures["drive_unit_specific_power"]
    )


def has_machine(figures: Figures, side: str) -> Scalar:
    """Return 1 where an axle has a machine, else 0 [-].

    Args:
        figures: figures of one car.
        side: `front` or `rear`.
    """
    return jnp.where(figures.choice(f"{side}_machine") == Machine.NONE, 0.0, 1.0).astype(
        figures.values.dtype
    )
