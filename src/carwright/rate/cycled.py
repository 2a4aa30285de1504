"""Cycled: cycles driven once each, one after the other through one program.

A slow or weak car drives its own trace, as `own_trace` has it; the distance that a cap
takes is added at that power where the car is slower than the steady runs.
"""

from dataclasses import replace
from typing import NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
from jax import lax
from jaxtyping import Bool, Float

from carwright.arrays import Array
from carwright.car.car import Car
from carwright.car.load import Load, loaded
from carwright.native_call.function import native
from carwright.rate.lanes import PARTS, Lane
from carwright.rate.leg import SOAK_TEMPERATURE
from carwright.rate.own_trace import own_trace
from carwright.run.around import reference_environment
from carwright.run.simulate import simulate
from carwright.run.start import initial_state, soaked_state
from carwright.state import Scalar, State
from carwright.step.step import SHORTFALL
from carwright.units import to_si

RESERVE = to_si("consumption_wh_per_km", 250.0)
"""Consumption for which a small battery is charged further, so that no cycle empties it [J/m]."""
USUAL = to_si("consumption_wh_per_km", 140.0)
"""Consumption by which the share of a battery is told that the first drive takes [J/m]."""
HIGHEST = 0.95
"""Greatest charge on the display at the start of a cycle [share]."""
PATIENCE = 4
"""Seconds below the tolerance that make a car too weak for the cycle [-]."""
COLUMNS = (
    "speed", "position", "charge", "fast_polarisation", "slow_polarisation", "cell_temperature",
    "time", "terminal_out", "terminal_in", "chemical",
)  # fmt: skip
"""What is read of each step."""

Steps = Float[Array, " steps"]


class Cycled(NamedTuple):
    """What one cycle gave; many have one leading axis. Totals hold the parts that count."""

    energy: Float[Array, " parts"]
    """Of each part at the battery's terminals [J]."""
    refused: Float[Array, " parts"]
    """What a full battery would not take back in each part of its first cycle [J]."""
    distance: Float[Array, " parts"]
    """Of each part [m]."""
    chemical: Scalar
    """Out of the cells' chemistry [J]."""
    duration: Scalar
    """Of the cycle [s]."""
    charge: Scalar
    """Mean charge of the cells [share]."""
    asked: Scalar
    """Distance of the trace [m]."""
    short: Bool[Array, ""]
    """Whether the car missed the trace by more than the tolerance [-]."""
    weak: Bool[Array, ""]
    """Whether it did so for four seconds [-]."""
    steady_power: Scalar
    """At the battery's terminals in the steady runs of the procedure [W]."""
    test_mass: Scalar
    """Mass of the car [kg]."""
    counts: Float[Array, " parts"]
    """1, or 0 for a part that is no part of the cycle for this car [-]."""
    class_3a: Bool[Array, ""]
    """Whether the WLTC of class 3a was driven [-]."""
    downscaling: Scalar
    """Share by which the accelerations of its Extra High were scaled down [share]."""


def cycled(car: Car, lanes: Lane, wanted: Bool[Array, " lanes"] | None = None) -> Cycled:
    """Drive every cycle once.

    Args:
        car: the car; its own load gives way to that of each lane.
        lanes: the cycles, with one leading axis.
        wanted: which are driven, in one program whichever they are; of others nothing is told.
    """
    if wanted is None:
        return lax.map(lambda lane: driven_once(car, lane), lanes)

    def driven(entry: tuple[Lane, Bool[Array, ""]]) -> Cycled:
        lane, is_wanted = entry
        like = jax.eval_shape(driven_once, car, lane)
        nothing = jax.tree.map(lambda leaf: jnp.zeros(leaf.shape, leaf.dtype), like)
        return lax.cond(is_wanted, lambda: driven_once(car, lane), lambda: nothing)

    return lax.map(driven, (lanes, wanted))


@native("cycle")
def driven_once(car: Car, lane: Lane) -> Cycled:
    """Drive one cycle once.

    Args:
        car: the car; its own load gives way to that of the lane.
        lane: the cycle.
    """
    tested = loaded(car, Load(payload=lane.load))
    own, dt = own_trace(tested, lane.trace.speed, lane.may_lose), lane.trace.time_step
    trace = replace(lane.trace, speed=own.speed)
    belongs = lane.part[None, :] == jnp.arange(PARTS, dtype=lane.part.dtype)[:, None]
    inside = jnp.any(belongs & (own.counts > 0.0)[:, None], axis=0)
    start = _start(tested, lane, _total(own.base, lane.part < PARTS) * dt)
    run = simulate(tested, trace, start.charge, None, series=COLUMNS, start=start)
    if run.series is None:
        raise TypeError("a cycle with phases needs what each step did")
    state, record = run.series
    power = record.terminal_out - record.terminal_in
    over = jnp.maximum(record.terminal_in - _taken_from_full(tested, state, start, dt), 0.0)
    missed = inside & (trace.speed - state.speed > SHORTFALL)
    last = jnp.sum(trace.valid) - 1
    end = jnp.sum(inside) - 1

    def by_part(values: Steps) -> Float[Array, " parts"]:
        return jax.vmap(lambda part: _total(values, part))(belongs)

    # The steady run is at the top speed of a car that is slower than it: so is what the cap adds.
    added = jnp.where(own.speed[last] < own.base[last], by_part(own.base - own.speed) * dt, 0.0)
    longer = added / tested.controls.top_speed
    in_all = jnp.sum(longer * own.counts)
    return Cycled(
        energy=by_part(power) * dt + longer * power[last],
        refused=by_part(over) * dt,
        distance=by_part(jnp.diff(state.position, prepend=start.position[None])) + added,
        chemical=_total(record.chemical, inside) * dt + in_all * record.chemical[last],
        duration=state.time[end] + in_all,
        charge=0.5 * (start.charge + state.charge[end]),
        asked=_total(own.base, inside) * dt,
        short=jnp.any(missed),
        weak=_lasts(missed),
        steady_power=power[last],
        test_mass=tested.body.mass,
        counts=own.counts,
        class_3a=own.class_3a,
        downscaling=own.downscaling,
    )


def _total(values: Steps, where: Bool[Array, " steps"]) -> Scalar:
    return jnp.sum(jnp.where(where, values, 0.0))


def _start(car: Car, lane: Lane, distance: Scalar) -> State:
    """A car with a charge on the display, more where a distance needs it; cells soaked.

    Tyres and gear oil are as warm as later drives find them, and the first drive, out of the soak,
    counts for its share of the battery.
    """
    needed = RESERVE * distance / car.battery.usable_energy
    charged = jnp.minimum(jnp.maximum(lane.charge, needed), HIGHEST)
    first = jnp.minimum(USUAL / RESERVE * needed, 1.0)
    warmth = (1.0 - first) * lane.warmth
    air = reference_environment(car)
    cold = soaked_state(car, charged, air)
    warm = initial_state(car, charged, jnp.zeros_like(charged), air)

    def between(soaked: Scalar, driven: Scalar) -> Scalar:
        return soaked + warmth * (driven - soaked)

    return eqx.tree_at(
        lambda s: (s.cell_temperature, s.tyre_temperature, s.oil_temperature),
        cold,
        (
            jnp.full_like(charged, SOAK_TEMPERATURE),
            between(cold.tyre_temperature, warm.tyre_temperature),
            between(cold.oil_temperature, warm.oil_temperature),
        ),
    )


def _taken_from_full(car: Car, state: State, start: State, dt: Scalar) -> Steps:
    """Greatest power that a full battery takes in the same cycle [W].

    It goes through the cycle with the same steps of charge, from the top.
    """
    more = car.battery.full_charge - start.charge
    return lax.map(lambda now: _taken(car, now, now.charge + more, dt), state)


def _taken(car: Car, state: State, charge: Scalar, dt: Scalar) -> Scalar:
    """Greatest power that the battery takes at another charge [W]."""
    battery = car.battery
    fade = car.controls.charge_fade(charge, battery.full_charge, state.cell_temperature)
    circuit = battery.circuit(
        charge, state.fast_polarisation, state.slow_polarisation, state.cell_temperature, dt
    )
    return battery.power_limits(circuit, fade, battery.cool(state.cell_temperature))[1]


def _lasts(missed: Bool[Array, " steps"]) -> Bool[Array, ""]:
    """Whether a trace was missed for `PATIENCE` seconds without a break."""
    count = missed.shape[0] - PATIENCE + 1
    runs = [missed[first : first + count] for first in range(PATIENCE)]
    return jnp.any(jnp.all(jnp.stack(runs), axis=0))
