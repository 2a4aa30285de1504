"""How fast charging of cars differs from the usual, by hand and as of a date."""

import datetime
import math

import numpy as np
import pytest

from carwright.belief.usual_charging import (
    CHARGING,
    HIGH_VOLTAGE_SHARE,
    ROWS,
    USUAL,
    spreads,
    usual_charging,
    usual_peak,
)
from carwright.settle.charging import GRID, Curve, expected, learnt
from carwright.settle.charging_rules import TABLE_KEY
from carwright.settle.settle import settle
from carwright.validate.row_car import car_file

KNOWN = {"battery_usable_energy_kwh": 60.0, "chemistry": "nmc"}


def curve(name, rate, peak=2.0):
    return Curve(name, name, "nmc", False, peak, 1.0, (rate,) * len(GRID), 2020)


def found(year, maker="A maker", name="a car", **figures):
    heard = settle(car_file("x", maker, name, 2024, {**KNOWN, **figures}))
    return usual_charging(heard, datetime.date(year, 6, 1))


def deviations(gaussian):
    return np.sqrt(np.diag(gaussian.covariance))


def test_where_nothing_is_known_it_is_usual():
    np.testing.assert_allclose(spreads([]), USUAL)
    np.testing.assert_allclose(spreads([curve("a", 1.0)]), USUAL)


def test_two_curves_by_hand():
    peak, slow = spreads([curve("a", 1.0), curve("b", 2.0, peak=4.0)])
    assert slow**2 == pytest.approx((ROWS * USUAL[1] ** 2 + 2.0 * math.log(2.0) ** 2) / (ROWS + 2))
    assert peak**2 == pytest.approx((ROWS * USUAL[0] ** 2 + math.log(2.0) ** 2) / (ROWS + 2))


def test_a_curve_counts_from_the_year_after():
    known = {one.known_from for one in learnt()}
    early = deviations(found(min(known), system_voltage_v=400.0))
    np.testing.assert_allclose(early, USUAL)
    late = deviations(found(max(known) + 1, system_voltage_v=400.0))
    assert np.all(late < 0.4)
    assert not np.allclose(late, early)


def test_a_belief_of_2022_does_not_know_curves_of_2023():
    """Its middle is how far the curves known then lie from all that the settled car knows."""

    def level(curves):
        return np.mean(np.log(expected(curves, high_voltage=True))[1:9])

    early = [one for one in learnt() if one.known_from < 2022]
    assert 0 < len(early) < len(learnt())
    middle = found(2022, system_voltage_v=800.0).mean
    np.testing.assert_allclose(middle, [0.0, level(early) - level(learnt())], atol=1e-12)
    assert middle[1] > 0.05


def test_the_own_family_says_nothing():
    own, other = (found(2025, *one, system_voltage_v=400.0) for one in (("Tesla", "Model 3"), ()))
    assert not np.allclose(deviations(own), deviations(other))


def test_a_car_of_no_known_voltage_may_be_of_either_class():
    known, either = found(2025, system_voltage_v=400.0), found(2025)
    assert known.names == either.names == tuple(CHARGING)
    np.testing.assert_allclose(known.mean, 0.0, atol=1e-12)
    assert known.covariance[0, 1] == 0.0
    assert np.all(either.mean > 0.05)
    apart = either.mean / HIGH_VOLTAGE_SHARE
    assert apart[0] == pytest.approx(math.log(3.0 / 2.0))
    between = HIGH_VOLTAGE_SHARE * (1.0 - HIGH_VOLTAGE_SHARE) * np.outer(apart, apart)
    np.testing.assert_allclose(either.covariance, known.covariance + between)
    assert found(2019).mean[0] == 0.0


def test_an_own_limit_table_leaves_nothing_open():
    table = found(2025, **{TABLE_KEY: "0:60, 100:60"})
    assert not np.any(table.mean)
    assert not np.any(table.covariance)


@pytest.mark.parametrize(
    ("figures", "peak"),
    [
        ({"system_voltage_v": 400.0, "dc_peak_power_kw": 100.0}, 2.0),
        ({"system_voltage_v": 800.0}, 3.0),
        ({TABLE_KEY: "0:60, 50:90"}, 1.5),
    ],
)
def test_the_usual_peak_is_that_of_the_class(figures, peak):
    heard = settle(car_file("x", "A maker", "a car", 2024, {**KNOWN, **figures}))
    assert usual_peak(heard) == pytest.approx(peak)
