import pytest

from carwright.report.claims import CONSUMPTION, RANGE, claims, compared, headline
from carwright.report.study import Study


def test_equal_claims_are_one_with_all_their_sources(found):
    rows = [one for one in compared(found.main, RANGE) if one.claim.middle == 800.0]
    assert len(rows) == 1
    assert rows[0].sources[0] == "cnc-2023-09"
    assert "launch-2024-03-28" in rows[0].sources


def test_a_difference_is_simulated_less_claimed_over_claimed(found):
    one = next(one for one in compared(found.main, RANGE) if one.claim.middle == 800.0)
    assert one.simulated == found.main.range("cltc-p")
    assert one.difference == pytest.approx(found.main.range("cltc-p") / 800.0 - 1.0)


def test_only_what_was_driven_is_compared(found):
    by_procedure = {one.claim.procedure: one for one in compared(found.main, RANGE)}
    assert by_procedure["unspecified"].difference is None
    tesla = compared(found.rivals[0], CONSUMPTION)
    assert tesla
    assert all(one.simulated is None for one in tesla if one.claim.side != "dc")
    ours = next(one for one in compared(found.main, CONSUMPTION) if one.claim.side == "dc")
    assert ours.simulated == pytest.approx(found.main.consumption("cltc-p") / 10.0)


def test_other_variants_are_left_out(found):
    assert all(one.claim.variant in (None, "Max") for one in compared(found.main, RANGE))


def test_the_headline_is_the_makers_own(found):
    first = headline(found.main, "cltc-p")
    assert first is not None
    one, who = first
    assert one.claim.middle == 800.0
    assert who.startswith("Xiaomi")
    assert headline(found.main, "wltc-3b") is None


def test_a_car_without_claims_says_so(found):
    alone = Study(found.talk, None, (), found.cycles, found.slopes, found.trial, found.weathered)
    assert "Nobody has claimed a range or a consumption" in claims(alone)
