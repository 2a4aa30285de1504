"""Believed: the sections that a page has on request."""

from checked_claims import checked
from made_belief import car, made

from carwright.belief import timeline
from carwright.report import brief
from carwright.report.believed import believed


def test_today_and_how_it_went(monkeypatch):
    monkeypatch.setattr(brief, "believed", made)
    monkeypatch.setattr(brief, "check_claims", checked)
    monkeypatch.setattr(timeline, "believed", made)
    now, went = believed(car())
    assert 'id="believed"' in now
    assert "What cannot be, or hardly" in now
    assert 'id="timeline"' in went
    assert len(believed(car("1999"))) == 1
