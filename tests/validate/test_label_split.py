"""Label split: its parts add up to the error, and who may not know what."""

from dataclasses import replace
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.carfile import load
from carwright.carfile.consumptions import own_label_factor
from carwright.rate.label import LABEL_FACTOR
from carwright.settle.resolve import resolve
from carwright.validate.label_split import LabelSplit, label_splits, of_a_year
from carwright.validate.nothing_learnt import without_results

TEST, OWN = 420.0, 0.7
CAR = LabelSplit(
    car="some-car",
    maker="someone",
    label=400e3,
    simulated=500e3,
    recharge=400e3 * 600.0,
    simulated_recharge=500e3 * 450.0,
    test=TEST,
    simulated_test=450.0,
    own=OWN,
    drawn=False,
    family="someone car",
    before=2022,
)


def parts(one, *by):
    found = one.shares(*by)
    assert found is not None
    return found


def test_by_hand():
    assert CAR.error(0.7) == pytest.approx(0.7 * 500.0 / 400.0 - 1.0)
    losses, energy, factor = parts(CAR, 0.75, 1.04)
    assert losses == pytest.approx(-log(450.0 / 420.0))
    assert energy == pytest.approx(log(1.04 * 225.0 / 240.0))
    assert factor == pytest.approx(log(0.75 / 0.7))
    assert replace(CAR, drawn=True).error(0.7, 1.04) == CAR.error(0.7)
    assert replace(CAR, test=None).shares(0.7) is None


@given(factor=st.floats(0.6, 0.9), energy=st.floats(0.9, 1.1), drawn=st.booleans())
def test_the_parts_add_up_to_the_error(factor, energy, drawn):
    # A label whose consumption is its test over its factor, as the rule has it.
    one = replace(CAR, drawn=drawn, recharge=CAR.label * TEST / OWN)
    total = exp(sum(parts(one, factor, energy))) - 1.0
    assert total == pytest.approx(one.error(factor, energy), rel=1e-9, abs=1e-12)


@pytest.mark.slow
def test_cars_of_the_garage_beside_their_labels():
    names = ("nissan-leaf-40", "tesla-model-3-rwd-2024", "xiaomi-su7-max")
    found = label_splits([load(name) for name in names], without_results())
    assert [one.car for one in found] == list(names[:2])
    leaf, tesla = found
    assert leaf.label == 242e3
    assert leaf.own == own_label_factor(load("nissan-leaf-40"))
    assert leaf.recharge == pytest.approx(242e3 * 18.8 * 36.0)
    assert (leaf.drawn, tesla.drawn) == (False, True)
    assert sum(parts(leaf, 0.7)) == pytest.approx(log(1.0 + leaf.error(0.7)), abs=0.01)
    # Its maker has no other family: the rule's factor.
    assert leaf.makers == LABEL_FACTOR.value
    assert tesla.makers > 0.72


def test_dossiers_and_talk_are_of_no_year():
    files = of_a_year()
    assert all(file.year is not None for file in files)
    assert len(files) > 20
    assert resolve(files[0].id).car_file.id == files[0].id
