"""The charging curves that ship: made of what is there, each family left out of its own error."""

import hashlib
import json

import pytest
from scripts import script

from carwright.belief.quantity import SHAPES

tool = script("fit_charging")
here = pytest.mark.skipif(not tool.CURVES.exists(), reason="no ../shared/data")


@here
def test_the_file_is_that_of_the_data():
    shipped = json.loads(tool.OUTPUT.read_text(encoding="utf-8"))
    digest = hashlib.sha256(tool.CURVES.read_bytes()).hexdigest()
    assert shipped["inputs"][tool.CURVES.name] == digest
    curves = tool.measured() + tool.published()
    for made, kept in zip(curves, shipped["curves"], strict=True):
        assert made.id == kept["id"]
        assert list(made.rates) == pytest.approx(kept["rates"], abs=1e-3)


@here
def test_a_family_does_not_predict_itself():
    curves = tool.measured()
    way = tool.Way(other_class=0.05, other_chemistry=1.0)
    errors = tool.left_out(curves, way)
    slow = [one if one.family != "tesla model 3" else halved(one) for one in curves]
    again = tool.left_out(slow, way)
    assert again["tesla-model-3-lr"] != pytest.approx(errors["tesla-model-3-lr"], abs=0.05)
    rates = [one.rates for one in curves if one.family != "tesla model 3"]
    kept = [one.rates for one in slow if one.family != "tesla model 3"]
    assert rates == kept


def halved(one):
    rates = tuple(0.5 * rate for rate in one.rates)
    return tool.Curve(**{**tool.asdict(one), "rates": rates})


@here
def test_cars_that_take_as_long_differ_as_the_belief_has_it():
    found = tool.shapes(tool.measured() + tool.published(), tool.Way(0.05, 1.0))
    assert set(found) < set(SHAPES)
    for name, spread in found.items():
        assert SHAPES[name] == pytest.approx(spread, abs=0.01)
