"""Solve: the split against brute force, and the pack against an integrator of its circuit."""

import json
from functools import partial
from importlib.resources import files

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from workshop import SU7, TESLA, altered, ask_for, at_speed, car, moved, number

from carwright.car import cell
from carwright.car.battery import OHMIC_COLD_SHARE
from carwright.car.car import Car
from carwright.codes import Axles
from carwright.figure_table import Chemistry
from carwright.run.simulate import reference_environment
from carwright.state import Record, State
from carwright.step.step import step

OHMIC_SHARE, FAST_SHARE, SLOW_SHARE, FAST_TIME, SLOW_TIME = (
    float(values[Chemistry.NMC])
    for values in (
        cell.OHMIC_SHARE,
        cell.FAST_SHARE,
        cell.SLOW_SHARE,
        cell.FAST_TIME,
        cell.SLOW_TIME,
    )
)


def losses(vehicle: Car, speed: float, front: np.ndarray, total: float) -> np.ndarray:
    """Loss of both axles, teeth included, for each front force of a total [W]; worked by hand."""
    found = np.zeros_like(front)
    for axle, force in ((vehicle.front, front), (vehicle.rear, total - front)):
        turns, teeth = float(axle.gear.turns_per_metre), float(axle.gear.tooth_loss)
        shaft = number(speed * turns)
        loss = axle.unit.loss(shaft, axle.unit.slowness(shaft), number(1.0), number(1.0))
        torque = force * (1.0 + teeth) / turns
        on = float(loss.constant) + torque * (float(loss.linear) + float(loss.quadratic) * torque)
        found += np.where(force > 0.0, on, float(loss.off)) + teeth * speed * force
    return found


@pytest.mark.parametrize("speed", [8.0, 20.0, 33.0])
@pytest.mark.parametrize("gain", [0.0, 0.5, 2.0])
def test_the_split_is_the_cheapest_of_all(speed: float, gain: float):
    """No split that the limits allow loses less, to the finest grid; the bus is at nominal."""
    vehicle = altered(car(SU7), {"controls.switching_penalty": 0.0, "battery.resistance": 1e-6})
    battery = vehicle.battery
    voltage = float(battery.circuit(
        at_speed(vehicle, speed).charge, number(0.0), number(0.0), number(298.15), number(1.0)
    ).source)  # fmt: skip
    vehicle = altered(vehicle, {"battery.nominal_voltage": voltage})
    after, record = moved(vehicle, at_speed(vehicle, speed), speed + gain)
    middle = 0.5 * (speed + float(after.speed))
    teeth = [
        float(getattr(record, f"{side}_gear")) - float(axle.gear.spin_force) * middle
        for side, axle in (("front", vehicle.front), ("rear", vehicle.rear))
    ]
    lost = float(record.front_drive_unit + record.rear_drive_unit) + sum(teeth)
    shaft = float(record.terminal_out - record.auxiliaries - record.dcdc) - lost
    total = shaft / middle
    grid = np.concatenate([[0.0, total], np.linspace(0.0, total, 20_001)])
    assert lost == pytest.approx(np.min(losses(vehicle, middle, grid, total)), rel=1e-6)


def test_the_penalty_keeps_a_car_from_chattering():
    penalised = altered(car(SU7), {"controls.switching_penalty": 1e5})
    for axles in (Axles.BOTH, Axles.FRONT, Axles.REAR):
        state = at_speed(penalised, 20.0, axles=float(axles))
        after, _ = moved(penalised, state, 20.2)
        assert int(after.axles) == axles


def test_without_force_no_axle_switches():
    for axles in (Axles.BOTH, Axles.FRONT, Axles.REAR):
        after, _ = moved(car(SU7), at_speed(car(SU7), 0.0, axles=float(axles)))
        assert int(after.axles) == axles


@given(speed=st.floats(0.1, 55.0), asked=st.floats(0.0, 60.0), axles=st.sampled_from(list(Axles)))
def test_each_axle_stays_within_its_envelope(speed: float, asked: float, axles: Axles):
    """Teeth tell the force of an axle: their loss is a share of force times speed."""
    vehicle = car(SU7)
    after, record = moved(vehicle, at_speed(vehicle, speed, axles=float(axles)), asked)
    middle = 0.5 * (speed + float(np.clip(asked, speed - 19.6, speed + 19.6)))
    for side, axle in (("front", vehicle.front), ("rear", vehicle.rear)):
        gear, unit = axle.gear, axle.unit
        mean = float(after.position)
        teeth = float(getattr(record, f"{side}_gear")) - float(gear.spin_force) * mean
        force = teeth / (float(gear.tooth_loss) * middle)
        torque = force / float(gear.turns_per_metre)
        shaft = max(middle * float(gear.turns_per_metre), 0.5 * float(unit.base_speed))
        most = min(float(unit.peak_torque), float(unit.peak_power) / shaft)
        assert -1e-6 <= torque <= most / (1.0 - float(gear.tooth_loss)) + 1e-6


def small_pack() -> Car:
    """Parked with 5 kW of loads on 40 Ah, nothing lost on the way, pack at constant heat."""
    return altered(
        car(TESLA),
        {
            "battery.chemistry": Chemistry.NMC,
            "battery.cells_in_series": 90.0,
            "battery.capacity": 20.0 * 3600.0,
            "battery.resistance": 0.2,
            "battery.fast_capacitance": FAST_TIME / (FAST_SHARE * 0.2),
            "battery.slow_capacitance": SLOW_TIME / (SLOW_SHARE * 0.2),
            "battery.heat_capacity": 1e12,
            "battery.empty_charge": 0.0,
            "rear.unit.standby": 0.0,
            "accessories.dcdc_efficiency": 1.0,
            "accessories.load": 15e3,
        },
    )


@jax.jit
def pulse(vehicle: Car, start: State, on: jax.Array, dt: jax.Array) -> tuple[State, Record]:
    """15 kW while `on`, then nothing, parked."""
    air, ask = reference_environment(vehicle), ask_for(0.0)

    def go(state: State, share: jax.Array):
        load = vehicle.accessories.load * share
        loaded = eqx.tree_at(lambda v: v.accessories.load, vehicle, load)
        after, record = step(loaded, state, ask, air, dt)
        return after, (after, record)

    return jax.lax.scan(go, start, on)[1]


@pytest.mark.parametrize("temperature", [273.15, 298.15])
@pytest.mark.parametrize("time_step", [1.0, 0.1])
def test_the_pack_against_an_integrator(temperature: float, time_step: float):
    """Two RC pairs under constant power, then at rest, by solve_ivp of the circuit's equations."""
    vehicle = small_pack()
    start = at_speed(vehicle, 0.0, charge=0.8, cell_temperature=temperature)
    pushed, rested = round(300.0 / time_step), round(600.0 / time_step)
    on = jnp.asarray(np.repeat([1.0, 0.0], [pushed, rested]))
    states, record = pulse(vehicle, start, on, number(time_step))

    curves = json.loads((files("carwright.car") / "cell_curves.json").read_text(encoding="utf-8"))
    points = np.linspace(0.0, 1.0, 101)
    cold = np.exp(float(vehicle.battery.activation) * (1.0 / temperature - 1.0 / 298.15))
    capacities = [float(c) for c in (
        vehicle.battery.fast_capacitance, vehicle.battery.slow_capacitance
    )]  # fmt: skip

    def rate(_: float, y: np.ndarray, power: float) -> list[float]:
        charge, fast, slow, _heat = y
        rest = 90.0 * np.interp(charge, points, curves["nmc"]["rest_voltage_v"])
        base = 0.2 * np.interp(charge, points, curves["nmc"]["resistance_ratio"])
        ohmic = base * OHMIC_SHARE * (1.0 - OHMIC_COLD_SHARE + OHMIC_COLD_SHARE * cold)
        source = rest - fast - slow
        current = 2.0 * power / (source + np.sqrt(source**2 - 4.0 * ohmic * power))
        return [
            -current / (20.0 * 3600.0),
            (current - fast / (base * cold * FAST_SHARE)) / capacities[0],
            (current - slow / (base * cold * SLOW_SHARE)) / capacities[1],
            current**2 * ohmic
            + fast**2 / (base * cold * FAST_SHARE)
            + slow**2 / (base * cold * SLOW_SHARE),
        ]

    solve = partial(solve_ivp, rate, rtol=1e-10, atol=1e-12, max_step=5.0)
    push = solve((0.0, 300.0), [0.8, 0.0, 0.0, 0.0], args=(15e3,))
    rest = solve((0.0, 600.0), push.y[:, -1], args=(0.0,))
    heat = np.cumsum(np.asarray(record.cell_ohmic + record.cell_polarisation)) * time_step
    for at, solved in ((pushed - 1, push), (pushed + rested - 1, rest)):
        charge, fast, slow, lost = solved.y[:, -1]
        assert float(states.charge[at]) == pytest.approx(charge, rel=2e-5)
        assert float(states.fast_polarisation[at]) == pytest.approx(fast, rel=2e-3, abs=2e-3)
        assert float(states.slow_polarisation[at]) == pytest.approx(slow, rel=2e-3)
        assert heat[at] == pytest.approx(lost, rel=2e-3)


@pytest.mark.parametrize("time_step", [0.1, 1.0, 5.0])
def test_pairs_relax_as_exponentials(time_step: float):
    """Nothing drawn: each voltage falls by exp(-t/RC) and its energy turns into heat."""
    vehicle = altered(small_pack(), {"accessories.load": 0.0})
    start = at_speed(vehicle, 0.0, cell_temperature=298.15, fast_polarisation=4.0, charge=0.505)
    start = altered(start, {"slow_polarisation": 6.0})
    after, record = moved(vehicle, start, time_step=time_step)
    circuit = vehicle.battery.circuit(*(number(x) for x in (0.505, 4.0, 6.0, 298.15, time_step)))
    stored = 0.0
    for name, voltage, capacitance, resistance in (
        ("fast", 4.0, vehicle.battery.fast_capacitance, circuit.fast_resistance),
        ("slow", 6.0, vehicle.battery.slow_capacitance, circuit.slow_resistance),
    ):
        left = voltage * np.exp(-time_step / float(capacitance * resistance))
        assert float(getattr(after, f"{name}_polarisation")) == pytest.approx(left, rel=1e-12)
        stored += 0.5 * float(capacitance) * (voltage**2 - left**2)
    assert float(record.cell_polarisation) * time_step == pytest.approx(stored, rel=1e-9)
    assert float(record.chemical) == pytest.approx(0.0, abs=1e-9)


def test_terminal_power_is_chemistry_less_heat_and_polarisation():
    vehicle = car(SU7)
    start = at_speed(vehicle, 20.0, fast_polarisation=1.0, slow_polarisation=2.0)
    after, record = moved(vehicle, start, 21.0)

    def pairs(state: State) -> float:
        fast = vehicle.battery.fast_capacitance * state.fast_polarisation**2
        slow = vehicle.battery.slow_capacitance * state.slow_polarisation**2
        return 0.5 * float(fast + slow)

    lost = float(record.cell_ohmic + record.cell_polarisation) + pairs(after) - pairs(start)
    assert float(record.chemical) - lost == pytest.approx(float(record.terminal_out), rel=1e-10)
