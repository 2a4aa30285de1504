import math
from functools import cache

import numpy as np
import pytest
from believed_cars import draws, ids, talked

from carwright.belief.needs import Goal, figures, nearest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def free():
    return draws(ids("range_km"))


@pytest.fixture(scope="module")
def found(free):
    middle = float(np.median(free.logs("cltc_range_km")))
    goals = [Goal(free, "cltc_range_km", middle + math.log(far)) for far in (1.0, 1.15, 1.3)]
    return nearest([*goals, Goal(free, "kerb_mass_kg", math.log(1900.0))])


def test_the_nearest_car_meets_the_claim_in_the_simulator(free, found):
    middle = float(np.median(free.values("cltc_range_km")))
    car = found[1]
    normal = car.normal[None, :]
    said = talked().quantities(normal, talked().simulated(normal))
    reach = math.exp(said[0, talked().names.index("cltc_range_km")])
    assert reach == pytest.approx(1.15 * middle, rel=0.01)
    assert car.reached


def test_farther_claims_lie_farther_away(found):
    assert found[0].distance < 0.5
    assert found[0].distance < found[1].distance < found[2].distance


def test_a_longer_range_needs_a_better_car(free, found):
    changes = found[2].changes
    assert changes
    own = found[2].figures
    many = figures(free, free.normal, free.quantities)
    better = [
        own["drag_area_m2"] < np.median(many["drag_area_m2"]),
        own["battery_usable_energy_kwh"] > np.median(many["battery_usable_energy_kwh"]),
        own["kerb_mass_kg"] < np.median(many["kerb_mass_kg"]),
        own["rolling_resistance_coefficient"] < np.median(many["rolling_resistance_coefficient"]),
    ]
    assert sum(better) >= 3
    for one in changes.values():
        assert one.p05 <= one.p50 <= one.p95


def test_the_claimed_figure_is_no_need_of_itself(found):
    assert "kerb_mass_kg" not in found[3].changes
    assert found[3].figures["kerb_mass_kg"] == pytest.approx(1900.0, rel=1e-3)


def test_a_faster_charge_needs_more_of_the_plug(found):
    quicker, _ = quicker_charges()
    assert quicker.reached
    plug = {"dc_peak_power_kw", "charge_rate_ratio", "charging_test_over_simulated_ratio"}
    assert quicker.changes["charge_rate_ratio"].value > quicker.changes["charge_rate_ratio"].p50
    assert not plug & set(found[2].changes)


def test_a_charge_quicker_than_cells_take_is_not_reached():
    quicker, quickest = quicker_charges()
    assert not quickest.reached
    assert quickest.distance > quicker.distance


@cache
def quicker_charges():
    """Cars whose charge takes 74 % and 37 % of the usual time."""
    without = draws(ids("charge_10_80_min"))
    middle = float(np.median(without.logs("charge_10_80_min")))
    return nearest([Goal(without, "charge_10_80_min", middle - less) for less in (0.3, 1.0)])


def test_nothing_asked_is_nothing_found():
    assert nearest([]) == []
