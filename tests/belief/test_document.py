"""The document of a belief: what is known since when, and what counts nothing."""

import datetime
import json

from made_belief import belief

from carwright.belief.document import document, said
from carwright.belief.programme import programme


def found(on="2024-01-01"):
    made = belief(on)
    return document(made, programme(made.scene.car_file, datetime.date.fromisoformat(on)))


def test_figures_say_from_when_they_are_known():
    figures = found()["figures"]
    assert figures["kerb_mass_kg"]["known_from"] == "2022-05-31"
    assert figures["drag_coefficient"]["known_from"] is None
    assert all(band["p05"] <= band["p50"] <= band["p95"] for band in figures.values())
    assert found("2021-03-01")["figures"]["kerb_mass_kg"]["known_from"] is None


def test_a_repeat_is_told_and_counts_nothing():
    whole = found()
    repeat = next(one for one in whole["not_counted"] if one["source"] == "copy")
    assert repeat["why"] == "repeats leak"
    assert not any("/copy/" in claim["id"] for claim in whole["claims"])
    assert all(claim["weighed"] for claim in whole["claims"])


def test_probabilities_and_what_it_rests_on():
    whole = found("2021-03-01")
    chances = whole["programme"]
    assert 0.0 < chances["ever"] <= chances["builds"] <= 1.0
    assert chances["on_sale_by_2021"] <= chances["on_sale_by_2025"]
    assert whole["on_sale"]["p05"] <= whole["on_sale"]["p95"]
    assert whole["provenance"]["car_file_sha256"] == "0" * 64
    assert json.loads(json.dumps(whole)) == whole


def test_thin_data_is_said():
    notes = " ".join(found()["notes"])
    assert "range_km" in notes
    assert "few" in notes
    assert "nobody has said a number" in " ".join(found("2021-01-01")["notes"])


def test_an_interval_is_told_whole():
    claim = belief().scene.car_file.claims["range_km"][2]
    assert said(claim) == "550 to 650"


def test_claims_that_clash_are_named():
    whole = found()
    ids = {claim["id"] for claim in whole["claims"]}
    assert all(one["id"] in ids for one in whole["conflicts"])
    assert [one["heard"] for one in whole["conflicts"]] == sorted(
        one["heard"] for one in whole["conflicts"]
    )
    assert found("2021-01-01")["conflicts"] == []
