r"""Drive unit: motor and inverter of one axle, as a loss surface and a torque-speed envelope.

At a given speed the electric loss is quadratic in torque, so that power limits invert and axles
share in closed form:

$$P = k_2 T^2 + k_1 |T| + k_0$$

`k_2` holds copper, also the current that replaces a weakened flux; `k_1` the iron loss that grows
with load and the inverter's knee voltages and switching, which go with current; `k_0` standby, what
switching costs at any torque, and the current that weakens the field of magnets above base speed.
Switching goes with the bus voltage too. The drag of a turning motor without current (eddy currents,
windage) is a torque on the shaft and stands by itself: a coast-down contains it, up to the speed at
which a coasting car begins to weaken the field and draws that power from the battery.

How losses grow with size stands in `figure_dependencies.csv`: a machine of the same section and so
much longer has copper loss by torque over its length and iron and drag with it; the inverter's go
with current, which is torque times base speed over voltage, and without current with its rating.

Source: form after Larminie and Lowry, Electric Vehicle Technology Explained, 2nd ed. (2012),
section 7.2, with field weakening and inverter terms; coefficients fitted to measured points by
`tools/fit_drive_unit.py`.
"""

from typing import NamedTuple

import equinox as eqx
import jax.numpy as jnp

from carwright.state import Scalar

SWITCHED = 0.6
"""Share of switching in the inverter's loss by current, the rest knee voltages [-] (device data of
a 750 V module at 400 V and 10 kHz: 196 of 334 W from 50 to 150 A).
"""


class Loss(NamedTuple):
    """Electric loss at one speed, as a quadratic of the torque's size."""

    quadratic: Scalar
    """Copper [W/(Nm)^2]."""
    linear: Scalar
    """Iron under load and inverter [W/Nm]."""
    constant: Scalar
    """Standby, switching and field weakening while the axle gives torque [W]."""
    off: Scalar
    """Standby and field weakening while it gives none [W]."""


class DriveUnit(eqx.Module):
    """Motor and inverter of one axle; an absent one has no torque, loss or mass."""

    present: Scalar
    """1 where the axle is driven, else 0 [-]."""
    peak_torque: Scalar
    """Greatest torque at the motor shaft [Nm]."""
    peak_power: Scalar
    """Greatest mechanical power, short, as rated [W]."""
    delivered_share: Scalar
    """Greatest power that a car on the road gets over the rated one [-]."""
    first_gear_step: Scalar
    """First gear over the gear that it drives in; 1 with one gear [-]."""
    base_speed: Scalar
    """Shaft speed where peak torque meets peak power [rad/s]."""
    continuous_share: Scalar
    """Lasting over peak power [-]."""
    copper: Scalar
    """Copper loss for each square newton metre; immense where there is no unit [W/(Nm)^2]."""
    load_iron: Scalar
    """Iron loss that grows with torque and speed [W s/(Nm rad)]."""
    inverter: Scalar
    """Knee voltages and switching for each newton metre, at nominal voltage [W/Nm]."""
    weakened_copper: Scalar
    """Growth of copper loss with the square of speed over base speed, beyond it [-]."""
    switching: Scalar
    """Of switching, without current, while the unit gives torque, at nominal voltage [W]."""
    standby: Scalar
    """Draw of the awake inverter [W]."""
    weakening: Scalar
    """Loss of weakening the field, over what of the flux is weakened [W]."""
    onset_speed: Scalar
    """Shaft speed at which field weakening begins, at nominal voltage [rad/s]."""
    holds_field: Scalar
    """1 for magnets that turn with the wheels, weakened even without torque, else 0 [-]."""
    drag_linear: Scalar
    """Eddy-current drag torque for each speed, no current [Nm s/rad]."""
    drag_quadratic: Scalar
    """Windage torque for each square of speed [Nm s^2/rad^2]."""
    derate_start: Scalar
    """Temperature at which peak power begins to fade [K]."""
    derate_end: Scalar
    """Temperature at which only lasting power is left [K]."""
    heat_capacity: Scalar
    """Heat capacity of the unit [J/K]."""
    conductance: Scalar
    """Heat flow to the surroundings [W/K]."""

    def slowness(self, shaft_speed: Scalar) -> Scalar:
        """Return one over the shaft speed, or over half of base speed if greater [s/rad].

        Power over speed is never formed below that.

        Args:
            shaft_speed: () motor speed [rad/s].
        """
        return 1.0 / jnp.maximum(shaft_speed, 0.5 * self.base_speed)

    def torque_limit(self, slowness: Scalar, voltage_ratio: Scalar, temperature: Scalar) -> Scalar:
        """Return the greatest torque [Nm], driving or braking.

        Args:
            slowness: () one over motor speed, as `slowness` gives it [s/rad].
            voltage_ratio: () bus voltage over nominal [-].
            temperature: () unit temperature [K].
        """
        power = self.delivered_power * jnp.minimum(voltage_ratio, 1.0)
        return self.fade(temperature) * jnp.minimum(self.launch_torque, power * slowness)

    def fade(self, temperature: Scalar) -> Scalar:
        """Return what is left of torque and power in a warm unit [-]; nothing of an absent one.

        Args:
            temperature: () unit temperature [K].
        """
        span = 1.0 / jnp.maximum(self.derate_end - self.derate_start, 1.0)
        cool = jnp.clip((self.derate_end - temperature) * span, 0.0, 1.0)
        return self.present * (self.continuous_share + (1.0 - self.continuous_share) * cool)

    @property
    def launch_torque(self) -> Scalar:
        """Greatest torque in first gear, as if in the gear that it drives in [Nm]."""
        return self.peak_torque * self.first_gear_step

    @property
    def delivered_power(self) -> Scalar:
        """Greatest mechanical power that a car on the road gets, short [W]."""
        return self.peak_power * self.delivered_share

    @property
    def peak_loss(self) -> Scalar:
        """Loss at base speed and peak torque, where power reaches its peak [W]."""
        growing = (self.load_iron * self.base_speed + self.inverter) * self.peak_torque
        copper = self.present * self.copper * self.peak_torque * self.peak_torque
        return copper + growing + self.standby + self.switching

    def loss(
        self, shaft_speed: Scalar, slowness: Scalar, voltage_ratio: Scalar, voltage_inverse: Scalar
    ) -> Loss:
        """Return the electric loss at one speed as a quadratic of torque.

        Args:
            shaft_speed: () motor speed [rad/s].
            slowness: () one over it, as `slowness` gives it [s/rad].
            voltage_ratio: () bus voltage over nominal [-].
            voltage_inverse: () one over that [-].
        """
        weak = jnp.maximum(1.0 - self.onset_speed * voltage_ratio * slowness, 0.0)
        weakening = self.weakening * weak
        beyond = shaft_speed * voltage_inverse * (1.0 / self.base_speed)
        return Loss(
            quadratic=self.copper
            * (1.0 + self.weakened_copper * jnp.maximum(beyond * beyond - 1.0, 0.0)),
            linear=self.load_iron * shaft_speed
            + self.inverter * ((1.0 - SWITCHED) + SWITCHED * voltage_ratio),
            constant=self.standby + self.switching * voltage_ratio + weakening,
            off=self.standby + self.holds_field * weakening,
        )
