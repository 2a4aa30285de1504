r"""Tyre: rolling force by load, speed and temperature, and grip.

$$F = \mu_r\, N\, (1 + \kappa v^2)\, (1 + \beta (T_{warm} - T))$$

The coast-down reference is a warm tyre, as 80 km/h held for long leaves it: there its loss and its
cooling meet at `warm_rise` above 20 C air, and it keeps the regulation's force exactly. Cooling
grows from that of a standing tyre in proportion to speed, so that a slow or stopping car has colder
tyres than the coast-down had, and a fast one warmer.

Source: SAE J2452 (load and speed); ISO 28580 (temperature; 80 km/h); the straight line after
McAdams, Heat Transmission (1954), for a plate in a wind.
"""

from dataclasses import replace

import equinox as eqx
import jax.numpy as jnp
from jaxtyping import Float

from carwright.arrays import Array
from carwright.conditions import REFERENCE_AIR
from carwright.state import Scalar
from carwright.units import to_si

WARM_SPEED = to_si("speed_kmh", 80.0)
"""Speed at which a tyre comes to be as warm as a coast-down finds it [m/s]."""


class Tyre(eqx.Module):
    """The four tyres as one."""

    rolling_coefficient: Scalar
    """Rolling force over load of the loaded car, warm, at rest speed [-]."""
    load_exponent: Scalar
    """Power of its load with which rolling force grows [-]."""
    speed_rise: Scalar
    """Growth of rolling force with the square of speed [s^2/m^2]."""
    temperature_coefficient: Scalar
    """Rise of rolling force for each kelvin colder [1/K]."""
    warm_rise: Scalar
    """How much warmer than the air a warm tyre runs [K]."""
    still_share: Scalar
    """Cooling of a standing tyre over that at 80 km/h [-]."""
    heat_capacity: Scalar
    """Heat capacity of the four tyres [J/K]."""
    grip: Scalar
    """Greatest force over load, dry road [-]."""
    radius: Scalar
    """Rolling radius [m]."""

    def under(self, load_ratio: Float[Array, "*batch"]) -> "Tyre":
        r"""Return the tyre under another load: its coefficient goes with $N^{e - 1}$.

        Args:
            load_ratio: (...) new load over the load that the coefficient holds for [-].
        """
        growth = load_ratio ** (self.load_exponent - 1.0)
        return replace(self, rolling_coefficient=self.rolling_coefficient * growth)

    def stiffness(self, temperature: Scalar) -> Scalar:
        """Rolling force over that of a warm tyre in reference air [-], never below a fifth.

        Args:
            temperature: () tyre temperature [K].
        """
        colder = REFERENCE_AIR + self.warm_rise - temperature
        return jnp.maximum(1.0 + self.temperature_coefficient * colder, 0.2)

    def cooling(self, weight: Scalar, speed: Scalar) -> Scalar:
        """Heat that goes to the air for each kelvin that the tyres are warmer than it [W/K].

        Args:
            weight: () load on the road [N].
            speed: () road speed [m/s].
        """
        warm_loss = weight * self.rolling_coefficient * (1.0 + self.speed_rise * WARM_SPEED**2)
        whole = warm_loss * (WARM_SPEED / self.warm_rise)
        faster = speed * (1.0 / WARM_SPEED)
        return whole * (self.still_share + (1.0 - self.still_share) * faster)
