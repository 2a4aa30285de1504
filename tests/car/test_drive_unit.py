"""Drive unit: the loss surface and the envelope by hand, and what an idle unit still costs."""

import jax
import pytest
from hypothesis import given
from hypothesis import strategies as st
from workshop import CARS, GARAGE, SU7, TESLA, altered, at_speed, car, figures, moved, number

import carwright
from carwright.car.drive_unit import DriveUnit
from carwright.cars.from_file import vector
from carwright.figure_table import CHOICE_INDEX, Machine
from carwright.figure_vector import Figures
from carwright.settle.resolve import resolve
from carwright.settle.settle import Chance, version

loss_of = jax.jit(DriveUnit.loss)
limit_of = jax.jit(DriveUnit.torque_limit)
fade_of = jax.jit(DriveUnit.fade)


def motor() -> DriveUnit:
    """300 Nm and 150 kW, so 500 rad/s at the corner, with round losses."""
    numbers = {
        "present": 1.0,
        "peak_torque": 300.0,
        "peak_power": 150e3,
        "base_speed": 500.0,
        "delivered_share": 1.0,
        "first_gear_step": 1.0,
        "continuous_share": 0.5,
        "copper": 0.05,
        "load_iron": 0.01,
        "inverter": 4.0,
        "weakened_copper": 0.5,
        "switching": 200.0,
        "standby": 30.0,
        "weakening": 2000.0,
        "onset_speed": 600.0,
        "holds_field": 1.0,
        "derate_start": 373.15,
        "derate_end": 423.15,
    }
    return altered(car(TESLA).rear.unit, numbers)


@pytest.mark.parametrize(
    ("temperature", "share"),
    [(300.0, 1.0), (373.15, 1.0), (398.15, 0.75), (423.15, 0.5), (500.0, 0.5)],
)
def test_a_warm_unit_fades_to_its_lasting_power(temperature: float, share: float):
    assert float(fade_of(motor(), number(temperature))) == pytest.approx(share)
    assert float(fade_of(altered(motor(), {"present": 0.0}), number(temperature))) == 0.0


def test_loss_at_peak_power_by_hand():
    """copper 0.05 300^2, iron 0.01 500 300, inverter 4 300, switching 200, standby 30."""
    assert float(motor().peak_loss) == pytest.approx(4500.0 + 1500.0 + 1200.0 + 230.0)
    assert loss(motor(), 500.0, 300.0) == pytest.approx(float(motor().peak_loss))


def slow(unit: DriveUnit, speed: float):
    return unit.slowness(number(speed))


def loss(unit: DriveUnit, speed: float, torque: float, ratio: float = 1.0) -> float:
    found = loss_of(unit, number(speed), slow(unit, speed), number(ratio), number(1.0 / ratio))
    return float(found.quadratic * torque**2 + found.linear * torque + found.constant)


@pytest.mark.parametrize(
    ("speed", "torque", "watts"),
    [
        # copper 0.05 T^2, iron 0.01 w T, inverter 4 T, switching 200, standby 30
        (300.0, 100.0, 500.0 + 300.0 + 400.0 + 230.0),
        (500.0, 300.0, 4500.0 + 1500.0 + 1200.0 + 230.0),
        # at 1000: copper x (1 + 0.5 (2^2 - 1)), weakening 2000 (1 - 600/1000)
        (1000.0, 100.0, 500.0 * 2.5 + 1000.0 + 400.0 + 230.0 + 800.0),
        (0.0, 50.0, 125.0 + 0.0 + 200.0 + 230.0),
    ],
)
def test_loss_by_hand(speed: float, torque: float, watts: float):
    assert loss(motor(), speed, torque) == pytest.approx(watts, rel=1e-12)


def test_a_low_bus_weakens_earlier_and_switches_less():
    # At 80 % of the voltage: onset 480, speed over base 2.5; switching is 0.6 of the inverter's.
    watts = 500.0 * (1.0 + 0.5 * (2.5**2 - 1.0)) + 1000.0 + 2000.0 * 0.52
    watts += 400.0 * (0.4 + 0.6 * 0.8) + 200.0 * 0.8 + 30.0
    assert loss(motor(), 1000.0, 100.0, ratio=0.8) == pytest.approx(watts, rel=1e-12)


@pytest.mark.parametrize(
    ("speed", "ratio", "temperature", "torque"),
    [
        (0.0, 1.0, 300.0, 300.0),
        (500.0, 1.0, 300.0, 300.0),
        (1000.0, 1.0, 300.0, 150.0),
        (1500.0, 1.0, 300.0, 100.0),
        (1000.0, 0.8, 300.0, 120.0),
        (1000.0, 1.2, 300.0, 150.0),
        (300.0, 0.8, 300.0, 300.0),
        (1000.0, 1.0, 398.15, 112.5),
        (1000.0, 1.0, 500.0, 75.0),
        (200.0, 1.0, 500.0, 150.0),
    ],
)
def test_the_envelope_by_hand(speed: float, ratio: float, temperature: float, torque: float):
    unit = motor()
    found = limit_of(unit, slow(unit, speed), number(ratio), number(temperature))
    assert float(found) == pytest.approx(torque, rel=1e-12)


def test_an_absent_unit_has_no_torque_and_no_loss():
    unit = car(TESLA).front.unit
    assert float(limit_of(unit, slow(unit, 500.0), number(1.0), number(300.0))) == 0.0
    assert loss(unit, 500.0, 0.0) == 0.0
    off = loss_of(unit, number(900.0), slow(unit, 900.0), number(1.0), number(1.0)).off
    assert float(off) == 0.0
    assert float(unit.drag_linear) == float(unit.drag_quadratic) == 0.0


@pytest.mark.parametrize(("holds", "watts"), [(1.0, 30.0 + 800.0), (0.0, 30.0)])
def test_magnets_are_weakened_also_without_torque(holds: float, watts: float):
    unit = altered(motor(), {"holds_field": holds})
    off = loss_of(unit, number(1000.0), slow(unit, 1000.0), number(1.0), number(1.0)).off
    assert float(off) == pytest.approx(watts, rel=1e-12)


@given(
    speed=st.floats(0.0, 2000.0),
    torque=st.floats(0.0, 300.0),
    ratio=st.floats(0.6, 1.3),
    car_id=st.sampled_from(GARAGE),
)
def test_losses_are_never_negative_and_grow_with_torque(
    speed: float, torque: float, ratio: float, car_id: str
):
    unit = car(car_id).rear.unit
    if float(unit.present) == 0.0:
        unit = car(car_id).front.unit
    here = loss(unit, speed, torque, ratio)
    assert 0.0 < here <= loss(unit, speed, torque + 1.0, ratio)


@pytest.mark.parametrize("car_id", CARS)
def test_a_unit_is_at_its_best_between_idle_and_peak(car_id: str):
    """By physics alone, as what is learnt from tests of whole cars blames the unit for others."""
    settled = resolve(car_id)
    bare = version(settled.car_file, settled.usual.learning(()), Chance())
    vehicle = carwright.build_car(vector(bare))
    for unit in (vehicle.front.unit, vehicle.rear.unit):
        if float(unit.present) == 0.0:
            continue
        speed, torque = 0.7 * float(unit.base_speed), 0.4 * float(unit.peak_torque)
        power = speed * torque
        assert 0.87 < power / (power + loss(unit, speed, torque)) < 0.98


def test_the_drag_of_a_turning_motor_by_hand():
    numbers = {"rear.unit.drag_linear": 0.002, "rear.unit.drag_quadratic": 1e-6}
    vehicle = altered(car(TESLA), numbers)
    _, record = moved(vehicle, at_speed(vehicle, 25.0))
    shaft = 25.0 * float(vehicle.rear.gear.turns_per_metre)
    torque = 0.002 * shaft + 1e-6 * shaft**2
    assert float(record.rear_motor_drag) == pytest.approx(torque * shaft, rel=1e-9)


def machine(kind: Machine) -> Figures:
    """The SU7 Max with another machine on its front axle."""
    base = figures(SU7)
    place = CHOICE_INDEX["front_machine"]
    return Figures(values=base.values, choices=base.choices.at[place].set(int(kind)))


def test_a_car_gets_a_share_of_rated_power_and_launches_in_first_gear():
    """300 Nm times 1.5 up to 0.8 of 150 kW at 600 rad/s."""
    unit = altered(motor(), {"delivered_share": 0.8, "first_gear_step": 1.5})
    limits = [limit_of(unit, slow(unit, speed), number(1.0), number(300.0)) for speed in (0, 600)]
    assert [float(limit) for limit in limits] == pytest.approx([450.0, 0.8 * 150e3 / 600.0])
    assert float(unit.peak_loss) == float(motor().peak_loss)


@pytest.mark.parametrize("kind", [Machine.INDUCTION, Machine.WOUND_ROTOR])
def test_a_machine_without_magnets_costs_standby_only_when_off(kind: Machine):
    magnets = carwright.build_car(machine(Machine.PERMANENT_MAGNET)).front.unit
    without = carwright.build_car(machine(kind)).front.unit
    assert (float(magnets.holds_field), float(without.holds_field)) == (1.0, 0.0)


def test_full_throttle_gives_peak_torque_then_peak_power():
    vehicle = altered(car(TESLA), {"tyre.grip": 5.0, "battery.discharge_power": 1e9})
    gear, unit = vehicle.rear.gear, vehicle.rear.unit
    for speed in (5.0, 25.0, 40.0):
        state = at_speed(vehicle, speed)
        after, _ = moved(vehicle, state, speed + 15.0)
        shaft = (speed + 7.5) * float(gear.turns_per_metre)
        torque = min(float(unit.peak_torque), float(unit.delivered_power) / shaft)
        pull = torque * float(gear.turns_per_metre) / (1.0 + float(gear.tooth_loss))
        mass = float(vehicle.body.mass + vehicle.body.rotating_mass)
        coasting, _ = moved(vehicle, state, 0.0)
        gained = float(after.speed) - speed
        assert 0.75 * pull < mass * gained < pull, f"{speed} m/s"
        assert float(coasting.speed) < speed
