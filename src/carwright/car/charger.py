r"""Onboard charger: AC from the wall to DC on the car's high-voltage side.

While it charges it loses a constant and a share of what it takes, so that a weak supply charges
less efficiently than a strong one:

$$P_{dc} = P_{ac} (1 - \lambda) - P_0$$

Beside the pack it feeds the 12 V loads and pumps that charging keeps awake. Powers are positive in
the direction wall to pack.
Source of the form: idle loss and loss by load of power converters, first order (assumed).
"""

import equinox as eqx

from carwright.state import Scalar


class Charger(eqx.Module):
    """The onboard charger and what it keeps awake."""

    power: Scalar
    """Greatest AC power taken from the wall [W]."""
    constant_loss: Scalar
    """Lost at any load while it charges [W]."""
    loss_share: Scalar
    """Share of the AC power lost besides [-]."""
    auxiliaries: Scalar
    """12 V loads and pumps that are on while it charges [W]."""

    def output(self, wall: Scalar) -> Scalar:
        """Return what comes out for an AC power [W]; negative where that does not cover the loss.

        Args:
            wall: () AC power [W].
        """
        return wall * (1.0 - self.loss_share) - self.constant_loss
