"""The timeline alone: SVG that needs nothing, a page, a section."""

from xml.etree import ElementTree

import pytest
from made_belief import car, made

from carwright.belief import timeline as module
from carwright.belief.timeline import timeline
from carwright.report.timeline_page import page, svg, timeline_section


@pytest.fixture
def went(monkeypatch):
    monkeypatch.setattr(module, "believed", made)
    return timeline(car(), count=64)


def test_the_picture_is_well_formed_and_whole(went):
    text = svg(went)
    root = ElementTree.fromstring(text)
    assert root.tag.endswith("svg")
    assert "var(--air)" in text
    assert "--air:" in text


def test_the_page_tells_who_was_right_and_ranks_nobody(went):
    text = page(went)
    assert "too few to rank" in text
    assert "Each of 6 dates with its news" in text
    assert "http" not in text.replace("http://www.w3.org", "")


def test_without_truth_nobody_is_scored(monkeypatch):
    monkeypatch.setattr(module, "believed", made)
    text = timeline_section(timeline(car("2022-12-31"), count=64))
    assert "Who was right" not in text
    assert "No claim can be scored" in text
