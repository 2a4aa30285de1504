import numpy as np
import pytest

from carwright.fit.results import logs_of
from carwright.rate.feasibility import RoadLoad
from carwright.settle.resolve import resolve
from carwright.units import to_si

CAR = "nissan-leaf-40"


@pytest.mark.slow
def test_road_load_is_the_coast_down_it_was_made_of() -> None:
    settled = resolve(CAR)
    values, choices = settled.arrays()
    logs = logs_of(values[None], choices[None], ("road_50", "road_110"))
    keys = ("coast_down_a_lbf", "coast_down_b_lbf_per_mph", "coast_down_c_lbf_per_mph2")
    constant, linear, quadratic = (to_si(key, float(settled.origins[key].value)) for key in keys)
    road = RoadLoad(constant, linear, quadratic, 1.0)
    speeds = np.array([to_si("speed_kmh", 50.0), to_si("speed_kmh", 110.0)])
    np.testing.assert_allclose(np.exp(logs[0]), road.force(speeds), rtol=2e-3)


@pytest.mark.slow
def test_results_of_one_car_stand_in_the_order_that_is_asked() -> None:
    values, choices = resolve(CAR).arrays()
    names = ("epa_udds", "road_50", "epa_hwfet", "road_110")
    found = np.exp(logs_of(values[None], choices[None], names))[0]
    backwards = np.exp(logs_of(values[None], choices[None], names[::-1]))[0]
    np.testing.assert_allclose(found, backwards[::-1])
    assert 300.0 < found[0] < 700.0
    assert 100.0 < found[1] < found[3] < 1000.0
