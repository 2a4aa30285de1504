"""Heat: each node by hand, its balance with the air, and light nodes that must not run away."""

import numpy as np
import pytest
from workshop import (
    CARS,
    SU7,
    TESLA,
    altered,
    ask_for,
    at_speed,
    car,
    course,
    driven,
    moved,
    number,
    one_step,
    rebuilt,
    thermal,
)

import carwright
from carwright.run.drive import surroundings
from carwright.run.simulate import soaked_state
from carwright.state import State

NODES = {
    "cell": ("battery.conductance", "battery.heat_capacity", "cell_cooling"),
    "front_unit": ("front.unit.conductance", "front.unit.heat_capacity", "front_unit_cooling"),
    "rear_unit": ("rear.unit.conductance", "rear.unit.heat_capacity", "rear_unit_cooling"),
    "oil": ("accessories.oil_conductance", "accessories.oil_heat_capacity", "oil_cooling"),
}

TEMPERATURES = [name for name in State.__dataclass_fields__ if name.endswith("_temperature")]
ALONE = {"thermal.pack_conductance": 0.0, "thermal.front_conductance": 0.0}
ALONE |= {"thermal.rear_conductance": 0.0}
QUIET = {"accessories.load": 0.0, "front.unit.standby": 0.0, "rear.unit.standby": 0.0}


@pytest.mark.parametrize("node", NODES)
def test_a_hot_node_cools_by_hand(node: str):
    conductance, capacity, cooling = NODES[node]
    vehicle = altered(car(SU7), {conductance: 20.0, capacity: 1e5})
    vehicle = altered(vehicle, QUIET | ALONE)
    hot = {f"{node}_temperature": 293.15 + 40.0}
    after, record = moved(vehicle, at_speed(vehicle, 0.0, **hot))
    # 40 K times 20 W/K is 800 W, which takes 8 mK/s out of 100 kJ/K.
    assert float(getattr(record, cooling)) == pytest.approx(800.0, rel=1e-2)
    cooled = 333.15 - float(getattr(after, f"{node}_temperature"))
    assert cooled == pytest.approx(8e-3, rel=1e-2)


def test_each_loss_warms_its_node():
    vehicle = car(SU7)
    air = surroundings(vehicle)
    before = at_speed(vehicle, 25.0, air)
    after, record = moved(vehicle, before, 27.0, environment=air)
    inflow = {
        "cell": record.cell_ohmic + record.cell_polarisation,
        "front_unit": record.front_drive_unit + record.front_motor_drag,
        "rear_unit": record.rear_drive_unit + record.rear_motor_drag,
        "oil": record.front_gear + record.rear_gear,
    }
    for node, (_, capacity, cooling) in NODES.items():
        part, leaf = capacity.rsplit(".", 1)
        holder = vehicle
        for name in part.split("."):
            holder = getattr(holder, name)
        field = f"{node}_temperature"
        rise = float(getattr(after, field)) - float(getattr(before, field))
        held = rise * float(getattr(holder, leaf))
        assert float(inflow[node]) > 0.0
        out = getattr(record, cooling) + getattr(record, f"{node}_to_coolant", 0.0)
        assert held == pytest.approx(float(inflow[node] - out), rel=1e-6)


def test_the_tree_is_the_limit_of_short_steps():
    """Implicit steps of 1 s and of 1/16 s lead to the same temperatures."""
    vehicle = car(TESLA)
    air = surroundings(vehicle, temperature=263.15)
    start = soaked_state(vehicle, number(0.8), air, number(303.15))

    def ended(step: float, count: int) -> list[float]:
        state = start
        for _ in range(count):
            state, _ = moved(vehicle, state, environment=air, time_step=step)
        return [float(getattr(state, name)) for name in TEMPERATURES]

    assert ended(16.0, 4) == pytest.approx(ended(1.0, 64), abs=0.3)


def test_cells_and_coolant_meet_in_closed_form():
    """Two nodes that lose nothing meet at their mean, with the time constant of the pair."""
    alone = {"battery.conductance": 0.0, "battery.heat_capacity": 1e5}
    alone |= {"thermal.heat_capacity": 1e5, "thermal.pack_conductance": 500.0}
    alone |= {"thermal.front_conductance": 0.0, "thermal.rear_conductance": 0.0}
    alone |= {"thermal.radiator_still": 0.0, "thermal.radiator_rise": 0.0}
    vehicle = altered(car(TESLA), alone | QUIET)
    hot = {"cell_temperature": 325.0, "coolant_temperature": 285.0}
    state = at_speed(vehicle, 0.0, **hot)
    # A gap of 40 K closes with (1 + 2 dt G / C) for each step of 1 s: 500 W/K over 100 kJ/K.
    for _ in range(20):
        state, _ = moved(vehicle, state)
    gap = float(state.cell_temperature - state.coolant_temperature)
    assert gap == pytest.approx(40.0 / (1.0 + 2.0 * 500.0 / 1e5) ** 20, rel=1e-3)
    assert float(state.cell_temperature + state.coolant_temperature) == pytest.approx(610, abs=0.05)


def test_an_air_cooled_pack_does_not_reach_the_coolant():
    vehicle = rebuilt(TESLA, pack_coolant_conductance=0.0)
    hot = at_speed(vehicle, 20.0, cell_temperature=318.0, coolant_temperature=340.0)
    _, record = moved(vehicle, hot)
    assert float(record.cell_to_coolant) == 0.0
    assert float(record.battery_cooling) == 0.0


def test_the_radiator_takes_the_heat_of_a_long_climb():
    vehicle = car(TESLA)
    climb = course(np.full(1025, 25.0), slope=np.full(1025, 0.06))
    run = carwright.drive(vehicle, climb, series=True)
    assert float(run.totals.coolant_cooling) > 0.3 * float(run.totals.rear_drive_unit)
    assert float(run.end.coolant_temperature) < 353.0
    assert thermal(run) < 1e-9


def test_a_cold_car_uses_more():
    vehicle = car(TESLA)
    cold = surroundings(vehicle, temperature=263.15)
    winter = carwright.drive(vehicle, "wltc-3b", environment=cold)
    summer = driven(TESLA, "wltc-3b")
    assert float(winter.totals.air) > 1.05 * float(summer.totals.air)
    assert float(winter.totals.tyres) > 1.05 * float(summer.totals.tyres)
    assert float(winter.totals.cell_ohmic) > 1.2 * float(summer.totals.cell_ohmic)
    assert float(winter.consumption_dc) > 1.1 * float(summer.consumption_dc)


def test_cells_warm_up_as_they_work():
    run = driven(TESLA, "artemis-motorway-130")
    assert 0.5 < float(run.end.cell_temperature - run.start.cell_temperature) < 20.0


@pytest.mark.parametrize("car_id", CARS)
@pytest.mark.parametrize("temperature", [213.15, 263.15, 313.15, 333.15])
def test_the_thermal_books_close_in_any_weather(car_id: str, temperature: float):
    air = surroundings(car(car_id), temperature=temperature)
    run = carwright.drive(car(car_id), "wltc-3b", environment=air)
    assert thermal(run) < 1e-9
    assert abs(float(run.ledger.residual_relative)) < 1e-9


@pytest.mark.parametrize("side", ["front", "rear"])
def test_a_light_unit_settles_where_its_loss_meets_its_cooling(side: str):
    """Figures allow 5 kW at 10 kW/kg: 100 J/K that give 1000 W for each kelvin, a step of 1 s."""
    light = {f"{side}_peak_power": 5e3, "drive_unit_specific_power": 1e4}
    light |= {"drive_unit_specific_heat": 200.0, "drive_unit_conductance": 1e3}
    vehicle = rebuilt(SU7, **light)
    run = carwright.drive(vehicle, course(np.full(129, 10.0)), series=True)
    assert run.series is not None
    temperatures = np.asarray(getattr(run.series.state, f"{side}_unit_temperature"))
    assert np.all(np.abs(temperatures - 293.15) < 60.0)


def test_a_light_tyre_stays_warm():
    """Figures allow 6 t on tyres of 0.03 and 5 kJ/K that run 1 K above the air."""
    light = {"kerb_mass": 6000.0, "rolling_resistance_coefficient": 0.03}
    vehicle = rebuilt(SU7, **light, tyre_heat_capacity=5e3, tyre_warm_rise=1.0)
    cold = surroundings(vehicle, temperature=263.15)
    run = carwright.drive(vehicle, course(np.full(129, 25.0)), environment=cold, series=True)
    assert run.series is not None
    temperatures = np.asarray(run.series.state.tyre_temperature)
    assert np.all((temperatures > 263.0) & (temperatures < 270.0))


def test_a_wet_road_costs_its_share_of_rolling_and_carries_its_heat_off():
    vehicle = car(TESLA)
    dry, wet = (surroundings(vehicle, rolling=factor) for factor in (1.0, 1.2))
    state = at_speed(vehicle, 25.0, dry)
    ask, dt = ask_for(25.0), number(1.0)
    (_, on_dry), (_, on_wet) = (one_step(vehicle, state, ask, air, dt) for air in (dry, wet))
    assert float(on_wet.tyres) == pytest.approx(1.2 * float(on_dry.tyres), rel=1e-6)
    assert float(on_wet.tyre_cooling) == pytest.approx(1.2 * float(on_dry.tyre_cooling), rel=1e-3)
    assert float(on_wet.air) == pytest.approx(float(on_dry.air), rel=1e-9)
