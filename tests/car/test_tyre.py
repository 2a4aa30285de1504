"""Tyre: rolling force by load, speed, slope and temperature."""

import jax
import numpy as np
import pytest
from workshop import TESLA, G, altered, at_speed, car, course, moved, number, rebuilt

import carwright
from carwright.car.tyre import REFERENCE_AIR, Tyre

stiffness_of = jax.jit(Tyre.stiffness)


def simple():
    """1600 kg on tyres of 0.009, growing with speed squared, 25 K above the air when warm."""
    numbers = {
        "body.mass": 1600.0,
        "tyre.rolling_coefficient": 0.009,
        "tyre.speed_rise": 2e-4,
        "tyre.temperature_coefficient": 0.006,
        "tyre.warm_rise": 25.0,
        "tyre.still_share": 0.2,
    }
    return altered(car(TESLA), numbers)


@pytest.mark.parametrize(
    ("speed", "force"), [(10.0, 0.009 * 1600.0 * G * 1.02), (30.0, 0.009 * 1600.0 * G * 1.18)]
)
def test_rolling_force_by_hand(speed: float, force: float):
    _, record = moved(simple(), at_speed(simple(), speed))
    assert float(record.tyres) == pytest.approx(force * speed, rel=1e-9)


def test_a_slope_takes_load_off_the_tyres():
    _, record = moved(simple(), at_speed(simple(), 10.0), slope=0.1)
    force = 0.009 * 1600.0 * G * np.sqrt(1.0 - 0.1**2) * 1.02
    assert float(record.tyres) == pytest.approx(force * 10.0, rel=1e-9)


@pytest.mark.parametrize(
    ("temperature", "factor"),
    [
        (REFERENCE_AIR + 25.0, 1.0),
        (REFERENCE_AIR, 1.15),
        (273.15, 1.27),
        (REFERENCE_AIR + 400, 0.2),
    ],
)
def test_a_cold_tyre_rolls_harder(temperature: float, factor: float):
    stiffness = stiffness_of(simple().tyre, number(temperature))
    assert float(stiffness) == pytest.approx(factor, rel=1e-9)


def test_a_warm_tyre_stays_warm_at_80_and_is_warmer_on_a_motorway_and_colder_in_town():
    vehicle = simple()

    def held(speed: float) -> float:
        run = carwright.drive(vehicle, course(np.full(20_001, speed)))
        return float(run.end.tyre_temperature) - REFERENCE_AIR

    assert held(80.0 / 3.6) == pytest.approx(25.0, abs=1e-6)
    # Heat F v (1 + beta (25 - T)) meets cooling at T: by hand at 30 and 120 km/h, a fifth at rest.
    for kmh in (30.0, 120.0):
        faster = kmh / 80.0
        loss = faster * (1.0 + 2e-4 * (kmh / 3.6) ** 2) / (1.0 + 2e-4 * (80.0 / 3.6) ** 2)
        cooling = 0.2 + 0.8 * faster
        warmth = 25.0 * loss * (1.0 + 0.006 * 25.0) / (cooling + 25.0 * loss * 0.006)
        assert held(kmh / 3.6) == pytest.approx(warmth, abs=1e-3)
        assert (warmth > 25.0) == (kmh > 80.0)


def test_a_cold_tyre_warms_on_the_road_and_takes_the_airs_temperature_at_rest():
    cold = {"tyre_temperature": 263.15}
    rolling, _ = moved(simple(), at_speed(simple(), 20.0, **cold))
    standing, _ = moved(simple(), at_speed(simple(), 0.0, **cold))
    assert float(rolling.tyre_temperature) > float(standing.tyre_temperature) > 263.15
    parked, record = moved(simple(), at_speed(simple(), 0.0, tyre_temperature=REFERENCE_AIR + 25.0))
    assert float(parked.tyre_temperature) < REFERENCE_AIR + 25.0
    # A fifth of what 80 km/h takes away: the warm loss there over 25 K, for 25 K.
    warm = 0.009 * 1600.0 * G * (1.0 + 2e-4 * (80.0 / 3.6) ** 2) * 80.0 / 3.6
    assert float(record.tyre_cooling) == pytest.approx(0.2 * warm, rel=1e-3)


@pytest.mark.parametrize("exponent", [0.8, 0.9, 1.0])
def test_rolling_force_grows_with_load_to_its_power(exponent: float):
    """A heavier battery presses harder: force over force is mass over mass to the exponent."""
    light = rebuilt(TESLA, rolling_load_exponent=exponent)
    heavy = rebuilt(TESLA, rolling_load_exponent=exponent, battery_gross_energy=100 * 3.6e6)
    force = [float(v.tyre.rolling_coefficient * v.body.mass) for v in (light, heavy)]
    mass = float(heavy.body.mass / light.body.mass)
    assert mass > 1.05
    assert force[1] / force[0] == pytest.approx(mass**exponent, rel=1e-9)
