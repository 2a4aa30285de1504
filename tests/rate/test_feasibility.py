"""Energy feasibility: cycle energy by hand, the closed form there and back, and what it objects."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from workshop import course

from carwright.rate.feasibility import (
    ACCESSORIES,
    LEAST_ONE_WAY,
    MOST_ONE_WAY,
    RECHARGE,
    Need,
    RoadLoad,
    need,
    objection,
    objection_dc,
)
from carwright.units import to_si
from carwright.world.cycle import cycle

ROAD = RoadLoad(constant=100.0, linear=0.0, quadratic=0.5, mass=1000.0)
USUAL = RoadLoad(
    constant=to_si("_lbf", 30.0),
    linear=to_si("_lbf_per_mph", 0.2),
    quadratic=to_si("_lbf_per_mph2", 0.018),
    mass=to_si("_lb", 4000.0),
)
UDDS = need(USUAL, cycle("udds"))


def test_three_steps_by_hand():
    """0, 10, 10 and 0 m/s: mid-step speeds 5, 10 and 5 m/s over 20 m."""
    found = need(ROAD, course([0.0, 10.0, 10.0, 0.0]))
    up, steady, down = 100.0 + 12.5 + 10_000.0, 100.0 + 50.0, 100.0 + 12.5 - 10_000.0
    assert found.positive == pytest.approx((up * 5.0 + steady * 10.0) / 20.0, rel=1e-12)
    assert found.braking == pytest.approx(-down * 5.0 / 20.0, rel=1e-12)
    assert found.physical_minimum == pytest.approx(found.positive - found.braking, rel=1e-12)
    assert found.peak_power == pytest.approx(up * 5.0, rel=1e-12)
    assert found.mean_speed == pytest.approx(20.0 / 3.0, rel=1e-12)


def test_consumption_by_hand():
    wanted = Need("course", positive=500.0, braking=200.0, peak_power=4e4, mean_speed=10.0)
    driven = 500.0 / 0.8 - 0.8 * 200.0
    assert wanted.consumption_ac(0.8) == pytest.approx(
        (driven + ACCESSORIES / 10.0) / RECHARGE, rel=1e-12
    )


@given(
    positive=st.floats(100.0, 1000.0),
    share=st.floats(0.0, 0.7),
    speed=st.floats(2.0, 35.0),
    one_way=st.floats(0.3, 1.2),
)
def test_one_way_efficiency_there_and_back(positive, share, speed, one_way):
    wanted = Need("course", positive, share * positive, 4e4, speed)
    assert wanted.one_way(wanted.consumption_ac(one_way)) == pytest.approx(one_way, rel=1e-9)


def test_a_result_that_pays_no_accessories_needs_more_than_any_efficiency():
    wanted = replace(UDDS, braking=0.0)
    assert wanted.one_way(0.0) == np.inf
    assert UDDS.one_way(0.0) > 1.0


def test_energy_of_the_roller_is_the_road_load_over_a_closed_drive():
    """Kinetic energy comes back whole: what is left is the integral of the road load."""
    trace = cycle("hwfet")
    middle = 0.5 * (trace.speed[1:] + trace.speed[:-1])
    work = np.sum(USUAL.force(middle) * middle) * trace.time_step / trace.distance
    assert need(USUAL, trace).physical_minimum == pytest.approx(work, rel=1e-12)


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (UDDS.physical_minimum * 0.99, "less than the 69 Wh/km that the roller takes"),
        (UDDS.consumption_ac(MOST_ONE_WAY + 0.01), "needs 0.960 one-way efficiency on UDDS"),
        (UDDS.consumption_ac(MOST_ONE_WAY - 0.01), ""),
        (UDDS.consumption_ac(0.8), ""),
        (UDDS.consumption_ac(LEAST_ONE_WAY + 0.01), ""),
        (UDDS.consumption_ac(LEAST_ONE_WAY - 0.01), "another unit, or adjusted for a label"),
    ],
)
def test_what_it_objects(result, words):
    said = objection(UDDS, result)
    assert words in said
    assert bool(said) == bool(words)


@pytest.mark.parametrize(
    ("changes", "rises"),
    [
        ({}, True),
        ({"linear": -5.0}, True),
        ({"linear": -25.0}, False),
        ({"constant": -10.0}, False),
        ({"constant": float("nan")}, False),
    ],
)
def test_a_road_load_resists(changes, rises):
    assert replace(USUAL, **changes).rises == rises


@pytest.mark.parametrize("one_way", [0.65, 0.8, 0.94])
def test_a_result_at_the_battery_is_judged_as_its_recharge(one_way):
    used = UDDS.consumption_ac(one_way) * RECHARGE
    assert objection_dc(UDDS, used, heated=False) == ""


def test_what_no_battery_gives():
    good = UDDS.consumption_ac(0.97) * RECHARGE
    assert "needs 0.970 one-way efficiency on UDDS" in objection_dc(UDDS, good, heated=True)
    bad = UDDS.consumption_ac(0.5) * RECHARGE
    assert "0.500 one-way efficiency on UDDS, less than 0.6" in objection_dc(
        UDDS, bad, heated=False
    )
    assert objection_dc(UDDS, bad, heated=True) == ""
    least = 0.99 * UDDS.physical_minimum
    assert "if nothing is lost" in objection_dc(UDDS, least, heated=True)
