"""Battery: circuit, limits and current against the quadratic, the ledger's integral and hand."""

from functools import cache

import jax
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from workshop import CARS, TESLA, altered, car, number, rebuilt

from carwright.car import cell
from carwright.car.battery import REFERENCE_TEMPERATURE, Battery, Circuit
from carwright.figure_table import Chemistry

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

HALF, WARM = 0.5, REFERENCE_TEMPERATURE

circuit_of = jax.jit(Battery.circuit)
current_of = jax.jit(Battery.current)
limits_of = jax.jit(Battery.power_limits)
energy_of = jax.jit(cell.rest_energy)


@cache
def pack() -> Battery:
    """100 cells in series, 100 Ah, 0.1 ohm after ten seconds."""
    numbers = {
        "chemistry": Chemistry.NMC,
        "cells_in_series": 100.0,
        "capacity": 360_000.0,
        "resistance": 0.1,
        "activation": 2000.0,
        "fast_capacitance": FAST_TIME / (FAST_SHARE * 0.1),
        "slow_capacitance": SLOW_TIME / (SLOW_SHARE * 0.1),
        "lowest_voltage": 280.0,
        "highest_voltage": 420.0,
        "discharge_power": 1e9,
        "charge_power": 1e9,
    }
    return altered(car(TESLA).battery, numbers)


def seen(battery: Battery, charge: float, **others: float) -> Circuit:
    """The pack, by default at rest and warm, as a step of 1 s sees it."""
    values = {"fast": 0.0, "slow": 0.0, "temperature": WARM, "dt": 1.0} | others
    numbers = {name: number(value) for name, value in values.items()}
    return circuit_of(battery, number(charge), **numbers)


def test_an_instant_sees_the_ohmic_resistance_only():
    circuit = seen(pack(), HALF, dt=1e-6)
    assert float(circuit.resistance) == pytest.approx(0.1 * OHMIC_SHARE, rel=1e-6)
    assert float(circuit.source) == pytest.approx(float(circuit.rest), rel=1e-12)


def test_a_step_of_ten_seconds_holds_what_the_pairs_have_built_up_in_the_mean():
    circuit = seen(pack(), HALF, dt=10.0)
    fast, slow = 10.0 / FAST_TIME, 10.0 / SLOW_TIME
    mean = [1.0 - (1.0 - np.exp(-x)) / x for x in (fast, slow)]
    pairs = FAST_SHARE * mean[0] + SLOW_SHARE * mean[1]
    expected = 0.1 * (OHMIC_SHARE + pairs) + float(circuit.sag)
    assert float(circuit.resistance) == pytest.approx(expected, rel=1e-9)
    assert float(circuit.fast_decay) == pytest.approx(np.exp(-fast), rel=1e-9)
    assert float(circuit.slow_decay) == pytest.approx(np.exp(-slow), rel=1e-9)


def test_polarisation_lowers_the_source():
    circuit = seen(pack(), HALF, fast=2.0, slow=3.0, dt=1e-3)
    assert float(circuit.rest - circuit.source) == pytest.approx(5.0, rel=1e-3)


def test_cold_raises_each_resistance_as_arrhenius_says():
    warm, cold = seen(pack(), HALF, dt=1e-6), seen(pack(), HALF, dt=1e-6, temperature=258.15)
    rise = np.exp(2000.0 * (1.0 / 258.15 - 1.0 / 298.15))
    assert float(cold.slow_resistance / warm.slow_resistance) == pytest.approx(rise, rel=1e-9)
    assert float(cold.ohmic / warm.ohmic) == pytest.approx(0.4 + 0.6 * rise, rel=1e-9)


@pytest.mark.parametrize("charge", [0.1, 0.35, 0.6, 0.9])
def test_rest_voltage_is_that_of_the_cells(charge: float):
    battery = pack()
    slope = jax.grad(cell.rest_energy, argnums=1)(
        battery.chemistry, number(charge + 1e-9), battery.shift
    )
    assert float(seen(battery, charge).rest) == pytest.approx(100.0 * float(slope), rel=1e-6)


@pytest.mark.parametrize("power", [-150e3, -20e3, -1.0, 0.0, 1.0, 5e3, 80e3, 200e3])
def test_current_is_the_root_of_the_quadratic(power: float):
    circuit = seen(pack(), 0.505, dt=0.1)
    source, resistance = float(circuit.source), float(circuit.resistance)
    space = source**2 - 4.0 * resistance * power
    expected = (source - np.sqrt(space)) / (2.0 * resistance)
    current, chemical = current_of(pack(), circuit, number(power), number(0.1))
    assert float(current) == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert float(current) * (source - resistance * expected) == pytest.approx(power, abs=1e-4)
    sagged = float(circuit.rest) - float(circuit.sag) * expected
    assert float(chemical) == pytest.approx(expected * sagged, rel=1e-9, abs=1e-9)


def test_more_than_the_pack_can_give_draws_half_of_the_short_circuit():
    circuit = seen(pack(), HALF, dt=0.1)
    most = float(circuit.source) ** 2 / (4.0 * float(circuit.resistance))
    current, _ = current_of(pack(), circuit, number(1.5 * most), number(0.1))
    expected = 0.5 * float(circuit.source / circuit.resistance)
    assert float(current) == pytest.approx(expected, rel=1e-3)
    slope = jax.grad(lambda power: current_of(pack(), circuit, power, number(0.1))[0])
    assert all(np.isfinite(float(slope(number(most * x)))) for x in (0.0, 0.9, 1.0, 1.1))


@given(
    kind=st.integers(0, 3),
    charge=st.floats(0.02, 0.99),
    rate=st.floats(-6.0, 6.0),
    dt=st.floats(0.01, 1.0),
)
def test_chemical_power_is_the_energy_of_the_charge_it_moves(
    kind: int, charge: float, rate: float, dt: float
):
    battery = altered(pack(), {"chemistry": kind})
    circuit = seen(battery, charge, dt=dt)
    power = number(rate * 100.0 * 350.0)
    current, chemical = current_of(battery, circuit, power, number(dt))
    left = number(charge - float(current) * dt / 360_000.0)
    before, after = (energy_of(battery.chemistry, q, battery.shift) for q in (number(charge), left))
    energy = 100.0 * 360_000.0 * float(before - after)
    assert float(chemical) * dt == pytest.approx(energy, rel=1e-9, abs=1e-6)


@given(kind=st.integers(0, 3), charge=st.floats(0.05, 0.99), rate=st.floats(-20.0, 20.0))
def test_power_is_kept_across_a_kink_of_the_curve(kind: int, charge: float, rate: float):
    """A second at up to 20 C crosses from one span of the curve into the next."""
    battery = altered(pack(), {"chemistry": kind, "resistance": 0.02, "lowest_voltage": 150.0})
    circuit = seen(battery, charge)
    power = number(rate * 100.0 * 300.0)
    current, chemical = current_of(battery, circuit, power, number(1.0))
    lost = float(circuit.resistance - circuit.sag) * float(current) ** 2
    given_power = float(chemical) - lost
    assert given_power == pytest.approx(float(power), rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("charge", [0.0, -1e-4, -2e-3, 1.0, 1.002])
def test_at_and_beyond_its_ends_a_battery_answers_in_numbers(charge: float):
    circuit = seen(pack(), charge)
    for power in (0.0, 1e3, -1e3):
        answer = current_of(pack(), circuit, number(power), number(1.0))
        assert np.isfinite([float(part) for part in answer]).all(), f"{power} W"


def test_limits_by_hand():
    battery = pack()
    circuit = seen(battery, HALF, dt=0.1)
    source, resistance = float(circuit.source), float(circuit.resistance)
    give, take = limits_of(battery, circuit, number(1.0), number(1.0))
    # Behind the resistance the pack stands at its lowest, at its highest voltage.
    assert float(give) == pytest.approx(280.0 * (source - 280.0) / resistance, rel=1e-9)
    assert float(take) == pytest.approx(420.0 * (420.0 - source) / resistance, rel=1e-9)


@pytest.mark.parametrize("fade", [0.0, 0.3, 1.0])
def test_power_limits_of_the_label_hold(fade: float):
    battery = altered(pack(), {"discharge_power": 50e3, "charge_power": 30e3})
    give, take = limits_of(battery, seen(battery, HALF), number(fade), number(1.0))
    assert float(give) == pytest.approx(50e3)
    assert float(take) == pytest.approx(fade * 30e3)


def test_a_pack_above_its_highest_voltage_takes_nothing():
    battery = altered(pack(), {"highest_voltage": 350.0})
    _, take = limits_of(battery, seen(battery, 0.95), number(1.0), number(1.0))
    assert float(take) == 0.0


def test_a_weak_pack_gives_no_more_than_it_can():
    battery = altered(pack(), {"resistance": 10.0, "lowest_voltage": 1.0})
    circuit = seen(battery, HALF)
    give, _ = limits_of(battery, circuit, number(1.0), number(1.0))
    assert 0.0 < float(give) < float(circuit.source**2 / (4.0 * circuit.resistance))


@pytest.mark.parametrize("car_id", CARS)
def test_usable_energy_lies_between_full_and_empty(car_id: str):
    battery = car(car_id).battery
    full, empty = (
        energy_of(battery.chemistry, q, battery.shift)
        for q in (battery.full_charge, battery.empty_charge)
    )
    whole = float(battery.cells_in_series * battery.capacity * (full - empty))
    assert float(battery.usable_energy) == pytest.approx(whole, rel=1e-12)
    assert 0.0 <= float(battery.empty_charge) < float(battery.full_charge) <= 1.0
    assert 200.0 < float(battery.nominal_voltage) < 850.0


def test_an_aged_pack_holds_less():
    new, old = car(TESLA).battery, rebuilt(TESLA, battery_health_share=0.8).battery
    assert float(old.capacity / new.capacity) == pytest.approx(0.8)
    assert float(old.usable_energy / new.usable_energy) == pytest.approx(0.8)


def test_hot_cells_lose_their_power_without_a_jump():
    battery = car(TESLA).battery
    start, end = float(battery.derate_start), float(battery.derate_end)
    middle = 0.5 * (start + end)
    shares = [
        float(battery.cool(number(at))) for at in (start - 5.0, start, middle, end, end + 5.0)
    ]
    assert shares == pytest.approx([1.0, 1.0, 0.5, 0.0, 0.0])
