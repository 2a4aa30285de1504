"""The step: limits, demand, achieved, solve. One pure function moves every car, everywhere.

Power is positive out of the battery; force is positive when it drives the car forward.
"""

import jax.numpy as jnp

from carwright.car.car import Car
from carwright.codes import Mode, Outcome
from carwright.once import once
from carwright.state import Ask, Environment, Record, Scalar, State
from carwright.step.achieve import Achieved, achieve
from carwright.step.conditioning import conditioning
from carwright.step.demand import demand
from carwright.step.heat import Nodes, warmed
from carwright.step.limits import limits
from carwright.step.moment import Moment
from carwright.step.record import record_of
from carwright.step.solve import Solved, solve
from carwright.units import to_si

SHORTFALL = to_si("speed_kmh", 2.0)
"""Speed by which a trace may be missed [m/s] (UN GTR 15: 2 km/h)."""


def step(
    car: Car, state: State, ask: Ask, environment: Environment, dt: Scalar
) -> tuple[State, Record]:
    """Move the car by one step.

    Args:
        car: the car.
        state: the car at the start of the step.
        ask: what is asked of it.
        environment: what surrounds it.
        dt: () step [s].

    Returns:
        The car at the end of the step and the step-mean powers. Where the ask is not valid, or the
        battery is empty and not plugged in, the state stays and every power is nothing.
    """
    plugged = ask.mode == Mode.PLUGGED
    acts = ask.valid & ((state.outcome != Outcome.EMPTY) | plugged)
    alive = jnp.where(acts, 1.0, 0.0).astype(dt.dtype)
    awake = jnp.where(ask.awake & ~plugged, alive, 0.0).astype(dt.dtype)
    alive, awake = once((alive, awake))
    now = Moment(car, state, ask, environment, alive, awake, dt)
    bounds = limits(now, conditioning(now))
    wanted = demand(now, bounds)
    achieved = achieve(now, bounds, wanted)
    solved = solve(now, bounds, achieved)
    record = record_of(now, bounds, achieved, solved)
    return _moved(now, achieved, solved, warmed(now, record)), record


def _moved(now: Moment, achieved: Achieved, solved: Solved, warm: Nodes) -> State:
    car, state, pack = now.car, now.state, solved.electric
    distance = achieved.mean_speed * now.dt
    charge = state.charge - pack.current * (now.dt / car.battery.capacity)
    missed = now.ask.speed - achieved.speed > SHORTFALL
    short = jnp.where(missed, Outcome.FELL_SHORT, Outcome.FOLLOWED)
    drained = (charge <= car.battery.empty_charge) & (now.ask.mode != Mode.PLUGGED)
    empty = jnp.where(drained, Outcome.EMPTY, Outcome.FOLLOWED)
    worst = jnp.maximum(state.outcome, jnp.maximum(short, empty))
    return State(
        speed=achieved.speed,
        position=state.position + distance,
        height=state.height + distance * now.environment.slope,
        charge=charge,
        fast_polarisation=pack.fast,
        slow_polarisation=pack.slow,
        cell_temperature=warm.cells,
        coolant_temperature=warm.coolant,
        front_unit_temperature=warm.front_unit,
        rear_unit_temperature=warm.rear_unit,
        oil_temperature=warm.oil,
        tyre_temperature=warm.tyres,
        cabin_air_temperature=warm.cabin_air,
        cabin_mass_temperature=warm.cabin_mass,
        time=state.time + now.alive * now.dt,
        outcome=jnp.where(now.alive > 0.0, worst, state.outcome).astype(state.outcome.dtype),
        axles=solved.share.axles,
    )
