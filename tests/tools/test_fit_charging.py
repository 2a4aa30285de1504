"""The charging curves that ship: made of what is there, each maker left out of its own error."""

import csv
import hashlib
import json
from dataclasses import replace

import pytest
from scripts import script

from carwright.belief.quantity import SHAPES
from carwright.settle.charging import learnt

tool = script("fit_charging")
here = pytest.mark.skipif(not tool.CURVES[0].exists(), reason="no ../shared/data")


@here
def test_the_file_is_that_of_the_data():
    shipped = json.loads(tool.OUTPUT.read_text(encoding="utf-8"))
    for path in (*tool.CURVES, tool.READ):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert shipped["inputs"][path.name] == digest
    for made, kept in zip(tool.every(), shipped["curves"], strict=True):
        assert made.id == kept["id"]
        assert list(made.rates) == pytest.approx(kept["rates"], abs=1e-3)


def test_every_curve_that_is_read_names_its_page_and_a_family_of_its_maker():
    rows = list(csv.DictReader(tool.READ.read_text(encoding="utf-8").splitlines()))
    assert {row["source"].split()[0] for row in rows} == {"evkx/evkx.github.io"}
    for row in rows:
        assert row["id"].startswith(row["family"].split()[0].removesuffix("-benz"))
        assert 2019 <= int(row["known_from"]) <= 2024


def test_a_maker_does_not_predict_itself():
    curves = list(learnt())
    errors = tool.left_out(curves)
    slow = [one if one.maker != "tesla" else halved(one) for one in curves]
    again = tool.left_out(slow)
    for one in curves:
        own = errors[one.id] + 1.0
        if one.maker == "tesla":
            assert again[one.id] + 1.0 == pytest.approx(0.5 * own, rel=1e-3)
    assert again["vw-id4-pro"] > errors["vw-id4-pro"] + 0.01


def halved(one):
    rates = tuple(0.5 * rate for rate in one.rates)
    return replace(one, rates=rates)


def test_cars_that_take_as_long_differ_as_the_belief_has_it():
    found = tool.shapes(list(learnt()))
    assert set(found) < set(SHAPES)
    for name, spread in found.items():
        assert SHAPES[name] == pytest.approx(spread, abs=0.01)
