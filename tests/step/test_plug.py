"""Plug: what flows from the wall, bound by charger, station, voltage and a full pack."""

import equinox as eqx
import jax
import pytest
from workshop import CARS, TESLA, altered, at_speed, car, leaves_are_finite, number, one_step

from carwright.car.car import Car
from carwright.codes import Climate, Outcome
from carwright.run.asks import plugged, plugged_dc
from carwright.run.drive import surroundings
from carwright.run.simulate import reference_environment, soaked_state
from carwright.state import Ask, Environment, Record, Scalar, State
from carwright.step.step import step


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


def fast(
    vehicle: Car,
    state: State,
    *limits: float,
    dt: float = 10.0,
) -> tuple[State, Record]:
    """One step at a DC station: power, current, voltage."""
    power, current, voltage = (number(limit) for limit in limits)
    ask = plugged_dc(power, current, voltage)
    return one_step(vehicle, state, ask, reference_environment(vehicle), number(dt))


def eager() -> Car:
    """The simple car with an inlet that takes 200 kW at any charge and loses 1 %."""
    numbers = {
        "inlet.power": 200e3,
        "inlet.empty_power": 400e3,
        "inlet.first_slope": 0.0,
        "inlet.loss_share": 0.01,
        "inlet.current": 1e4,
        "inlet.warm": 250.0,
    }
    vehicle = altered(simple(), numbers)
    bends = tuple(jax.numpy.zeros_like(bend) for bend in vehicle.inlet.bends)
    return eqx.tree_at(lambda c: c.inlet.bends, vehicle, bends)


def test_dc_powers_by_hand():
    _, record = fast(eager(), at_speed(eager(), 0.0, charge=0.3), 50e3, 1e4, 1e3)
    assert float(record.grid) == pytest.approx(50e3 / 0.95, rel=1e-9)
    assert float(record.charger) == pytest.approx(50e3 / 0.95 - 50e3, rel=1e-9)
    assert float(record.cable) == pytest.approx(500.0, rel=1e-9)
    assert float(record.auxiliaries) == pytest.approx(190.0, rel=1e-9)
    assert float(record.terminal_in) == pytest.approx(50e3 - 500.0 - 200.0, rel=1e-9)


@pytest.mark.parametrize("which", ["station", "inlet"])
def test_the_smaller_current_limits(which: str):
    """Current of the station, or of the inlet, times the pack's voltage."""
    vehicle = altered(eager(), {"inlet.current": 100.0 if which == "inlet" else 1e4})
    state = at_speed(vehicle, 0.0, charge=0.5)
    after, _ = fast(vehicle, state, 1e6, 100.0 if which == "station" else 1e4, 1e3)
    current = float((after.charge - state.charge) * vehicle.battery.capacity) / 10.0
    assert current == pytest.approx(100.0, rel=1e-6)


def test_a_station_below_the_pack_gives_nothing_and_a_booster_helps():
    vehicle = altered(car("porsche-taycan-4s"), {"inlet.warm": 250.0})
    state = at_speed(vehicle, 0.0, charge=0.3)
    _, none = fast(vehicle, state, 150e3, 400.0, 500.0)
    assert float(none.grid) == 0.0
    boosted = altered(vehicle, {"inlet.booster": 50e3})
    _, some = fast(boosted, state, 150e3, 400.0, 500.0)
    assert float(some.grid) * 0.95 == pytest.approx(50e3, rel=1e-9)
    lost = float(some.cable) / 50e3
    assert lost == pytest.approx(1.0 - 0.97 * (1.0 - float(vehicle.inlet.loss_share)), rel=1e-9)
    _, weak = fast(boosted, state, 150e3, 60.0, 500.0)
    assert float(weak.grid) * 0.95 == pytest.approx(60.0 * 500.0, rel=1e-9)


def test_a_station_just_above_the_pack_holds_its_voltage():
    """As the pack nears the station's voltage the current falls to nothing, without a jump."""
    powers = []
    for charge in (0.2, 0.5, 0.7, 0.8, 0.85, 0.9):
        state = at_speed(eager(), 0.0, charge=charge)
        powers.append(float(fast(eager(), state, 1e6, 1e4, 352.0)[1].terminal_in))
    assert powers == sorted(powers, reverse=True)
    assert leaves_are_finite(powers)


@pytest.mark.slow
@pytest.mark.parametrize("charge", [0.0, 0.02, 0.5, 1.0])
@pytest.mark.parametrize("temperature", [233.15, 303.15, 333.15, 340.0])
@pytest.mark.parametrize("voltage", [0.0, 300.0, 500.0, 1000.0])
def test_gradients_at_the_plug_are_finite(charge: float, temperature: float, voltage: float):
    vehicle = car(TESLA)
    state = at_speed(vehicle, 0.0, charge=charge, cell_temperature=temperature)
    ask, air = plugged_dc(number(1e5), number(300.0), number(voltage)), reference_environment
    assert leaves_are_finite(_slopes(vehicle, state, ask, air(vehicle)))


@eqx.filter_jit
def _slopes(vehicle: Car, state: State, ask: Ask, air: Environment) -> tuple[Car, State, Ask]:
    def total(parts: tuple[Car, State, Ask]) -> Scalar:
        after, record = step(*parts, air, number(30.0))
        return record.grid + record.cable + 1e6 * after.charge

    return eqx.filter_grad(total)((vehicle, state, ask))


def test_climate_beyond_a_weak_plug_comes_out_of_the_pack():
    vehicle = car(TESLA)
    frost = surroundings(vehicle, temperature=253.15)
    start = soaked_state(vehicle, number(0.8), frost)
    ask = altered(plugged(number(1800.0)), {"climate": int(Climate.AUTO), "occupants": 0.0})
    after, record = one_step(vehicle, start, ask, frost, number(1.0))
    assert float(record.climate) > 3000.0
    assert float(record.grid) == pytest.approx(1800.0, rel=1e-9)
    assert float(record.terminal_out) > 1000.0
    assert float(after.charge) < float(start.charge)
    given = float(record.grid - record.charger + record.terminal_out)
    assert given == pytest.approx(float(record.climate), rel=1e-9)
