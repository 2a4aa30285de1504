"""Heat: each node by hand, its balance with the air, and light nodes that must not run away."""

import numpy as np
import pytest
from workshop import (
    CARS,
    SU7,
    TESLA,
    altered,
    at_speed,
    car,
    course,
    driven,
    moved,
    rebuilt,
    thermal,
)

import carwright
from carwright.run.drive import surroundings

NODES = {
    "cell": ("battery.conductance", "battery.heat_capacity", "cell_cooling"),
    "front_unit": ("front.unit.conductance", "front.unit.heat_capacity", "front_unit_cooling"),
    "rear_unit": ("rear.unit.conductance", "rear.unit.heat_capacity", "rear_unit_cooling"),
    "oil": ("accessories.oil_conductance", "accessories.oil_heat_capacity", "oil_cooling"),
}


@pytest.mark.parametrize("node", NODES)
def test_a_hot_node_cools_by_hand(node: str):
    conductance, capacity, cooling = NODES[node]
    vehicle = altered(car(SU7), {conductance: 20.0, capacity: 1e5})
    quiet = {"accessories.load": 0.0, "front.unit.standby": 0.0, "rear.unit.standby": 0.0}
    vehicle = altered(vehicle, quiet)
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
        assert held == pytest.approx(float(inflow[node] - getattr(record, cooling)), rel=1e-6)


def test_coolant_and_cabin_wait_for_the_climate_model():
    run = driven(TESLA, "wltc-3b")
    for name in ("coolant", "cabin_air", "cabin_mass"):
        field = f"{name}_temperature"
        assert float(getattr(run.end, field)) == float(getattr(run.start, field))


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
