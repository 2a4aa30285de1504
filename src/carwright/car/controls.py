"""Controls: what software decides: top speed, regeneration, the choice of axles, the launch."""

import equinox as eqx
import jax.numpy as jnp

from carwright.state import Scalar


class Controls(eqx.Module):
    """Limits and habits of the car's software."""

    top_speed: Scalar
    """Speed at which the car holds itself back [m/s]."""
    regeneration_deceleration: Scalar
    """Deceleration that regeneration alone may give when the pedal is lifted [m/s^2]."""
    regeneration_blend: Scalar
    """Share of braking beyond that which is still regenerated [-]."""
    fade_low: Scalar
    """Speed below which there is no regeneration [m/s]."""
    fade_high: Scalar
    """Speed above which regeneration is whole [m/s]."""
    full_charge: Scalar
    """Charge above which regeneration fades, to nothing when full [share]."""
    cold_none: Scalar
    """Cell temperature below which there is no regeneration [K]."""
    cold_whole: Scalar
    """Cell temperature above which regeneration is whole [K]."""
    front_limit: Scalar
    """Greatest share of the regenerated force on the front axle [-]."""
    rear_limit: Scalar
    """Greatest share of the regenerated force on the rear axle [-]."""
    switching_penalty: Scalar
    """Loss that another choice of axles must save before it is taken [W]."""
    launch_ramp: Scalar
    """Time in which torque builds up when the pedal is pressed at rest [s]."""

    def built_up(self, time: Scalar) -> Scalar:
        """Return the share of torque that has built up since the pedal was pressed at rest [-].

        Args:
            time: () since then [s].
        """
        return jnp.clip(time * (1.0 / jnp.maximum(self.launch_ramp, 1e-6)), 0.0, 1.0)

    def regeneration_force(self, braking: Scalar, mass: Scalar, speed: Scalar) -> Scalar:
        """Return the braking that controls leave to the motors [N], positive.

        Args:
            braking: () braking force asked, positive [N].
            mass: () mass of the car [kg].
            speed: () road speed [m/s].
        """
        lift = mass * self.regeneration_deceleration
        wanted = jnp.minimum(braking, lift) + self.regeneration_blend * jnp.maximum(
            braking - lift, 0.0
        )
        fade = (speed - self.fade_low) * (1.0 / jnp.maximum(self.fade_high - self.fade_low, 1e-3))
        return wanted * jnp.clip(fade, 0.0, 1.0)

    def charge_fade(self, charge: Scalar, full: Scalar, temperature: Scalar) -> Scalar:
        """Return the share of regenerated power that a full or cold pack still takes [-].

        Args:
            charge: () charge [share].
            full: () charge at 100 % of the display [share].
            temperature: () cell temperature [K].
        """
        room = (full - charge) * (1.0 / jnp.maximum(full - self.full_charge, 1e-3))
        warmth = (temperature - self.cold_none) * (
            1.0 / jnp.maximum(self.cold_whole - self.cold_none, 1e-3)
        )
        return jnp.clip(room, 0.0, 1.0) * jnp.clip(warmth, 0.0, 1.0)
