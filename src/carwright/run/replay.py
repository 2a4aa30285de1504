"""replay: a car along a drive that was logged, by the one step.

Three things may be given. TORQUE: every step starts from the logged speed and the motors give the
logged torque (pedals), so that nothing but losses, loads and the pack is left to the model.
CLIMATE: the car follows the logged speed; heater and air conditioning draw what the log says, and
the blower its least, which no log tells: it is on the 12 V side.
NOTHING: it follows the logged speed and its own climate keeps the cabin. Powers are positive out of
the battery.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
from jaxtyping import Array, Bool, Float

from carwright.car.car import Car
from carwright.codes import Climate, Given, Mode
from carwright.conditions import CABIN, OCCUPANTS
from carwright.run.asks import follow
from carwright.run.simulate import initial_state, reference_environment
from carwright.state import Ask, Code, Environment, Record, Scalar, State
from carwright.step.cabin import LEAST_BLOWER
from carwright.step.limits import resistance
from carwright.step.moment import Moment
from carwright.step.step import step
from carwright.units import GRAVITY
from carwright.world.weather import usual_humidity, vapour_in

FREE = 1e3
"""Deceleration that binds no regeneration [m/s^2]."""
UNBOUND = 1e7
"""Power that binds no pack [W]."""


Summed = tuple[Any, Callable[["Replayed", Any], Any]]
"""What goes with each step, and what is kept of a window of both."""


class Drive(eqx.Module):
    """A logged drive as the scan reads it: padded, one entry a step."""

    speed: Float[Array, " steps"]
    """Speed at the end of each step [m/s]."""
    slope: Float[Array, " steps"]
    """Sine of the road's angle in each step [-]."""
    torque: Float[Array, " steps"]
    """Mean torque of the driven axle's motor [Nm]."""
    climate_power: Float[Array, " steps"]
    """Mean electric power of heater and air conditioning, without the blower [W]."""
    air: Float[Array, " steps"]
    """Temperature of the air [K]."""
    sun: Float[Array, " steps"]
    """On a level surface [W/m^2]."""
    pressure: Float[Array, " steps"]
    """Pressure of the air [Pa]."""
    valid: Bool[Array, " steps"]
    """False where the drive is over [-]."""
    start_speed: Scalar
    """Speed at the start [m/s]."""
    start_charge: Scalar
    """Charge of the cells at the start [share]."""
    start_cells: Scalar
    """Temperature of the cells at the start [K]."""
    start_cabin: Scalar
    """Temperature of the cabin at the start [K]."""
    warmth: Scalar
    """How warm tyres and gear oil start: 0 as the air, 1 as after a long drive [-]."""
    payload: Scalar
    """Carried beyond the usual load [kg]."""
    time_step: Scalar
    """Step [s]."""


class Replayed(eqx.Module):
    """What the car did in each step of a drive."""

    power: Float[Array, "*steps"]
    """Mean power at the pack's terminals [W]."""
    shaft: Float[Array, "*steps"]
    """Mean mechanical power of the motors, positive when they drive [W]."""
    voltage: Float[Array, "*steps"]
    """Mean voltage at the pack's terminals [V]."""
    charge: Float[Array, "*steps"]
    """Charge of the cells at the end of each step [share]."""
    cells: Float[Array, "*steps"]
    """Temperature of the cells at the end of each step [K]."""
    heating: Float[Array, "*steps"]
    """Mean electric power that warms the cabin [W]."""
    climate: Float[Array, "*steps"]
    """Mean electric power of all climate but the blower, as logs tell it [W]."""


def replay(car: Car, drive: Drive, given: Code) -> Replayed:
    """Drive one car along one logged drive.

    Args:
        car: the car.
        drive: the drive.
        given: () a number of `Given`.
    """
    start, move, entries = _course(car, drive, given)
    return jax.lax.scan(move, start, entries)[1]


def replay_in_windows(car: Car, drive: Drive, given: Code, window: int, summed: Summed) -> Any:
    """Drive one car along one logged drive and keep a few numbers of each window.

    Derivatives of a whole drive fit into memory this way.

    Args:
        car: the car.
        drive: the drive; its steps are a multiple of the window.
        given: () a number of `Given`.
        window: steps of a window.
        summed: pairs of what goes with each step and a function of what the car did in a window
            and of that, cut likewise.

    Returns:
        What the function returns, with a leading axis of windows.
    """
    start, move, entries = _course(car, drive, given)
    beside, reduce = summed
    cut = jax.tree.map(lambda leaf: leaf.reshape(-1, window), (entries, beside))

    def along(state: State, part: Any) -> tuple[State, Any]:
        steps, aside = part
        state, series = jax.lax.scan(move, state, steps)
        return state, reduce(series, aside)

    return jax.lax.scan(along, start, cut)[1]


def _course(car: Car, drive: Drive, given: Code) -> tuple[State, Callable[..., Any], Any]:
    """The car at the start, what moves it by one entry, and the entries."""
    dt = drive.time_step
    forced = given == Given.TORQUE
    car = replace(car, body=replace(car.body, mass=car.body.mass + drive.payload))
    free = _set_free(car, forced)
    still = reference_environment(car)

    def move(state: State, entry: tuple[Any, ...]) -> tuple[State, Replayed]:
        speed, slope, torque, power, air, sun, pressure, valid, before = entry
        around = replace(_around(still, slope, air, pressure), sun=sun)
        blown = LEAST_BLOWER * car.climate.blower_power
        ask = _climate(replace(follow(speed), valid=valid), power + blown, given)
        state = replace(state, speed=jnp.where(forced, before, state.speed))
        pressed = _pressed(Moment(free, state, ask, around, dt / dt, dt / dt, dt), torque)
        ask = jax.tree.map(lambda a, b: jnp.where(forced, a, b), pressed, ask)
        end, record = step(free, state, ask, around, dt)
        done = _done(free, state, end, record, dt)
        told = record.climate - jnp.where(valid, blown, 0.0)
        machines = jnp.where(given == Given.NOTHING, done.climate, told)
        return end, replace(done, climate=machines)

    before = jnp.concatenate([drive.start_speed[None], drive.speed[:-1]])
    entries = (drive.speed, drive.slope, drive.torque, drive.climate_power)
    entries = (*entries, drive.air, drive.sun, drive.pressure, drive.valid, before)
    return _start(car, drive, still), move, entries


def _set_free(car: Car, forced: Array) -> Car:
    """The car, or one whose software forbids no torque that the log holds."""

    def either(free: float, own: Scalar) -> Scalar:
        return jnp.where(forced, jnp.full_like(own, free), own)

    controls, battery = car.controls, car.battery
    controls = replace(
        controls,
        top_speed=either(FREE, controls.top_speed),
        regeneration_deceleration=either(FREE, controls.regeneration_deceleration),
        fade_low=either(-2.0, controls.fade_low),
        fade_high=either(-1.0, controls.fade_high),
        full_charge=either(2.0, controls.full_charge),
        cold_none=either(0.0, controls.cold_none),
        cold_whole=either(1.0, controls.cold_whole),
        front_limit=either(1.0, controls.front_limit),
        rear_limit=either(1.0, controls.rear_limit),
    )
    battery = replace(battery, charge_power=jnp.where(forced, UNBOUND, battery.charge_power))
    return replace(car, controls=controls, battery=battery)


def _start(car: Car, drive: Drive, around: Environment) -> State:
    """The car at the start of the log: cells and cabin as logged, the rest as the air or warm."""
    air = drive.air[0]
    around = replace(around, temperature=air)
    warm = initial_state(car, drive.start_charge, drive.start_speed, around)

    def between(temperature: Scalar) -> Scalar:
        return air + drive.warmth * (temperature - air)

    return replace(
        warm,
        charge=drive.start_charge + jnp.zeros_like(warm.charge),
        cell_temperature=drive.start_cells + jnp.zeros_like(warm.charge),
        oil_temperature=between(warm.oil_temperature),
        tyre_temperature=between(warm.tyre_temperature),
        cabin_air_temperature=drive.start_cabin + jnp.zeros_like(warm.charge),
        cabin_mass_temperature=drive.start_cabin + jnp.zeros_like(warm.charge),
    )


def _around(still: Environment, slope: Scalar, air: Scalar, pressure: Scalar) -> Environment:
    water = vapour_in(usual_humidity(air), air, pressure)
    return replace(still, slope=slope, temperature=air, pressure=pressure, water=water)


def _climate(ask: Ask, power: Scalar, given: Code) -> Ask:
    own = jnp.where(given == Given.NOTHING, Climate.AUTO, Climate.GIVEN)
    return replace(
        ask,
        climate=own.astype(ask.climate.dtype),
        climate_power=power,
        cabin_temperature=jnp.full_like(power, CABIN),
        occupants=jnp.full_like(power, OCCUPANTS),
    )


def _pressed(now: Moment, torque: Scalar) -> Ask:
    """Pedals that give the logged torque, and what friction brakes must give beside it."""
    car, state, ask = now.car, now.state, now.ask
    front, rear = car.front, car.rear
    driven = front.unit.peak_torque * front.unit.present > rear.unit.peak_torque * rear.unit.present
    turns = jnp.where(driven, front.gear.turns_per_metre, rear.gear.turns_per_metre)
    teeth = jnp.where(driven, front.gear.tooth_loss, rear.gear.tooth_loss)
    force = torque * turns / (1.0 + jnp.where(torque >= 0.0, teeth, -teeth))
    slope = now.environment.slope
    weight = car.body.mass * GRAVITY * jnp.sqrt(1.0 - slope * slope)
    drag = resistance(now, weight).total.at(0.5 * (state.speed + ask.speed))
    needed = car.body.inertia * (ask.speed - state.speed) / now.dt + drag
    return replace(
        ask,
        mode=jnp.full_like(ask.mode, Mode.PEDALS),
        force=force,
        brake=jnp.maximum(force - needed, 0.0),
    )


def _done(car: Car, before: State, after: State, record: Record, dt: Scalar) -> Replayed:
    power = record.terminal_out - record.terminal_in
    loads = record.auxiliaries + record.dcdc + record.climate
    circuit = car.battery.circuit(
        before.charge,
        before.fast_polarisation,
        before.slow_polarisation,
        before.cell_temperature,
        dt,
    )
    current = (before.charge - after.charge) * (car.battery.capacity / dt)
    return Replayed(
        power=power,
        shaft=power - loads - record.front_drive_unit - record.rear_drive_unit,
        voltage=circuit.source - circuit.resistance * current,
        charge=after.charge,
        cells=after.cell_temperature,
        heating=record.cabin_heating,
        climate=record.cabin_heating
        + record.cabin_cooling
        + record.battery_heating
        + record.battery_cooling,
    )
