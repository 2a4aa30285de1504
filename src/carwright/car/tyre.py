r"""Tyre: rolling force by load, speed and temperature, and grip.

$$F = \mu_r\, N\, (1 + \kappa v^2)\, (1 + \beta (T_{warm} - T))$$

The coast-down reference is a warm tyre: the one whose loss and cooling meet at `warm_rise` above 20
C air. Cooling is therefore the reference loss times the present over the warm rise, and a warm tyre
in reference air keeps the regulation's force exactly.

Source: SAE J2452 (load and speed); ISO 28580 (temperature).
"""

from dataclasses import replace

import equinox as eqx
import jax.numpy as jnp

from carwright.conditions import REFERENCE_AIR
from carwright.state import Scalar


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
    heat_capacity: Scalar
    """Heat capacity of the four tyres [J/K]."""
    grip: Scalar
    """Greatest force over load, dry road [-]."""
    radius: Scalar
    """Rolling radius [m]."""

    def under(self, load_ratio: Scalar) -> "Tyre":
        r"""Return the tyre under another load: its coefficient goes with $N^{e - 1}$.

        Args:
            load_ratio: () new load over the load that the coefficient holds for [-].
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
