"""The full test of cars of the garage."""

import jax
import pytest
from rollers import rated
from workshop import CARS, LEAF, SU7, TESLA, car

from carwright.errors import InputError
from carwright.rate import Rating, alternatives, rate
from carwright.rate.course import STEADY

PROCEDURES = ("epa", "wltp", "cltc", "nedc")
METHODS = ("mct", "stp", "shortened", "repeated")


@pytest.mark.parametrize("car_id", [TESLA, LEAF, SU7])
def test_usual_cars_are_tested_by_the_usual_methods(car_id: str):
    for procedure, method in zip(PROCEDURES, METHODS, strict=True):
        rating = rated(car_id, procedure)
        assert isinstance(rating, Rating)
        assert rating.method == method
        assert not rating.weak
        assert 100.0 < rating.consumption_dc / 3.6 < 250.0


@pytest.mark.parametrize("car_id", [TESLA, LEAF, SU7])
def test_the_order_of_the_regulators(car_id: str):
    """EPA's label is the strictest; the Chinese cycle says the most, or the NEDC."""
    ranges = {procedure: rated(car_id, procedure).range for procedure in PROCEDURES}
    assert ranges["epa"] < ranges["wltp"] < min(ranges["cltc"], ranges["nedc"])


@pytest.mark.parametrize("car_id", [TESLA, LEAF])
def test_the_last_steady_run_takes_no_more_than_the_rule_allows(car_id: str):
    for procedure, most in (("epa", 0.2), ("wltp", 0.1), ("cltc", 0.1)):
        rating = rated(car_id, procedure)
        last = rating.segments[-1]
        assert last.name == STEADY
        assert 0.02 < last.energy / rating.usable_energy <= most


def test_a_factor_of_its_own_scales_the_label_only():
    usual, own = rated(TESLA, "epa"), rate(car(TESLA), "epa", factor=0.742)
    assert own.range == pytest.approx(usual.range * 0.742 / 0.7, rel=1e-9)
    assert own.unadjusted["city"] == pytest.approx(usual.unadjusted["city"], rel=1e-12)


def test_a_known_test_weight_replaces_the_usual_load():
    heavy = rate(car(TESLA), "wltp", load=400.0)
    assert heavy.test_mass == pytest.approx(float(car(TESLA).body.kerb_mass) + 400.0)
    assert heavy.range < rated(TESLA, "wltp").range


def test_the_mass_from_memory_has_its_alternative():
    found = alternatives(car(TESLA), rated(TESLA, "cltc"))
    assert found.alternatives[-1].formula == "cltc-test-load"
    assert 0.97 * found.range < found.alternatives[-1].range < found.range


def test_a_batch_is_not_rated_in_full():
    two = jax.tree.map(lambda leaf: leaf[None].repeat(2, 0), car(TESLA))
    with pytest.raises(InputError, match="rate_many"):
        rate(two, "wltp")


@pytest.mark.slow
@pytest.mark.parametrize("car_id", CARS)
def test_every_car_of_the_garage_is_rated_by_every_regulator(car_id: str):
    for procedure in PROCEDURES:
        rating = rated(car_id, procedure)
        assert 50e3 < rating.range < 1500e3
        assert 0.7 < rating.recharge.energy_stored / rating.recharge.energy_ac < 0.95
