"""The document of a timeline: dates, what came, who was right."""

import json

from made_belief import car, made

from carwright.belief import timeline as module
from carwright.belief.timeline import timeline
from carwright.belief.timeline_document import document


def test_dates_truth_and_scores(monkeypatch):
    monkeypatch.setattr(module, "believed", made)
    whole = document(timeline(car(), count=64))
    assert [one["on"] for one in whole["dates"]] == sorted(one["on"] for one in whole["dates"])
    assert whole["dates"][0]["news"][0]["by"] == "Paper"
    assert set(whole["dates"][0]["headline"]["range_cltc_km"]) == {"p05", "p50", "p95"}
    assert whole["truth"]["zero_to_100_s"]["kind"] == "measured"
    assert {one["of"] for one in whole["records"]} == {"kind", "source"}
    assert "no source is ranked under 10" in " ".join(whole["notes"])
    assert json.loads(json.dumps(whole)) == whole


def test_a_car_that_has_not_come_scores_nobody(monkeypatch):
    monkeypatch.setattr(module, "believed", made)
    whole = document(timeline(car("2022-12-31"), count=64))
    assert (whole["truth"], whole["scores"]) == ({}, [])
    assert "no claim can be scored" in " ".join(whole["notes"])
