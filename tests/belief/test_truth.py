"""Truth: what came, and who had said so."""

import datetime

import pytest
from made_belief import car

from carwright.belief.truth import headline_truths, records, scores, truths
from carwright.carfile.sale import sale


def test_measured_beats_the_maker_and_talk_is_no_truth():
    found = headline_truths(car(), None)
    assert found["zero_to_100_s"].value == 4.2
    assert found["range_cltc_km"].value == 600.0
    assert found["range_cltc_km"].claim.source == "launch"
    assert "kerb_mass_kg" not in found


def test_a_maker_is_right_only_once_the_car_is_on_sale():
    assert sale(car()) == datetime.date(2023, 9, 1)
    before = car("2023-01-01")
    assert sale(before) is None
    assert truths(before) == {}
    assert scores(before, before) == []


def test_claims_are_scored_by_their_relative_error():
    found = [one for one in scores(car(), car()) if one.key == "range_km"]
    assert [one.by for one in found] == ["Paper", "Copyist", "Blog"]
    assert [one.error for one in found] == pytest.approx([1 / 6, 1 / 6, 0.0])
    sprint = next(one for one in scores(car(), car()) if one.key == "zero_to_100_s")
    assert sprint.error == pytest.approx(4.0 / 4.2 - 1.0)


def test_words_and_dates_are_right_or_wrong():
    found = scores(car(), car())
    assert [one.right for one in found if one.key == "builds_own_car"] == [True, True]
    assert [one.right for one in found if one.key == "on_sale_date"] == [True]


def test_nobody_is_ranked_under_ten_claims():
    found = scores(car(), car())
    kinds = {one.name: one for one in records(found, by_kind=True)}
    assert kinds["press"].scores == 4
    assert kinds["press"].median_error == pytest.approx(1 / 6)
    assert not any(one.ranked for one in records(found, by_kind=False))
    assert all(one.ranked for one in records(found * 10, by_kind=False))
