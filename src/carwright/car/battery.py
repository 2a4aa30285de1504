r"""Battery: a pack as a rest voltage, a resistance and two RC pairs; its limits and its current.

All voltages and resistances are of the whole pack. Over one step the current is constant; the RC
voltages follow their exact exponentials and the circuit is solved for the step's mean power, so
that the books close:

$$P = I (E - R I), \qquad I = \frac{2 P}{E + \sqrt{E^2 - 4 R P}}$$

with E and R the step-mean source: rest voltage at mid-step charge less polarisation. The pairs keep
their capacitance; their resistance, and so their time constant, follows charge and temperature.
Source: Plett, Battery Management Systems vol. 1 (2015), ch. 2 (two RC pairs); the step mean is
ours.
"""

from typing import NamedTuple

import equinox as eqx
import jax.numpy as jnp
from jaxtyping import Int

from carwright.arrays import Array
from carwright.car import cell
from carwright.once import once
from carwright.state import Scalar

REFERENCE_TEMPERATURE = 298.15
"""Temperature to which resistances refer [K]."""
LAST_CURRENT = 0.05
"""Current at which a charge ends, over that which fills the pack in an hour [-] (assumed: C/20)."""
BUFFERED = 0.02
"""Charge free above a full display from which on that charge's voltage is never passed at a DC
station; below, the nearer to none the nearer to the cells' own greatest (assumed) [share]."""
OHMIC_COLD_SHARE = 0.6
"""Share of the ohmic resistance that follows the activation energy; the rest is metal (assumed)."""


class Circuit(NamedTuple):
    """The pack as the step sees it: a source behind a resistance, and its two pairs."""

    source: Scalar
    """Step-mean source voltage at zero current [V]."""
    resistance: Scalar
    """Step-mean resistance: what a constant current loses by the mean of the step [ohm]."""
    rest: Scalar
    """Rest voltage at the start of the step [V]."""
    unloaded: Scalar
    """Voltage at zero current at the start of the step, as the drive units find it [V]."""
    ohmic: Scalar
    """Ohmic resistance [ohm]."""
    sag: Scalar
    """Half of the rest voltage that the step takes away, for each ampere [ohm]."""
    kink_below: Scalar
    """Change of slope into the span of charge below, times half a pack [V]."""
    kink_above: Scalar
    """Change of slope into the span of charge above, times half a pack [V]."""
    into: Scalar
    """Charge above the lower end of the span [share]."""
    fast_resistance: Scalar
    """Resistance of the fast pair [ohm]."""
    slow_resistance: Scalar
    """Resistance of the slow pair [ohm]."""
    fast_conductance: Scalar
    """One over the resistance of the fast pair [S]."""
    slow_conductance: Scalar
    """One over the resistance of the slow pair [S]."""
    fast_decay: Scalar
    """What is left of the fast pair's voltage after the step [-]."""
    slow_decay: Scalar
    """What is left of the slow pair's voltage after the step [-]."""
    fast_mean: Scalar
    """Step mean of the fast pair's decay [-]."""
    slow_mean: Scalar
    """Step mean of the slow pair's decay [-]."""


class Battery(eqx.Module):
    """The pack."""

    chemistry: Int[Array, ""]
    """Number of the chemistry: block of the cell table [-]."""
    cells_in_series: Scalar
    """Cells in series [-]."""
    shift: cell.Shift
    """How the rest voltage of a cell differs from its chemistry's curve [V]."""
    capacity: Scalar
    """Charge of the pack from full to empty, as it is now [C]."""
    resistance: Scalar
    """Resistance after ten seconds, half full, 25 C [ohm]."""
    activation: Scalar
    """Activation energy of the resistance over the gas constant [K]."""
    ohmic_share: Scalar
    """Ohmic resistance over that after ten seconds [-]."""
    fast_share: Scalar
    """Resistance of the fast pair over that after ten seconds [-]."""
    slow_share: Scalar
    """Resistance of the slow pair over that after ten seconds [-]."""
    fast_capacitance: Scalar
    """Capacitance of the fast pair [F]."""
    slow_capacitance: Scalar
    """Capacitance of the slow pair [F]."""
    empty_charge: Scalar
    """Charge at 0 % of the display [share]."""
    full_charge: Scalar
    """Charge at 100 % of the display [share]."""
    nominal_voltage: Scalar
    """Mean rest voltage of the pack [V]."""
    lowest_voltage: Scalar
    """Least voltage under load [V]."""
    highest_voltage: Scalar
    """Greatest voltage under charge [V]."""
    full_voltage: Scalar
    """Voltage held at the end of a charge: at rest when full, more by what the last current loses
    [V]."""
    held_voltage: Scalar
    """Voltage at which a DC charge is held: that of the full display where the pack keeps charge
    free above it, else the greatest [V]."""
    discharge_power: Scalar
    """Greatest power given [W]."""
    charge_power: Scalar
    """Greatest power taken from regeneration [W]."""
    usable_energy: Scalar
    """Energy between 100 and 0 % of the display at rest voltage, as it is now [J]."""
    derate_start: Scalar
    """Cell temperature at which power begins to fade [K]."""
    derate_end: Scalar
    """Cell temperature at which the pack gives and takes nothing [K]."""
    heat_capacity: Scalar
    """Heat capacity of the pack [J/K]."""
    conductance: Scalar
    """Heat flow from pack to air [W/K]."""

    def circuit(
        self, charge: Scalar, fast: Scalar, slow: Scalar, temperature: Scalar, dt: Scalar
    ) -> Circuit:
        """Return the pack as one step sees it.

        Args:
            charge: () charge at the start [share].
            fast: () voltage of the fast pair at the start [V].
            slow: () voltage of the slow pair at the start [V].
            temperature: () cell temperature [K].
            dt: () step [s].
        """
        span, into = cell.place(charge)
        row, into = once((cell.table(charge.dtype)[self.chemistry * cell.SPANS + span], into))
        rest = self.cells_in_series * (row[0] + row[1] * into + self.shift.at(charge))
        cold = jnp.exp(self.activation * (1.0 / temperature - 1.0 / REFERENCE_TEMPERATURE))
        base = self.resistance * (row[4] + row[5] * into)
        ohmic = base * (self.ohmic_share * (1.0 - OHMIC_COLD_SHARE + OHMIC_COLD_SHARE * cold))
        slower = base * cold
        conductance = 1.0 / slower
        rest, ohmic, slower, conductance = once((rest, ohmic, slower, conductance))
        fast_conductance = conductance * (1.0 / self.fast_share)
        slow_conductance = conductance * (1.0 / self.slow_share)
        fast_decay = jnp.exp(-fast_conductance * (dt / self.fast_capacitance))
        slow_decay = jnp.exp(-slow_conductance * (dt / self.slow_capacitance))
        fast_mean = (1.0 - fast_decay) * (slower * (self.fast_share * self.fast_capacitance / dt))
        slow_mean = (1.0 - slow_decay) * (slower * (self.slow_share * self.slow_capacitance / dt))
        fast_mean, slow_mean, fast_decay, slow_decay = once(
            (fast_mean, slow_mean, fast_decay, slow_decay)
        )
        sag = (row[1] + self.shift.tilt) * (0.5 * self.cells_in_series * dt / self.capacity)
        pairs = self.fast_share * (1.0 - fast_mean) + self.slow_share * (1.0 - slow_mean)
        return once(
            Circuit(
                source=rest - fast_mean * fast - slow_mean * slow,
                resistance=ohmic + sag + slower * pairs,
                rest=rest,
                unloaded=rest - fast - slow,
                ohmic=ohmic,
                sag=sag,
                kink_below=0.5 * self.cells_in_series * (row[2] - row[1]),
                kink_above=0.5 * self.cells_in_series * (row[3] - row[1]),
                into=into,
                fast_resistance=self.fast_share * slower,
                slow_resistance=self.slow_share * slower,
                fast_conductance=fast_conductance,
                slow_conductance=slow_conductance,
                fast_decay=fast_decay,
                slow_decay=slow_decay,
                fast_mean=fast_mean,
                slow_mean=slow_mean,
            )
        )

    def cool(self, temperature: Scalar) -> Scalar:
        """Return what is left of power in hot cells [-].

        Args:
            temperature: () cell temperature [K].
        """
        span = 1.0 / jnp.maximum(self.derate_end - self.derate_start, 1.0)
        return jnp.clip((self.derate_end - temperature) * span, 0.0, 1.0)

    def power_limits(
        self, circuit: Circuit, charge_fade: Scalar, cool: Scalar
    ) -> tuple[Scalar, Scalar]:
        """Return the greatest power that the pack gives and takes [W], both positive.

        Args:
            circuit: the pack in this step.
            charge_fade: () share of regenerated power that a full or cold pack still takes [-].
            cool: () what is left of power in hot cells [-].
        """
        source, resistance = circuit.source, circuit.resistance
        conductance = 1.0 / resistance
        deepest = jnp.clip(
            (source - self.lowest_voltage) * conductance, 0.0, 0.45 * source * conductance
        )
        highest = jnp.maximum(self.highest_voltage - source, 0.0) * conductance
        give = jnp.minimum(self.discharge_power, deepest * (source - resistance * deepest))
        take = jnp.minimum(
            self.charge_power * charge_fade, highest * (source + resistance * highest)
        )
        return cool * give, cool * take

    def current(self, circuit: Circuit, power: Scalar, dt: Scalar) -> tuple[Scalar, Scalar]:
        r"""Return the current that gives `power` [A] and the step-mean chemical power [W].

        The rest voltage is a straight line within a span of charge. Where the step crosses into the
        next span (its power is more than what empties or fills the span in the time), the kink k at
        distance e from the start changes the chemical power by $-(k / c) (c I - e)^2$ with $c =
        \Delta t / Q$: the equation stays quadratic and exact.

        Args:
            circuit: the pack in this step.
            power: () step-mean power at the terminals, positive out [W].
            dt: () step [s].
        """
        source, resistance, into = circuit.source, circuit.resistance, circuit.into
        per_ampere = dt / self.capacity
        lowest, highest = into * (1.0 / per_ampere), (into - 1.0 / cell.SPANS) * (1.0 / per_ampere)
        below = (power > lowest * (source - resistance * lowest)) & (into >= 0.0)
        falls = below & (2.0 * resistance * lowest < source)
        above = power < highest * (source - resistance * highest)
        rises = above & (highest <= 0.0)
        kink = jnp.where(falls, circuit.kink_below, jnp.where(rises, circuit.kink_above, 0.0))
        edge = jnp.where(falls, into, into - 1.0 / cell.SPANS)
        kink, edge = once((kink, edge))
        per_share = kink * (self.capacity / dt)
        bent, stiffer = source + 2.0 * kink * edge, resistance + kink * per_ampere
        asked = power + per_share * edge * edge
        space = bent * bent - 4.0 * stiffer * asked
        possible = space > 0.0
        root = jnp.where(possible, jnp.sqrt(jnp.where(possible, space, 1.0)), 0.0)
        most = 0.25 * bent * bent / stiffer
        current = once(2.0 * jnp.where(possible, asked, most) / (bent + root))
        beyond = current * per_ampere - edge
        chemical = current * (circuit.rest - circuit.sag * current) - per_share * beyond * beyond
        return current, chemical
