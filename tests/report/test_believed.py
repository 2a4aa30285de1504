"""Believed: the sections that a page has on request."""

import datetime

from checked_claims import checked
from made_belief import car, made, unsimulated

from carwright.belief import timeline
from carwright.report import brief
from carwright.report.believed import believed

ON = datetime.date(2024, 3, 1)


def test_today_and_how_it_went(monkeypatch):
    monkeypatch.setattr(brief, "believed", made)
    monkeypatch.setattr(brief, "check_claims", checked)
    monkeypatch.setattr(timeline, "believed", made)
    unsimulated(monkeypatch)
    now, went = believed(car(), ON)
    assert 'id="believed"' in now
    assert "What cannot be, or hardly" in now
    assert 'id="timeline"' in went
    assert len(believed(car("1999"), ON)) == 1
