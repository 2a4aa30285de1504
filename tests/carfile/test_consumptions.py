"""Consumptions of a car file: where each belongs, and the car's own factor from test to label."""

import pytest
from terminal import CAR, car_file

from carwright.carfile import load
from carwright.carfile.consumptions import consumptions, own_label_factor

TESTS = """\
    - {value: 11.2, procedure: epa, side: ac, conditions: unadjusted udds}
    - {value: 12.6, procedure: epa, side: ac, conditions: unadjusted hwfet}
"""
LABELS = """\
    - {value: 16.0, procedure: epa, side: ac, conditions: "label, city"}
    - {value: 16.8, procedure: epa, side: ac, conditions: "label, highway"}
"""


def car(folder, claims):
    body = CAR.replace("figures:\n", "claims:\n")
    return load(car_file(folder, f"{body}  consumption_kwh_per_100km:\n{claims}"))


def test_city_and_highway_tell_the_factor_by_hand(tmp_path):
    """11.2 / 16.0 is 0.70 and 12.6 / 16.8 is 0.75: the mean of the phases."""
    assert own_label_factor(car(tmp_path, TESTS + LABELS)) == pytest.approx(0.725)


def test_of_two_known_cars_the_factor_is_that_of_their_lists():
    """Model 3 RWD 2022: its file's note has 0.742; Leaf of 2015: 187.6 and 233.6 Wh/mi tested."""
    assert own_label_factor(load("tesla-model-3-rwd-2022")) == pytest.approx(0.742, abs=5e-4)
    leaf = (11.66 / 16.5 + 14.52 / 20.8) / 2
    assert own_label_factor(load("nissan-leaf-24")) == pytest.approx(leaf, abs=0.005)


@pytest.mark.parametrize("claims", [TESTS, LABELS])
def test_one_side_alone_tells_no_factor(tmp_path, claims):
    assert own_label_factor(car(tmp_path, claims)) is None


OTHER = "  other: {by: US EPA, title: label of another year, date: 2025-03, kind: maker}\n"


def test_a_label_is_put_beside_the_test_of_its_year(tmp_path):
    head = CAR.replace("figures:\n", f"{OTHER}claims:\n  consumption_kwh_per_100km:\n")
    later = (
        '    - {value: 18.0, procedure: epa, side: ac, from: other, conditions: "label, city"}\n'
    )
    highway = LABELS.splitlines(keepends=True)[1]
    alone = load(car_file(tmp_path, head + TESTS + later))
    assert own_label_factor(alone) == pytest.approx(11.2 / 18.0)
    both = load(car_file(tmp_path, head + TESTS + later + highway))
    assert own_label_factor(both) == pytest.approx(12.6 / 16.8)


def test_where_each_belongs(tmp_path):
    claims = f"{TESTS}{LABELS}    - {{value: 15, procedure: wltp}}\n"
    claims += "    - {value: 14, procedure: wltp, side: ac}\n"
    found, elsewhere = consumptions(car(tmp_path, claims))
    assert [claim.middle for claim in elsewhere] == [15.0]
    places = {(one.procedure, one.phase, one.unadjusted): one.claim.middle for one in found}
    assert places["epa", "city", True] == 11.2
    assert places["epa", "highway", False] == 16.8
    assert places["wltp", "combined", False] == 14.0
