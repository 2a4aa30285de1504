"""Inlet: what a DC station may give, and what the cells take at their charge and temperature.

The power that cells take falls with charge, as lithium enters the graphite ever more slowly, and
with cold, below which it would plate; near a hot limit it fades to nothing:

    power = min(peak, warm(charge) * exp(-activation * max(1/T - 1/T_warm, 0))) * fade(T)

What warm cells take is a straight line between points of charge on the display, one every tenth,
here as a start, a first slope and the bend at each point between: no table is looked up. Powers are
at the station's outlet, where they are published.
Source of the form: limits by plating, Yang et al., Proc. Natl. Acad. Sci. 115 (2018) 7266
(Arrhenius of rate over temperature); the numbers are figures of the car. [M]
"""

import equinox as eqx
import jax.numpy as jnp

from carwright.state import Scalar

STATION_LOSS_SHARE = 0.05
"""Share of the grid's power that a DC station loses before its outlet [-] [M] (assumed: 0.04 to
0.07 at half load and more)."""
BOOSTER_LOSS_SHARE = 0.03
"""Share of its power that a booster loses [-] [M] (assumed)."""


class Inlet(eqx.Module):
    """The DC inlet and what the cells take through it."""

    power: Scalar
    """Greatest power at the station's outlet [W]."""
    current: Scalar
    """Greatest current through the inlet [A]."""
    booster: Scalar
    """Greatest power from a station whose voltage is below the pack's [W]."""
    loss_share: Scalar
    """Share of the outlet's power lost in cable, inlet and contactors [-]."""
    empty_charge: Scalar
    """Charge of the cells at the first point [share]."""
    point_spacing: Scalar
    """Charge of the cells from one point to the next [share]."""
    empty_power: Scalar
    """Power that warm cells take at the first point [W]."""
    first_slope: Scalar
    """Its change to the second point [W]."""
    bends: tuple[Scalar, ...]
    """Change of that change at each point between the first and the last [W]."""
    activation: Scalar
    """Activation energy of what cold cells take over the gas constant [K]."""
    warm: Scalar
    """Cell temperature above which cells take all of it [K]."""
    hot_start: Scalar
    """Cell temperature at which power begins to fade [K]."""
    hot_end: Scalar
    """Cell temperature at which none is left [K]."""

    def allowed(self, charge: Scalar, temperature: Scalar) -> Scalar:
        """Return the greatest power that the cells take, at the station's outlet [W].

        Args:
            charge: () charge of the cells [share].
            temperature: () cell temperature [K].
        """
        along = (charge - self.empty_charge) * (1.0 / self.point_spacing)
        along = jnp.minimum(jnp.maximum(along, 0.0), len(self.bends) + 1.0)
        warm = self.empty_power + self.first_slope * along
        for place, bend in enumerate(self.bends, start=1):
            warm = warm + bend * jnp.maximum(along - place, 0.0)
        colder = jnp.maximum(1.0 / temperature - 1.0 / self.warm, 0.0)
        cold = warm * jnp.exp(-self.activation * colder)
        fade = (self.hot_end - temperature) * (1.0 / (self.hot_end - self.hot_start))
        return jnp.minimum(self.power, cold) * jnp.minimum(jnp.maximum(fade, 0.0), 1.0)
