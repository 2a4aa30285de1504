"""simulate: one car along one padded trace, as one scan. Everything that drives goes through it."""

from dataclasses import replace
from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Bool, Float

from carwright.car.car import Car
from carwright.codes import Axles, Outcome
from carwright.conditions import REFERENCE_AIR
from carwright.run.asks import follow
from carwright.run.comfort import Comfort
from carwright.run.ledger import Ledger, close
from carwright.state import Environment, Record, Scalar, State
from carwright.step.step import step
from carwright.units import SPECIFIC_GAS_CONSTANT_OF_AIR
from carwright.world.weather import usual_humidity, vapour_in

LEAST_DISTANCE = 1e-3
"""Distance below which a drive has no consumption [m]."""


class Trace(eqx.Module):
    """A cycle as the scan reads it: padded, one entry a step."""

    speed: Float[Array, " steps"]
    """Speed wanted at the end of each step [m/s]."""
    slope: Float[Array, " steps"]
    """Sine of the road's angle in each step [-]."""
    awake: Bool[Array, " steps"]
    """False where the car is switched off [-]."""
    valid: Bool[Array, " steps"]
    """False where the trace is padding [-]."""
    start_speed: Scalar
    """Speed at the start [m/s]."""
    time_step: Scalar
    """Step [s]."""


class Series(NamedTuple):
    """What each step did."""

    state: State
    """The car at the end of each step [-]."""
    record: Record
    """Step-mean powers [W]."""


class Run(eqx.Module):
    """What a drive was and used. A batch of cars has one leading axis on each leaf."""

    start: State
    """The car at the start [-]."""
    end: State
    """The car at the end [-]."""
    totals: Record
    """Energies of the whole drive, by the names of the record [J]."""
    ledger: Ledger
    """Both books [J]."""
    asked_distance: Scalar
    """Distance of the trace [m]."""
    start_charge: Scalar
    """Charge on the display at the start [share]."""
    end_charge: Scalar
    """Charge on the display at the end [share]."""
    usable_energy: Scalar
    """Energy between 100 and 0 % of the display at rest voltage [J]."""
    series: Series | None
    """What each step did, on request [-]."""

    @property
    def distance(self) -> Float[Array, "*batch"]:
        """Distance driven [m]."""
        return self.end.position - self.start.position

    @property
    def energy_dc(self) -> Float[Array, "*batch"]:
        """Energy out of the pack's terminals less what came back [J]."""
        return self.totals.terminal_out - self.totals.terminal_in

    @property
    def consumption_dc(self) -> Float[Array, "*batch"]:
        """Energy at the pack's terminals for each metre driven [J/m]."""
        moved = self.distance > LEAST_DISTANCE
        return jnp.where(moved, self.energy_dc / jnp.where(moved, self.distance, 1.0), 0.0)

    @property
    def range_dc(self) -> Float[Array, "*batch"]:
        """Usable energy over consumption at the pack's terminals [m]."""
        using = self.consumption_dc > 0.0
        return jnp.where(
            using, self.usable_energy / jnp.where(using, self.consumption_dc, 1.0), 0.0
        )

    def summary(self) -> dict[str, Any]:
        """Return the drive as a flat dictionary of SI numbers, its ledger as one inside."""
        return {
            "distance": self.distance,
            "asked_distance": self.asked_distance,
            "energy_dc": self.energy_dc,
            "consumption_dc": self.consumption_dc,
            "range_dc": self.range_dc,
            "start_charge": self.start_charge,
            "end_charge": self.end_charge,
            "outcome": self.outcome,
            "ledger": self.ledger.terms(),
            "ledger_residual_relative": self.ledger.residual_relative,
        }

    @property
    def outcome(self) -> Array:
        """How the drive ended, a number of `Outcome` [-]."""
        return self.end.outcome


def reference_environment(car: Car) -> Environment:
    """Return the air of the car's own road load: 20 C, its density, no wind, a dry level road.

    Args:
        car: the car.
    """
    density = car.reference_density
    nothing, one = jnp.zeros_like(density), jnp.ones_like(density)
    air = REFERENCE_AIR * one
    pressure = density * SPECIFIC_GAS_CONSTANT_OF_AIR * air
    return Environment(
        slope=nothing,
        headwind=nothing,
        temperature=air,
        pressure=pressure,
        sun=nothing,
        water=vapour_in(usual_humidity(air), air, pressure),
        grip=one,
        rolling=one,
    )


def initial_state(car: Car, charge: Scalar, speed: Scalar, environment: Environment) -> State:
    """Return a car about to drive: tyres and gear oil warm, cells and units as the air.

    Args:
        car: the car.
        charge: () charge on the display [share].
        speed: () road speed [m/s].
        environment: what surrounds it.
    """
    battery = car.battery
    air, nothing = environment.temperature, jnp.zeros_like(car.body.mass)
    air = air + nothing
    return State(
        speed=speed + nothing,
        position=nothing,
        height=nothing,
        charge=battery.empty_charge + charge * (battery.full_charge - battery.empty_charge),
        fast_polarisation=nothing,
        slow_polarisation=nothing,
        cell_temperature=air,
        coolant_temperature=air,
        front_unit_temperature=air,
        rear_unit_temperature=air,
        oil_temperature=car.accessories.oil_warm + nothing,
        tyre_temperature=air + car.tyre.warm_rise,
        cabin_air_temperature=air,
        cabin_mass_temperature=air,
        time=nothing,
        outcome=jnp.asarray(Outcome.FOLLOWED, jnp.int32),
        axles=jnp.asarray(Axles.BOTH, jnp.int32),
    )


def soaked_state(
    car: Car,
    charge: Scalar | float,
    environment: Environment,
    temperature: Scalar | float | None = None,
) -> State:
    """Return a car that stood for long: every part of it at one temperature.

    Args:
        car: the car.
        charge: () charge on the display [share].
        environment: what surrounds it.
        temperature: () where it stood [K]; None is the air.
    """
    still = jnp.zeros_like(car.body.mass)
    at_rest = initial_state(car, charge + still, still, environment)
    soak = environment.temperature if temperature is None else temperature
    soak = soak + still
    nodes = [name for name in State.__dataclass_fields__ if name.endswith("_temperature")]
    return replace(at_rest, **dict.fromkeys(nodes, soak))


def simulate(  # noqa: PLR0913 (each is a part of one drive)
    car: Car,
    trace: Trace,
    charge: Scalar,
    environment: Environment | None,
    *,
    series: bool,
    start: State | None = None,
    comfort: Comfort | None = None,
) -> Run:
    """Drive one car along one trace.

    Args:
        car: the car.
        trace: the trace.
        charge: () charge on the display at the start [share]; a given start has its own.
        environment: what surrounds the car; None is the air of its own road load. Its slope is that
            of the trace.
        series: whether to keep what each step did.
        start: the car at the start, where an earlier drive left it; None is a warm car with
            `charge`. How that drive went is forgotten, unless the battery is empty.
        comfort: what climate is asked to do; None is off.
    """
    surroundings = reference_environment(car) if environment is None else environment
    if start is None:
        start = initial_state(car, charge, trace.start_speed, surroundings)
    else:
        start, charge = _taken_up(car, start)
    dt = trace.time_step

    def move(carry: tuple[State, Record], entry: tuple[Scalar, Scalar, Array, Array]):
        state, sums = carry
        speed, slope, awake, valid = entry
        asked = follow(speed, comfort)
        ask = eqx.tree_at(lambda one: (one.awake, one.valid), asked, (awake, valid))
        here = eqx.tree_at(lambda at: at.slope, surroundings, slope)
        state, record = step(car, state, ask, here, dt)
        sums = jax.tree.map(jnp.add, sums, record)
        return (state, sums), Series(state, record) if series else None

    zero = jnp.zeros_like(car.body.mass)
    sums = Record(**dict.fromkeys(Record.__dataclass_fields__, zero))
    entries = (trace.speed, trace.slope, trace.awake, trace.valid)
    (end, sums), steps = jax.lax.scan(
        jax.checkpoint(move, prevent_cse=False), (start, sums), entries
    )
    totals = jax.tree.map(lambda power: power * dt, sums)
    return Run(
        start=start,
        end=end,
        totals=totals,
        ledger=close(car, start, end, totals),
        asked_distance=_asked(trace),
        start_charge=charge + zero,
        end_charge=display_charge(car, end.charge),
        usable_energy=car.battery.usable_energy,
        series=steps,
    )


def display_charge(car: Car, charge: Scalar) -> Scalar:
    """Return what the display shows of a charge of the cells [share].

    Args:
        car: the car.
        charge: () charge of the cells over their capacity [share].
    """
    battery = car.battery
    return (charge - battery.empty_charge) / (battery.full_charge - battery.empty_charge)


def _taken_up(car: Car, start: State) -> tuple[State, Scalar]:
    """A state as the start of a drive, and the charge that the display shows then."""
    empty = start.outcome == Outcome.EMPTY
    outcome = jnp.where(empty, Outcome.EMPTY, Outcome.FOLLOWED).astype(start.outcome.dtype)
    fresh = eqx.tree_at(lambda state: state.outcome, start, outcome)
    return fresh, display_charge(car, start.charge)


def _asked(trace: Trace) -> Scalar:
    before = jnp.concatenate([trace.start_speed[None], trace.speed[:-1]])
    return jnp.sum(jnp.where(trace.valid, 0.5 * (before + trace.speed), 0.0)) * trace.time_step
