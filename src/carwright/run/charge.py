"""charge: a car at the plug from one charge of the display to another, AC or DC.

The charge that is wanted is taken as full, and the way there in a fixed number of long steps, each
as long as its equal part of the missing charge takes at the power that flows as it begins. What is
left of a step after the wanted charge is there draws nothing.
"""

from typing import NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Float

from carwright.arrays import Array, plain
from carwright.car import cell
from carwright.car.car import Car
from carwright.codes import Outcome
from carwright.conditions import HARDLY_CHARGED
from carwright.native_call.function import native, number
from carwright.run.around import Air, air_of, around_of
from carwright.run.comfort import Comfort, no_climate
from carwright.run.ledger import Ledger, close
from carwright.run.start import display_charge, plugged_in
from carwright.run.station import Station
from carwright.state import Ask, Environment, Record, Scalar, State
from carwright.step.conditioning import conditioning
from carwright.step.moment import Moment
from carwright.step.plug import way
from carwright.step.step import step
from carwright.units import HOUR

PARTS = 200
"""Equal parts of the missing charge."""
ENDING = 24
"""Steps after them, each long enough for all that is still missing."""
MARGIN = 2.0
"""Length of each of those over the time that its charge takes at the power that flows now [-]."""
LONGEST = HOUR
"""Longest step, where hardly anything flows [s]."""
BLINK = 1.0
"""Time for which the power that flows now is asked of the circuit [s]."""
GROWTH = 2.0
"""How much longer a step may be than the last, for climate is judged by the last [-]."""
CATCH_UP = 1.5
"""How much more than its part a step may take, after steps that took less [-]."""
IDLE = 60.0
"""Step where nothing flows, such as while cells are warmed first [s]."""
ALMOST = 1e-6
"""Charge by which the wanted one may be missed [share]."""
AWAKE = 1e-3
"""Least power of what charging keeps awake: it tells for which part of a step the car charges [W].
"""


class Moments(NamedTuple):
    """The way to the wanted charge: one entry a step."""

    charge: Float[Array, " steps"]
    """On the display, at the end of the step [share]."""
    time: Float[Array, " steps"]
    """Since the plug, at the end of the step [s]."""
    power: Float[Array, " steps"]
    """Mean power while it charges: at the wall of an AC station, at the outlet of a DC one [W]."""
    pack_power: Float[Array, " steps"]
    """Mean power into the pack's terminals while it charges [W]."""
    cell_temperature: Float[Array, " steps"]
    """Of the cells, at the end of the step [K]."""
    stored: Float[Array, " steps"]
    """Rest-voltage energy gained since the plug [J]."""


class Found(NamedTuple):
    """One step of a charge."""

    state: State
    """The car at its end [-]."""
    record: Record
    """Step-mean powers [W]."""
    charging: Scalar
    """Share of the step in which the car charges [-]."""
    time: Scalar
    """Since the plug, at its end [s]."""


class Charge(eqx.Module):
    """A charge. A batch of cars has one leading axis on each leaf."""

    station: Station
    """What the station gives [-]."""
    start: State
    """The car as it is plugged in [-]."""
    end: State
    """The car at the end; its clock has run on after it was there [-]."""
    start_charge: Scalar
    """Charge on the display as it is plugged in [share]."""
    way: Moments
    """The way there [-]."""
    totals: Record
    """Energies of the charge, by the names of the record [J]."""
    ledger: Ledger
    """Both books [J]."""
    reached: Array
    """Whether the wanted charge was reached [-]."""

    @property
    def energy_grid(self) -> Float[Array, "*batch"]:
        """Out of the grid, losses of a DC station included [J]."""
        return self.totals.grid

    @property
    def energy_outlet(self) -> Float[Array, "*batch"]:
        """At the plug, which is what is paid for [J]."""
        lost_before = jnp.where(self.station.voltage > 0.0, self.totals.charger, 0.0)
        return self.totals.grid - lost_before

    @property
    def energy_pack(self) -> Float[Array, "*batch"]:
        """Into the pack's terminals [J]."""
        return self.totals.terminal_in - self.totals.terminal_out

    @property
    def energy_stored(self) -> Float[Array, "*batch"]:
        """Rest-voltage energy that the pack gained [J]."""
        return -self.ledger.chemical

    @property
    def duration(self) -> Float[Array, "*batch"]:
        """Time until the wanted charge is there [s]."""
        return self.way.time[..., -1]

    @property
    def peak_power(self) -> Float[Array, "*batch"]:
        """Greatest power at the plug [W]."""
        return jnp.max(self.way.power, axis=-1)


def charge(  # noqa: PLR0913 (each is a part of one charge)
    car: Car,
    station: Station,
    start: State,
    to: Float[Array, "*batch"] | float,
    environment: Environment | None = None,
    comfort: Comfort | None = None,
) -> Charge:
    """Charge a car; many cars, stacked by `vary`, in chunks over all cores.

    Args:
        car: the car, or a batch of cars.
        station: the station; for a batch, one for each car.
        start: the car as it is plugged in, such as `arrived` or the end of a drive; for a batch,
            one for each car. It stands.
        to: () charge on the display that is wanted [share]; for a batch, one for each car.
        environment: what surrounds it; None is the air of its own road load.
        comfort: what climate is asked to do while it charges; None is off.
    """
    wanted = plain(to, car.body.mass.dtype) if isinstance(to, float | int) else to
    air, climate = air_of(environment), no_climate() if comfort is None else comfort
    if car.body.mass.ndim == 0:
        return charged(car, station, start, wanted, air, climate)
    return charged.many((0, 0, 0, 0, None, None), car, station, start, wanted, air, climate)


def arrived(
    car: Car,
    charge: Scalar | float,
    environment: Environment,
    cell_temperature: Scalar | float | None = None,
) -> State:
    """Return a car as it is plugged in after a drive.

    Args:
        car: the car.
        charge: () charge on the display [share].
        environment: what surrounds it.
        cell_temperature: () of the cells [K]; None is that of a pack which the way there warmed for
            charging, or of the air where that is warmer.
    """
    warmed = plain(cell_temperature is None, bool)
    cells = number(0.0 if cell_temperature is None else cell_temperature)
    return plugged_in(car, number(charge), environment, cells, warmed)


@native("charge")
def charged(  # noqa: PLR0913 (each is a part of one charge)
    car: Car, station: Station, start: State, to: Scalar, air: Air, comfort: Comfort
) -> Charge:
    """Charge one car.

    Args:
        car: the car.
        station: the station.
        start: the car as it is plugged in.
        to: () charge on the display that is wanted [share].
        air: what surrounds it.
        comfort: what climate is asked to do.
    """
    surroundings = around_of(car, air)
    whole, car = car, _until(car, to)
    still, followed = jnp.zeros_like(start.speed), jnp.full_like(start.outcome, Outcome.FOLLOWED)
    start = eqx.tree_at(lambda state: (state.speed, state.outcome), start, (still, followed))
    ask, missing = station.ask(comfort), car.battery.full_charge - start.charge

    def move(
        carry: tuple[State, Record, Scalar, Scalar], part: Scalar
    ) -> tuple[tuple[State, Record, Scalar, Scalar], Moments]:
        state, totals, time, last = carry
        behind = start.charge + missing * jnp.minimum(part, 1.0) - state.charge
        wanted = jnp.minimum(behind, CATCH_UP / PARTS * missing)
        stretch = jnp.where(part > 1.0, MARGIN, 1.0).astype(part.dtype)
        moment = Moment(
            car, state, ask, surroundings, jnp.ones_like(last), jnp.ones_like(last), last
        )
        dt = jnp.minimum(stretch * _time(moment, wanted), jnp.minimum(GROWTH * last, LONGEST))
        lasts = state.charge < car.battery.full_charge - HARDLY_CHARGED
        here = eqx.tree_at(lambda at: at.valid, ask, lasts)
        state, record = step(car, state, here, surroundings, dt)
        charging = record.auxiliaries / car.charger.auxiliaries
        time = time + jnp.where(lasts, jnp.where(charging > 0.0, charging, 1.0), 0.0) * dt
        totals = jax.tree.map(lambda total, power: total + power * dt, totals, record)
        return (state, totals, time, dt), _moment(whole, Found(state, record, charging, time), ask)

    nothing = jnp.zeros_like(car.body.mass)
    empty = Record(**dict.fromkeys(Record.__dataclass_fields__, nothing))
    parts = jnp.arange(1, PARTS + ENDING + 1, dtype=missing.dtype) / PARTS
    body = jax.checkpoint(move, prevent_cse=False)
    begin = (start, empty, nothing, jnp.full_like(nothing, IDLE))
    (end, totals, _, _), way_there = jax.lax.scan(body, begin, parts)
    at_start = (
        car.battery.cells_in_series
        * car.battery.capacity
        * cell.rest_energy(car.battery.chemistry, start.charge, car.battery.shift)
    )
    return Charge(
        station=station,
        start=start,
        start_charge=display_charge(whole, start.charge),
        end=end,
        way=way_there._replace(stored=way_there.stored - at_start),
        totals=totals,
        ledger=close(car, start, end, totals),
        reached=end.charge >= car.battery.full_charge - ALMOST,
    )


def _until(car: Car, to: Scalar) -> Car:
    """The car with the wanted charge as its full one."""
    battery = car.battery
    full = battery.empty_charge + to * (battery.full_charge - battery.empty_charge)
    awake = jnp.maximum(car.charger.auxiliaries, AWAKE)
    return eqx.tree_at(lambda c: (c.battery.full_charge, c.charger.auxiliaries), car, (full, awake))


def _time(now: Moment, wanted: Scalar) -> Scalar:
    """About how long the pack takes to take in some charge [s], at least a second."""
    car, state = now.car, now.state
    circuit = car.battery.circuit(
        state.charge,
        state.fast_polarisation,
        state.slow_polarisation,
        state.cell_temperature,
        jnp.full_like(state.charge, BLINK),
    )
    power = way(car, state, now.ask, circuit, conditioning(now).power).rate
    source, resistance = circuit.source, circuit.resistance
    current = 2.0 * power / (source + jnp.sqrt(source * source + 4.0 * resistance * power))
    flows = current > 0.0
    time = wanted * car.battery.capacity / jnp.where(flows, current, 1.0)
    return jnp.where(flows, jnp.maximum(time, BLINK), IDLE)


def _moment(car: Car, found: Found, ask: Ask) -> Moments:
    """What one step did, powers while the car charges."""
    record, charge = found.record, found.state.charge
    share = jnp.where(found.charging > 0.0, found.charging, 1.0)
    lost_before = jnp.where(ask.station_voltage > 0.0, record.charger, 0.0)
    by_share = record.terminal_in + record.auxiliaries + record.dcdc
    behind = by_share + record.climate
    outlet = (record.grid - lost_before) / jnp.where(behind > 0.0, behind, 1.0)
    battery = car.battery
    return Moments(
        charge=display_charge(car, charge),
        time=found.time,
        power=outlet * (by_share / share + record.climate),
        pack_power=record.terminal_in / share,
        cell_temperature=found.state.cell_temperature,
        stored=battery.cells_in_series
        * battery.capacity
        * cell.rest_energy(battery.chemistry, charge, battery.shift),
    )
