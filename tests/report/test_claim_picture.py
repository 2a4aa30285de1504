from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from carwright.report.claim_picture import HEIGHT, WIDTH, Hill, claim_picture

HILL = Hill(
    values=np.random.default_rng(0).normal(760.0, 40.0, 500),
    weights=np.full(500, 1 / 500),
    claimed=800.0,
    limit=900.0,
    unit="km",
    places=0,
    head="800 km CLTC",
    text="800 km CLTC is plausible.",
    share=0.17,
    car="Maker <Car>, as of 2024-03-27",
)
NAMES = "{http://www.w3.org/2000/svg}"


def drawn(hill):
    return ElementTree.fromstring(claim_picture(hill))


def places(root, kind):
    paths = [one for one in root.iter(f"{NAMES}path") if one.get("class") == kind]
    return [float(one.get("d", "").removeprefix("M").split()[0]) for one in paths]


def test_the_picture_says_what_it_shows():
    root = drawn(HILL)
    words = " ".join(text.text or "" for text in root.iter(f"{NAMES}text"))
    for told in ("800 km CLTC", "17 of 100", "Maker <Car>", "claimed 800", "physical limit"):
        assert told in words
    assert root.findtext(f"{NAMES}desc") == HILL.text


def test_claim_and_limit_stand_in_their_order():
    root = drawn(HILL)
    (middle,), (claim,), (limit,) = (places(root, kind) for kind in ("middle", "claim", "limit"))
    assert 0 < middle < claim < limit < WIDTH


def test_everything_is_inside():
    for hill in (HILL, replace(HILL, claimed=2000.0), replace(HILL, claimed=3.0, limit=None)):
        root = drawn(hill)
        for text in root.iter(f"{NAMES}text"):
            assert 0 <= float(text.get("x", "0")) <= WIDTH
            assert 0 <= float(text.get("y", "0")) <= HEIGHT


def test_a_limit_far_away_is_not_drawn():
    assert places(drawn(replace(HILL, limit=90_000.0)), "limit") == []


@pytest.mark.parametrize("value", [0.195, 0.0])
def test_one_single_number_is_drawn_too(value):
    hill = replace(HILL, values=np.full(10, value), weights=np.full(10, 0.1), claimed=value)
    assert places(drawn(replace(hill, limit=None)), "claim")
