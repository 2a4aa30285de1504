"""Charging times on makers not seen and forward in time, beside simpler rules."""

import math
from functools import cache

import pytest
from scripts import script

from carwright.settle.charging import learnt

tool = script("charging_splits")
OURS = "mean of curves, flat tops as bounds: ours"
BEFORE = "mean of curves, flat tops as cells (before)"
MAKER, FORWARD = "maker out", "maker out and forward"


@cache
def scores():
    return {(one.split, one.rule): one for one in tool.scores(learnt())}


@pytest.mark.parametrize("split", [MAKER, FORWARD])
def test_what_is_shipped_is_better_than_every_simpler_rule(split):
    ours = scores()[split, OURS]
    assert len(ours.errors) == {MAKER: 26, FORWARD: 22}[split]
    for rule in ("at the peak throughout, nothing learnt", "one share of the peak"):
        assert ours.median_abs < 0.75 * scores()[split, rule].median_abs
    for rule in ("one rate a voltage class", BEFORE):
        assert ours.median_abs < 0.95 * scores()[split, rule].median_abs
    assert ours.median_abs < 0.11
    assert abs(ours.bias) < 0.06


@pytest.mark.parametrize("split", [MAKER, FORWARD])
def test_the_year_and_the_chemistry_do_not_win_and_are_left_out(split):
    ours = scores()[split, OURS].median_abs
    assert scores()[split, "ours, with a trend by year"].median_abs > ours
    chemistry = scores()[split, "ours, other chemistries count a quarter"]
    assert chemistry.median_abs > ours - 0.005


def test_flat_tops_as_cells_made_it_slower():
    assert scores()[MAKER, BEFORE].bias > scores()[MAKER, OURS].bias + 0.02


@pytest.mark.parametrize("split", [MAKER, FORWARD])
def test_bands_hold_what_they_say(split):
    ours = scores()[split, OURS]
    assert 0.87 < ours.covered < 0.95
    assert ours.width < 0.75


def test_a_score_by_hand():
    one = tool.Score("rule", "split", (0.1, -0.2, 0.3), (0.1, 0.1, 0.1))
    assert (one.median_abs, one.worst) == (0.2, 0.3)
    assert one.bias == pytest.approx(0.2 / 3.0)
    assert one.covered == pytest.approx(1.0 / 3.0)
    assert one.width == pytest.approx(2.0 * math.sinh(0.1645), rel=1e-3)


def test_the_future_and_the_own_maker_are_not_known(monkeypatch):
    seen = []

    def spy(known, car):
        seen.append((known, car))
        return 1.0

    monkeypatch.setattr(tool, "RULES", {"spy": spy})
    tool.scores(learnt())
    assert len(seen) == 48
    assert all(one.maker != car.maker for known, car in seen for one in known)
    assert all(one.known_from < car.known_from for known, car in seen[26:] for one in known)
