"""Plug: what flows from the wall, bound by charger, station, voltage and a full pack."""

import jax
import pytest
from workshop import CARS, TESLA, altered, at_speed, car, leaves_are_finite, number, one_step

from carwright.car.car import Car
from carwright.codes import Outcome
from carwright.run.asks import plugged
from carwright.run.simulate import reference_environment
from carwright.state import Record, State


def charged(
    vehicle: Car, state: State, station: float = 1e6, dt: float = 60.0
) -> tuple[State, Record]:
    """One step at the plug."""
    air = reference_environment(vehicle)
    return one_step(vehicle, state, plugged(number(station)), air, number(dt))


def simple() -> Car:
    """A charger of 8 kW that loses 100 W and 5 %; 190 W of loads through a lossless converter."""
    numbers = {
        "charger.power": 8e3,
        "charger.constant_loss": 100.0,
        "charger.loss_share": 0.05,
        "charger.auxiliaries": 190.0,
        "accessories.dcdc_efficiency": 0.95,
    }
    return altered(car(TESLA), numbers)


@pytest.mark.parametrize(("station", "wall"), [(1e6, 8e3), (3e3, 3e3)])
def test_powers_by_hand(station: float, wall: float):
    after, record = charged(simple(), at_speed(simple(), 0.0), station)
    assert float(record.grid) == pytest.approx(wall, rel=1e-12)
    assert float(record.charger) == pytest.approx(100.0 + 0.05 * wall, rel=1e-9)
    assert float(record.auxiliaries) == pytest.approx(190.0, rel=1e-12)
    assert float(record.dcdc) == pytest.approx(10.0, rel=1e-9)
    assert float(record.terminal_in) == pytest.approx(0.95 * wall - 300.0, rel=1e-9)
    assert float(record.terminal_out) == float(record.rear_drive_unit) == 0.0
    assert float(after.charge) > 0.6 * float(simple().battery.full_charge)
    assert float(after.speed) == float(after.position) == 0.0


@pytest.mark.parametrize("car_id", CARS)
def test_a_pack_is_held_at_its_voltage_and_ends_full(car_id: str):
    vehicle = altered(car(car_id), {"charger.power": 40e3})
    full = float(vehicle.battery.full_charge)
    state, power = at_speed(vehicle, 0.0, charge=full - 0.02), float("inf")
    for _ in range(80):
        state, record = charged(vehicle, state)
        assert float(record.grid) <= power * (1.0 + 1e-9)
        assert float(state.charge) <= full * (1.0 + 1e-12)
        power = float(record.grid)
    assert float(state.charge) == pytest.approx(full, abs=1e-9)
    assert power == 0.0


def test_current_falls_to_the_last_one():
    """A twentieth of what fills the pack in an hour, where the pack is warm and settled."""
    vehicle = altered(car(TESLA), {"charger.power": 40e3})
    battery = vehicle.battery
    state = at_speed(
        vehicle, 0.0, charge=float(battery.full_charge) - 0.01, cell_temperature=298.15
    )
    rates = []
    for _ in range(200):
        after, _ = charged(vehicle, state, dt=20.0)
        rates.append(float(after.charge - state.charge) * 180.0)
        state = after
    lasts = [rate for rate in rates if rate > 0.0]
    assert lasts[-2] == pytest.approx(0.05, rel=0.15)
    assert lasts[0] > 2.0 * lasts[-2]


def test_the_last_step_counts_its_share_of_the_time():
    """Long or short, the same charge costs the same; the voltage is not held here."""
    vehicle = altered(simple(), {"battery.full_voltage": 1e3})
    start = at_speed(vehicle, 0.0, charge=float(vehicle.battery.full_charge) - 1e-3)
    energies = []
    for dt in (60.0, 300.0, 1200.0):
        state, record = charged(vehicle, start, dt=dt)
        assert float(state.charge) == pytest.approx(float(vehicle.battery.full_charge), abs=1e-12)
        energies.append((float(record.grid) * dt, float(record.auxiliaries) * dt))
    for wall, load in energies:
        assert wall == pytest.approx(energies[0][0], rel=5e-3)
        assert load == pytest.approx(energies[0][1], rel=5e-3)


def test_a_full_car_draws_nothing():
    vehicle = simple()
    start = at_speed(vehicle, 0.0, charge=float(vehicle.battery.full_charge))
    after, record = charged(vehicle, start)
    drawn = ("grid", "charger", "auxiliaries", "dcdc", "terminal_in", "terminal_out", "chemical")
    assert [name for name in drawn if float(getattr(record, name)) != 0.0] == []
    assert float(after.charge) == float(start.charge)


@pytest.mark.parametrize("station", [0.0, 200.0])
def test_a_station_too_weak_for_the_losses_charges_nothing(station: float):
    start = at_speed(simple(), 0.0)
    after, record = charged(simple(), start, station)
    assert float(record.grid) == float(record.terminal_out) == 0.0
    assert float(after.charge) == float(start.charge)
    assert leaves_are_finite((after, record))


def test_an_empty_battery_charges_and_how_the_drive_ended_stays():
    start = at_speed(simple(), 0.0, outcome=Outcome.EMPTY, charge=0.001)
    after, record = charged(simple(), start)
    assert float(record.grid) == pytest.approx(8e3)
    assert float(after.charge) > 0.001
    assert int(after.outcome) == Outcome.EMPTY


def test_charging_below_nothing_on_the_display_is_no_empty_battery():
    start = at_speed(simple(), 0.0, charge=0.001)
    after, _ = charged(simple(), start, dt=1.0)
    assert int(after.outcome) == Outcome.FOLLOWED


def test_padding_charges_nothing():
    ask = altered(plugged(number(8e3)), {"valid": False})
    start = at_speed(simple(), 0.0)
    after, record = one_step(simple(), start, ask, reference_environment(simple()), number(60.0))
    assert jax.tree.all(jax.tree.map(lambda a, b: bool(a == b), start, after))
    assert [name for name, power in vars(record).items() if float(power) != 0.0] == []
