"""simulate: one car along one padded trace, as one scan. Everything that drives goes through it."""

from collections.abc import Callable, Collection
from functools import cache, partial
from typing import Any, NamedTuple, TypeVar

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Bool, Float

from carwright.arrays import Array
from carwright.car.car import Car
from carwright.native_call.executor import WIDE, in_chunks, stacked
from carwright.native_call.function import native, usable
from carwright.native_call.pytrees import without
from carwright.run.around import around_of
from carwright.run.asked import Asked, asked_of
from carwright.run.asks import follow
from carwright.run.comfort import Comfort
from carwright.run.ledger import Ledger, close
from carwright.run.start import Start, begun, display_charge
from carwright.state import Environment, Record, Scalar, State
from carwright.step.step import step

Module = TypeVar("Module", bound=eqx.Module)

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
        return _summary(self)

    @property
    def outcome(self) -> Array:
        """How the drive ended, a number of `Outcome` [-]."""
        return self.end.outcome


@native("summary")
def summarised(run: Run) -> dict[str, Any]:
    """Return a drive as a flat dictionary of SI numbers, its ledger as one inside.

    Args:
        run: the drive of one car, without series.
    """
    return _summary(run)


def _summary(run: Run) -> dict[str, Any]:
    return {
        "distance": run.distance,
        "asked_distance": run.asked_distance,
        "energy_dc": run.energy_dc,
        "consumption_dc": run.consumption_dc,
        "range_dc": run.range_dc,
        "start_charge": run.start_charge,
        "end_charge": run.end_charge,
        "outcome": run.outcome,
        "ledger": run.ledger.terms(),
        "ledger_residual_relative": run.ledger.residual_relative,
    }


def simulate(  # noqa: PLR0913 (each is a part of one drive)
    car: Car,
    trace: Trace,
    charge: Scalar,
    environment: Environment | None,
    *,
    series: bool | Collection[str],
    start: State | None = None,
    comfort: Comfort | None = None,
) -> Run:
    """Drive one car along one trace.

    Args:
        car: the car.
        trace: the trace.
        charge: () charge on the display at the start [share]; a given start has its own.
        environment: what surrounds the car; None is the air of the car's own road load. Its slope
            is that of the trace.
        series: whether to keep what each step did, or which columns of it: names of `State` and
            `Record`; the others are None, and so is a state or record without any.
        start: the car at the start, where an earlier drive left it; None is a warm car with
            `charge`. How that drive went is forgotten, unless the battery is empty.
        comfort: what climate is asked to do; None is off.
    """
    asked = asked_of(environment, start, comfort)
    if usable(car, trace, charge, asked):
        return driven.some(_wanted(_columns(series)), car, trace, charge, asked)
    run = _on_xla(car, trace, charge, asked, bool(series))
    return without(run, _wanted(_columns(series))) if series else run


def simulate_many(  # noqa: PLR0913 (each is a part of one drive)
    cars: Car,
    trace: Trace,
    charge: Scalar,
    environment: Environment | None,
    *,
    series: bool | Collection[str],
    start: State | None = None,
    comfort: Comfort | None = None,
) -> Run:
    """Drive many cars along one trace, on all cores.

    Args:
        cars: a batch of cars.
        trace: the trace.
        charge: () charge on the display at the start [share].
        environment: what surrounds all of them.
        series: whether to keep what each step did, or which columns of it.
        start: the cars at the start, one for each.
        comfort: what climate is asked to do.
    """
    asked = asked_of(environment, start, comfort)
    if usable(cars, trace, charge, asked):
        # What all cars share has no axis of cars; the program tells which by its shape.
        every = (cars, trace, charge, asked)
        return driven.many((0, None, None, None), *every, wanted=_wanted(_columns(series)))

    def chunk(part: tuple[Car, State | None]) -> Run:
        own = asked_of(environment, part[1], comfort)
        axes = None if part[1] is None else (None, (0, None), None)
        return _many_on_xla(axes, bool(series))(
            part[0], trace, charge, (own.air, tuple(own.start), own.comfort)
        )

    run = stacked(in_chunks(chunk, (cars, start)))
    return without(run, _wanted(_columns(series))) if series else run


@native("drive")
def driven(car: Car, trace: Trace, charge: Scalar, asked: Asked) -> Run:
    """Drive one car along one trace, with what each step did.

    Args:
        car: the car.
        trace: the trace.
        charge: () charge on the display at the start of a warm car [share].
        asked: air, start and comfort.
    """
    return _on_xla(car, trace, charge, asked, series=True)


@partial(jax.jit, static_argnames="series")
def _on_xla(car: Car, trace: Trace, charge: Scalar, asked: Asked, series: bool) -> Run:
    """The same as a scan of XLA, with or without what each step did."""
    around = around_of(car, asked.air)
    start, shown = begun(car, asked.start, charge, trace.start_speed, around)
    return _along(car, trace, shown, around, series, start, asked.comfort)


@cache
def _many_on_xla(axes: Any, series: bool) -> Callable[..., Run]:
    """The same for a chunk of cars; some of what is asked may have an axis of cars too."""

    def one(car: Car, trace: Trace, charge: Scalar, asked: Any) -> Run:
        return _on_xla(car, trace, charge, Asked(asked[0], Start(*asked[1]), asked[2]), series)

    return jax.jit(jax.vmap(one, (0, None, None, axes)), compiler_options=WIDE)


def _along(  # noqa: PLR0913 (each is a part of one drive)
    car: Car,
    trace: Trace,
    charge: Scalar,
    surroundings: Environment,
    series: bool,
    start: State,
    comfort: Comfort | None,
) -> Run:
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


def _columns(series: bool | Collection[str]) -> bool | tuple[str, ...]:
    return series if isinstance(series, bool) else tuple(series)


@cache
def _wanted(series: bool | tuple[str, ...]) -> Callable[[str], bool]:
    """Which outputs a drive gives whose series has some columns only."""

    def wanted(path: str) -> bool:
        if not path.startswith("series.") or series is True:
            return True
        return series is not False and path.rpartition(".")[2] in series

    return wanted


def _asked(trace: Trace) -> Scalar:
    before = jnp.concatenate([trace.start_speed[None], trace.speed[:-1]])
    return jnp.sum(jnp.where(trace.valid, 0.5 * (before + trace.speed), 0.0)) * trace.time_step
