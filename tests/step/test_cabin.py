"""Cabin: holding by hand, heat pumps within Carnot, and no energy from nothing."""

import jax
import jax.numpy as jnp
import pytest
from workshop import TESLA, altered, at_speed, car, number, one_step

from carwright.run.asks import follow
from carwright.run.comfort import comfort
from carwright.run.drive import surroundings
from carwright.state import Record, State
from carwright.step.cabin import ABOVE_AIR, ABOVE_CABIN, BELOW_AIR, PERSON

SET = 294.15


def held(
    celsius: float, cabin: float = SET, dt: float = 1.0, **weather: float
) -> tuple[State, Record]:
    """One step at rest with the cabin at a temperature, climate on."""
    vehicle = car(TESLA)
    air = surroundings(vehicle, temperature=celsius + 273.15, **weather)
    inside = {"cabin_air_temperature": cabin, "cabin_mass_temperature": cabin}
    state = at_speed(vehicle, 0.0, air, **inside)
    ask = follow(number(0.0), comfort(SET))
    return one_step(vehicle, state, ask, air, number(dt))


@pytest.mark.parametrize("celsius", [-15.0, 0.0, 8.0, 16.0])
def test_holding_is_what_walls_and_air_lose(celsius: float):
    climate = car(TESLA).climate
    stale = float(climate.recirculation)
    fresh = {16.0: 0.5 * (float(climate.defrost_fresh) + 1.0 - stale)}
    fresh = fresh.get(celsius, float(climate.defrost_fresh))
    loss = float(climate.shell_conductance) + fresh * float(climate.ventilation)
    _, record = held(celsius)
    wanted = loss * (21.0 - celsius) - PERSON
    assert float(record.cabin_delivered) == pytest.approx(wanted, rel=1e-3)
    assert float(record.cabin_to_air) == pytest.approx(wanted + PERSON, rel=1e-3)


@pytest.mark.parametrize("celsius", [-30.0, -15.0, 0.0, 15.0])
def test_a_heat_pump_stays_within_carnot(celsius: float):
    _, record = held(celsius)
    source, sink = celsius + 273.15 - BELOW_AIR, SET + ABOVE_CABIN
    carnot = sink / (sink - source)
    ratio = float(record.cabin_delivered) / float(record.cabin_heating)
    assert 0.85 < ratio < carnot


def test_in_deep_cold_only_the_heater_is_left():
    _, record = held(-30.0)
    efficiency = float(car(TESLA).climate.heater_efficiency)
    assert float(record.cabin_delivered) == pytest.approx(
        efficiency * float(record.cabin_heating), rel=1e-9
    )


def test_warming_up_takes_more_than_holding():
    _, cold = held(-10.0, cabin=263.15)
    _, warm = held(-10.0)
    assert float(cold.cabin_delivered) > 1.5 * float(warm.cabin_delivered)
    climate = car(TESLA).climate
    most = float(climate.heater_power + climate.heat_pump_power)
    assert float(cold.cabin_delivered) <= most


def test_sun_and_water_make_cooling_dearer():
    _, plain = held(35.0, humidity=0.1)
    _, damp = held(35.0, humidity=0.7)
    state, sunny = held(35.0, humidity=0.1, sun=800.0)
    assert float(plain.cabin_delivered) < 0.0
    assert float(damp.cabin_cooling) > 1.2 * float(plain.cabin_cooling)
    assert float(sunny.cabin_sun) == pytest.approx(800.0 * float(car(TESLA).climate.sun_area))
    assert float(state.cabin_mass_temperature) > SET


def test_recirculation_spares_cooling_in_the_heat():
    def drawn(share: float) -> float:
        vehicle = altered(car(TESLA), {"climate.recirculation": share})
        air = surroundings(vehicle, temperature=308.15, humidity=0.4)
        inside = {"cabin_air_temperature": SET, "cabin_mass_temperature": SET}
        state = at_speed(vehicle, 0.0, air, **inside)
        ask = follow(number(0.0), comfort(SET))
        return float(one_step(vehicle, state, ask, air, number(1.0))[1].cabin_cooling)

    climate = car(TESLA).climate
    lift = 35.0 + ABOVE_AIR - 5.0
    per_kelvin = 0.3 * float(climate.ventilation)
    dried = per_kelvin / 1006.0 * 2.5e6 * (0.0142 - 0.0054)
    spared = (14.0 * per_kelvin + dried) * lift / (float(climate.carnot_share) * 278.15)
    assert drawn(0.5) - drawn(0.8) == pytest.approx(spared, rel=0.03)


def test_a_long_step_reaches_the_set_point_and_does_not_overshoot():
    state, _ = held(0.0, cabin=283.15, dt=600.0)
    assert 290.0 < float(state.cabin_air_temperature) <= SET


def test_recovered_heat_cools_the_coolant():
    vehicle = altered(car(TESLA), {"thermal.recovery": 1.0})
    air = surroundings(vehicle, temperature=270.0)
    inside = {"cabin_air_temperature": SET, "cabin_mass_temperature": SET}
    state = at_speed(vehicle, 20.0, air, coolant_temperature=288.0, **inside)
    after, record = one_step(vehicle, state, follow(number(20.0), comfort(SET)), air, number(1.0))
    gained = float(record.cabin_delivered) - float(record.cabin_heating)
    assert float(record.coolant_drawn) == pytest.approx(gained, rel=1e-9)
    assert float(after.coolant_temperature) < 288.0
    poor = altered(vehicle, {"thermal.recovery": 0.0})
    _, without = one_step(poor, state, follow(number(20.0), comfort(SET)), air, number(1.0))
    assert float(without.cabin_heating) > float(record.cabin_heating)


def test_gradients_are_finite_at_the_set_point():
    vehicle = car(TESLA)
    air = surroundings(vehicle, temperature=SET)
    state = at_speed(vehicle, 0.0, air)

    def drawn(wanted: jax.Array) -> jax.Array:
        return one_step(vehicle, state, follow(number(0.0), comfort(wanted)), air, number(1.0))[
            1
        ].climate

    assert bool(jnp.isfinite(jax.grad(drawn)(jnp.asarray(SET))))
