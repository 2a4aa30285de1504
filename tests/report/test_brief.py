"""Brief: known, talk and what cannot be, each claim in one of the three."""

import datetime

import pytest
from checked_claims import SLIP, checked
from made_belief import car, made, unsimulated

from carwright.report import brief as module
from carwright.report.brief import brief, page, parts, text

ON = datetime.date(2023, 12, 31)


@pytest.fixture
def quick(monkeypatch):
    """Beliefs that nobody simulates and verdicts that are made up."""
    monkeypatch.setattr(module, "believed", made)
    monkeypatch.setattr(module, "check_claims", checked)
    unsimulated(monkeypatch)


def test_each_claim_stands_where_it_belongs(quick):
    found = brief(car(), ON)
    known, talk, cannot = (" ".join(lines) for lines in (found.known, found.talk, found.cannot))
    assert "Outlet (November 2023): 0-100 km/h 4.20 s." in known
    assert "600 km CLTC" in known
    assert "250,000 CNY, said by Blog (May 2022). Physics cannot judge it; such cars cost" in talk
    assert "700 km CLTC, said by Paper (19 February 2021) and Copyist" in cannot
    assert f"It reads like a slip: {SLIP}." in cannot


def test_what_comes_later_is_not_there(quick):
    found = brief(car(), datetime.date(2022, 6, 1))
    assert found.known == ()
    assert dict(parts(found))["What is known"] == ("Nothing has been measured, certified or sold.",)
    assert "600 km CLTC" not in " ".join(found.talk)


def test_plain_lines(quick):
    lines = text(brief(car(), ON)).splitlines()
    assert lines[0].startswith("Maker car")
    assert lines[0].endswith("31 December 2023")
    assert "What is talk" in lines
    assert any(line.startswith("- Price: ") and line.endswith("CNY") for line in lines)


def test_several_cars_stand_side_by_side(quick):
    found = page([brief(car(), ON), brief(car("2022-12-31", "other"), ON)])
    assert found.startswith("<!doctype html>")
    assert "Maker other" in found
    assert found.count("<h3>What is known</h3>") == 2
    assert "http://" not in found
