"""How likely a claim is, by hand."""

import numpy as np
import pytest
from toy_model import MASS, MIDDLES, NAMES, RANGE, SPREADS, USUAL, parts, right, spoken

from carwright.belief.quantity import Meaning
from carwright.belief.reliability import Asked, Part, Reliability
from carwright.belief.terms import FLOOR, MERE, packed, written_unit

LOW = {"bound": "at_least"}
HEAVY = Reliability(
    Asked("range_km", "maker"),
    (Part("right", 0.9, 0.05, 0.08, 4.0), Part("nothing", 0.1, 0.0, 1.0, np.inf)),
    *(0, 0, 0, ""),
)
UNSURE = parts(("right", 0.5, 0.0, 0.01), ("shifted", 0.3, -0.2, 0.1), ("nothing", 0.2, 0.0, 1.0))


def normal(apart, scale):
    return np.exp(-0.5 * (apart / scale) ** 2) / (scale * np.sqrt(2.0 * np.pi))


def likelihood(mass, *claims, far=MIDDLES[1], correlation=0.0):
    terms = packed(claims, NAMES, USUAL, correlation)
    return float(np.exp(np.sum(terms.each(np.array([np.log(mass), far])))))


def test_a_claim_by_hand():
    rounded = (0.5 / 2101.0) ** 2 / 3.0 + FLOOR**2
    apart = np.log(2150.0 / 2101.0)
    by_hand = (
        0.5 * normal(apart, np.sqrt(0.01**2 + rounded))
        + 0.3 * normal(apart + 0.2, np.sqrt(0.1**2 + rounded))
        + 0.2 * normal(np.log(2101.0) - MIDDLES[0], SPREADS[0])
    )
    assert likelihood(2150.0, spoken(MASS, 2101, UNSURE)) == pytest.approx(by_hand, rel=1e-5)


def test_claims_multiply_and_no_claim_says_nothing():
    one, other = spoken(MASS, 2101, UNSURE), spoken(RANGE, 610, UNSURE)
    both = likelihood(2150.0, one, other)
    assert both == pytest.approx(likelihood(2150.0, one) * likelihood(2150.0, other), rel=1e-9)
    assert likelihood(2150.0) == 1.0


def test_claims_that_err_together_count_for_less():
    one, other = spoken(MASS, 2101, UNSURE), spoken(MASS, 2250, UNSURE)
    far = spoken(RANGE, 610, UNSURE)
    each = [likelihood(2150.0, claim) for claim in (one, other, far)]
    found = likelihood(2150.0, one, other, far, correlation=0.25)
    assert found == pytest.approx((each[0] * each[1]) ** (1.0 / 1.25) * each[2], rel=1e-9)


def test_a_bound_is_a_number_or_a_share():
    number = spoken(MASS, 2000, right(0.02))
    low = spoken(MASS, 2000, right(0.02), bound="at_least")
    high = spoken(MASS, 2000, right(0.02), bound="at_most")
    as_number = MERE * 0.5 + (1.0 - MERE) * likelihood(2000.0, number)
    assert likelihood(2000.0, low) == pytest.approx(as_number, rel=1e-6)
    assert likelihood(2000.0, high) == pytest.approx(as_number, rel=1e-6)
    assert likelihood(2300.0, low) == pytest.approx(MERE, rel=0.01)
    assert likelihood(2300.0, high) < 0.01
    assert likelihood(1700.0, high) == pytest.approx(MERE, rel=0.01)


def test_far_beyond_a_bound_nothing_is_left_of_it():
    terms = packed([spoken(MASS, 2000, right(0.02), bound="at_least")], NAMES, USUAL)
    far = [terms.heard(np.array([np.log(mass), 0.0]))[0] for mass in (250.0, 25.0)]
    assert 0.0 <= far[1] < 1e-12 * far[0] < 1e-12


def test_up_to_so_many_km_is_a_number():
    up_to = spoken(RANGE, 600, right(0.05), bound="at_most")
    at = [likelihood(2000.0, up_to, far=np.log(km)) for km in (450.0, 600.0, 800.0)]
    assert at[1] > 10.0 * max(at[0], at[2])


def test_an_interval_is_wider_than_its_middle():
    inside = spoken(MASS, None, right(0.01), low=1900.0, high=2100.0)
    narrow = spoken(MASS, 2000, right(0.01))
    assert likelihood(2100.0, inside) > 10.0 * likelihood(2100.0, narrow)
    terms = packed([inside], NAMES, USUAL)
    half = 0.5 * np.log(2100.0 / 1900.0)
    assert float(terms.scale[0]) == pytest.approx(np.hypot(0.01, half / np.sqrt(3.0)), rel=0.03)


def test_half_an_interval_is_a_bound():
    for end, sign in (("low", 1.0), ("high", -1.0)):
        terms = packed([spoken(MASS, None, UNSURE, **{end: 1900.0})], NAMES, USUAL)
        assert terms.bound.tolist() == [sign, 0.0, sign, 0.0]


def test_meanings_share_the_likelihood():
    claim = spoken(MASS, 2000, right(0.02))
    split = claim._replace(meanings=(Meaning(MASS, 0.5), Meaning(MASS, 0.5, 0.3)))
    shares = [likelihood(mass, split) / likelihood(2000.0, claim) for mass in (2000.0, 1481.6)]
    np.testing.assert_allclose(shares, 0.5, rtol=1e-3)


def test_the_least_likely_claim_stays_in_single_precision():
    far = spoken(RANGE, 9000, parts(("right", 1.0, 0.0, 1e-4), ("nothing", 0.0, 0.0, 1.0)))
    terms = packed([far], NAMES, USUAL)
    assert np.isfinite(np.exp(np.float32(np.max(terms.log_weight))))


def test_many_cars_at_once_are_as_likely_as_one_by_one():
    terms = packed([spoken(MASS, 2000, UNSURE), spoken(RANGE, 610, HEAVY, **LOW)], NAMES, USUAL)
    cars = np.array(MIDDLES) + 0.3 * np.random.default_rng(0).standard_normal((7, 3, 2))
    each = terms.each(np.moveaxis(cars, -1, 0))
    assert each.shape == (2, 7, 3)
    alone = np.stack([terms.each(car) for car in cars.reshape(-1, 2)], axis=1)
    np.testing.assert_allclose(each.reshape(2, -1), alone, rtol=1e-13)


def test_in_single_precision_claims_stay_as_likely():
    terms = packed([spoken(MASS, 2000, UNSURE), spoken(RANGE, 610, HEAVY, **LOW)], NAMES, USUAL)
    cars = np.array(MIDDLES)[:, None] + 0.3 * np.random.default_rng(0).standard_normal((2, 500))
    single = terms.single(np.arange(2)).each(cars.astype(np.float32))
    assert single.dtype == np.float32
    np.testing.assert_allclose(single, terms.each(cars), atol=2e-3)


def test_only_quantities_that_are_spoken_of_are_kept():
    terms = packed([spoken(RANGE, 610, UNSURE)], NAMES, USUAL)
    alone = terms.single(np.array([1])).each(np.array([6.3], np.float32))
    assert float(alone[0]) == pytest.approx(float(terms.each(np.array([0.0, 6.3]))[0]), abs=1e-3)


def test_units_are_as_people_write_them():
    assert (written_unit("range_km"), written_unit("price")) == ("km", "")
