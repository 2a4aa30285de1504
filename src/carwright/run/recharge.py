"""recharge: a car at the plug until it is full, in a fixed number of long steps.

Each step is as long as its equal part of the missing charge takes at the current that flows now, so
that the end comes after all steps, however the current falls on the way. The last few steps make up
for what it fell within each; what is left of a step after the car is full draws nothing.
"""

import equinox as eqx
import jax
import jax.numpy as jnp

from carwright.car.car import Car
from carwright.codes import Outcome
from carwright.run.asks import plugged
from carwright.run.ledger import Ledger, close
from carwright.run.simulate import reference_environment
from carwright.run.step import step
from carwright.state import Environment, Record, Scalar, State

PARTS = 160
"""Equal parts of the missing charge: each is within one span of charge, so that the books close."""
ENDING = 24
"""Steps after them, each long enough for all that is still missing."""
MARGIN = 2.0
"""Length of each of those over the time that its charge takes at the current that flows now [-]."""
SETTLED = 1e5
"""Time after which a current has settled in every pair [s]."""


class Recharge(eqx.Module):
    """What a recharge took from the wall and where it went."""

    energy_ac: Scalar
    """At the wall [J]."""
    energy_dc: Scalar
    """Into the pack's terminals [J]."""
    energy_stored: Scalar
    """Rest-voltage energy that the pack gained [J]."""
    duration: Scalar
    """Time until full [s]."""
    end: State
    """The car at the end; its clock has run on after it was full [-]."""
    ledger: Ledger
    """Both books [J]."""


@jax.jit
def recharge(car: Car, start: State, environment: Environment | None = None) -> Recharge:
    """Charge one car by its onboard charger until it is full.

    Args:
        car: the car.
        start: the car as it is plugged in, at its temperatures; it stands.
        environment: what surrounds it; None is the air of its own road load.
    """
    surroundings = reference_environment(car) if environment is None else environment
    still, followed = jnp.zeros_like(start.speed), jnp.full_like(start.outcome, Outcome.FOLLOWED)
    start = eqx.tree_at(lambda state: (state.speed, state.outcome), start, (still, followed))
    missing = car.battery.full_charge - start.charge
    ask = plugged(car.charger.power)

    def move(carry: tuple[State, Record], part: Scalar) -> tuple[tuple[State, Record], None]:
        state, totals = carry
        wanted = start.charge + missing * jnp.minimum(part, 1.0) - state.charge
        stretch = jnp.where(part > 1.0, MARGIN, 1.0).astype(part.dtype)
        dt = stretch * _time(car, state, wanted)
        state, record = step(car, state, ask, surroundings, dt)
        totals = jax.tree.map(lambda total, power: total + power * dt, totals, record)
        return (state, totals), None

    nothing = Record(**dict.fromkeys(Record.__dataclass_fields__, jnp.zeros_like(car.body.mass)))
    parts = jnp.arange(1, PARTS + ENDING + 1, dtype=missing.dtype) / PARTS
    body = jax.checkpoint(move, prevent_cse=False)
    (end, totals), _ = jax.lax.scan(body, (start, nothing), parts)
    ledger = close(car, start, end, totals)
    return Recharge(
        energy_ac=totals.grid,
        energy_dc=totals.terminal_in - totals.terminal_out,
        energy_stored=-ledger.chemical,
        duration=_duration(car, totals),
        end=end,
        ledger=ledger,
    )


def _time(car: Car, state: State, wanted: Scalar) -> Scalar:
    """About how long the pack takes to take in some charge [s], at least a second."""
    battery, charger = car.battery, car.charger
    nothing = jnp.zeros_like(state.charge)
    settled = battery.circuit(
        state.charge, nothing, nothing, state.cell_temperature, nothing + SETTLED
    )
    resistance = settled.resistance - settled.sag
    load = charger.auxiliaries / car.accessories.dcdc_efficiency
    power = jnp.maximum(charger.output(charger.power) - load, 0.01 * charger.power)
    steady = 2.0 * power / (settled.rest + jnp.sqrt(settled.rest**2 + 4.0 * resistance * power))
    held = jnp.maximum(battery.full_voltage - settled.rest, 1e-4 * settled.rest) / resistance
    current = jnp.minimum(steady, held)
    return jnp.maximum(wanted * battery.capacity / current, 1.0)


def _duration(car: Car, totals: Record) -> Scalar:
    """Time of charging, from what charging costs at any load."""
    charger = car.charger
    power = charger.constant_loss + charger.auxiliaries / car.accessories.dcdc_efficiency
    lost = totals.charger - charger.loss_share * totals.grid
    return (lost + totals.auxiliaries + totals.dcdc) / power
