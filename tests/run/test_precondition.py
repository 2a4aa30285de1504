"""precondition: warm before it leaves, on the grid's energy."""

from workshop import TESLA, car, number

from carwright.run.comfort import comfort
from carwright.run.drive import surroundings
from carwright.run.precondition import precondition
from carwright.run.start import soaked_state


def test_half_an_hour_warms_cabin_and_cells_on_the_grid():
    vehicle = car(TESLA)
    frost = surroundings(vehicle, temperature=263.15)
    cold = soaked_state(vehicle, number(0.7), frost)
    ready, energy = precondition(vehicle, cold, frost, comfort(294.15), minutes=30.0)
    assert abs(float(ready.cabin_air_temperature) - 294.15) < 1.0
    assert float(ready.cell_temperature) > 268.0
    assert 1.0 < float(energy) / 3.6e6 <= float(vehicle.charger.power) * 0.5 / 1e3 + 1e-6


def test_warmth_that_is_there_costs_nothing():
    vehicle = car(TESLA)
    mild = surroundings(vehicle, temperature=294.15)
    ready = soaked_state(vehicle, number(1.0), mild, number(312.15))
    after, energy = precondition(vehicle, ready, mild, comfort(312.15 - 15.0), minutes=1.0)
    assert float(energy) / 3.6e6 < 0.1
    assert float(after.charge) <= float(ready.charge)
