r"""Inside: what a battery loses in itself from full to empty, and what is left for a test.

At charge q a settled current I through the resistance R of the pack, all pairs included, loses

$$\lambda = \frac{\int R I\,dq}{\int U_0\,dq}, \qquad P = I (U_0 - R I)$$

of its rest energy; the integrals are means over equal spans of the display. A test of cycles and
steady runs, with f the share of the cycles, leaves

$$UBE = E_{rest} (1 - f \lambda_{cycle} - (1 - f) \lambda_{steady})$$
"""

from typing import NamedTuple

import jax
import jax.numpy as jnp

from carwright.car.battery import Battery
from carwright.native_call.function import native
from carwright.rate.leg import SOAK_TEMPERATURE
from carwright.state import Scalar

LONG = 1e4
"""Time after which a current has settled in every pair [s]."""
SPANS = 8
"""Spans of the display over which the means are taken [-]."""


class Filling(NamedTuple):
    """What fills a full test, as one drive of each of its cycles shows it."""

    energy: Scalar
    """Of one drive of each cycle at the battery's terminals [J]."""
    chemical: Scalar
    """Out of the cells' chemistry in them [J]."""
    duration: Scalar
    """Mean duration of a cycle [s]."""
    charge: Scalar
    """Mean charge of the cells in them [share]."""
    power: Scalar
    """Their mean power at the terminals [W]."""
    dynamic: Scalar
    """Energy of all cycles in the full test, without bound where they fill it [J]."""
    steady_power: Scalar
    """At the terminals in the steady runs [W]."""


@native("usable")
def usable_in_test(battery: Battery, test: Filling) -> Scalar:
    """Return the energy of a whole test at the battery's terminals: UBE [J].

    In the mean the cells have half the warmth that their losses leave in them at the end.

    Args:
        battery: the pack.
        test: what fills the test.
    """
    soaked = jnp.full_like(test.power, SOAK_TEMPERATURE)
    settling = lost_at(battery, test.power, soaked, test.charge, test.duration)
    excess = (1.0 - test.energy / test.chemical) / settling
    share = jnp.minimum(test.dynamic / battery.usable_energy, 1.0)

    def lost(temperature: Scalar) -> Scalar:
        by_cycle = excess * lost_inside(battery, test.power, temperature)
        return share * by_cycle + (1.0 - share) * lost_inside(
            battery, test.steady_power, temperature
        )

    time = battery.usable_energy / (share * test.power + (1.0 - share) * test.steady_power)
    warmth = battery.usable_energy * lost(soaked)
    rise = 0.5 * warmth / (battery.heat_capacity + 0.5 * battery.conductance * time)
    return battery.usable_energy * (1.0 - lost(soaked + rise))


def lost_inside(battery: Battery, power: Scalar, temperature: Scalar) -> Scalar:
    """Return the share of its rest energy that a battery loses inside, from full to empty.

    Args:
        battery: the pack.
        power: () steady power at its terminals, positive out [W].
        temperature: () cell temperature [K].
    """
    middles = (jnp.arange(SPANS, dtype=power.dtype) + 0.5) / SPANS
    charges = battery.empty_charge + middles * (battery.full_charge - battery.empty_charge)
    settled = jnp.full_like(power, LONG)
    # One span after the other: a native program reads the cells' table at one place at a time.
    drop, rest = jax.lax.map(
        lambda charge: _voltages(battery, power, temperature, charge, settled), charges
    )
    return jnp.sum(drop) / jnp.sum(rest)


def lost_at(
    battery: Battery, power: Scalar, temperature: Scalar, charge: Scalar, duration: Scalar
) -> Scalar:
    """Return the share of its rest energy that a battery loses inside at one charge.

    Args:
        battery: the pack.
        power: () steady power at its terminals, positive out [W].
        temperature: () cell temperature [K].
        charge: () charge of the cells over their capacity [share].
        duration: () for how long, from rest [s].
    """
    drop, rest = _voltages(battery, power, temperature, charge, duration)
    return drop / rest


def _voltages(
    battery: Battery, power: Scalar, temperature: Scalar, charge: Scalar, duration: Scalar
) -> tuple[Scalar, Scalar]:
    """Mean voltage lost inside, and rest voltage, at a charge, from rest."""
    nothing = jnp.zeros_like(power)
    circuit = battery.circuit(charge, nothing, nothing, temperature, duration)
    space = circuit.rest**2 - 4.0 * (circuit.resistance - circuit.sag) * power
    root = jnp.where(space > 0.0, jnp.sqrt(jnp.where(space > 0.0, space, 1.0)), 0.0)
    return 0.5 * (circuit.rest - root), circuit.rest
