from workshop import TESLA, car, rebuilt


def test_a_radiator_gives_its_figure_at_100_kmh():
    vehicle = rebuilt(TESLA, radiator_conductance=600.0, radiator_still_share=0.2)
    loop = vehicle.thermal
    assert float(loop.radiator_still) == 120.0
    assert abs(float(loop.radiator_still + loop.radiator_rise * 100 / 3.6) - 600.0) < 1e-9


def test_an_absent_unit_reaches_no_coolant():
    assert float(car(TESLA).thermal.front_conductance) == 0.0
    assert float(car(TESLA).thermal.rear_conductance) > 0.0
