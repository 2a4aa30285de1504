from dataclasses import replace

import pytest

from carwright.carfile.vocabulary import CLAIM_ROWS, NumberRow
from carwright.report.claims import CHARGING, CONSUMPTION, RANGE, claims, compared, headline


def test_equal_claims_are_one_with_all_their_sources(found):
    rows = [one for one in compared(found, found.main, RANGE) if one.claim.middle == 800.0]
    assert len(rows) == 1
    assert rows[0].sources[0] == "cnc-2023-09"
    assert "launch-2024-03-28" in rows[0].sources


def test_a_difference_is_simulated_less_claimed_over_claimed(found):
    one = next(one for one in compared(found, found.main, RANGE) if one.claim.middle == 800.0)
    rated = found.trial.of(found.main.file.id, "range_cltc_km")
    assert one.simulated == rated
    assert one.difference == pytest.approx(rated / 800.0 - 1.0)


def test_only_what_was_driven_is_compared(found):
    by_procedure = {one.claim.procedure: one for one in compared(found, found.main, RANGE)}
    assert by_procedure["unspecified"].difference is None
    tesla = compared(found, found.rivals[0], CONSUMPTION)
    assert tesla
    assert all(one.simulated is None for one in tesla if one.claim.side is None)
    ours = next(one for one in compared(found, found.main, CONSUMPTION) if one.claim.side == "dc")
    assert ours.simulated == pytest.approx(found.main.consumption("cltc-p") / 10.0)


def test_other_variants_are_left_out(found):
    assert all(one.claim.variant in (None, "Max") for one in compared(found, found.main, RANGE))


def test_the_headline_is_the_makers_own(found):
    first = headline(found, found.main, "cltc")
    assert first is not None
    one, who = first
    assert one.claim.middle == 800.0
    assert who.startswith("Xiaomi")
    assert headline(found, found.main, "wltp") is None


def test_a_car_without_claims_says_so(found):
    alone = replace(found, main=found.talk, talk=None, rivals=())
    assert "Nobody has claimed a range or a consumption" in claims(alone)


def test_claims_of_charging_stand_beside_a_charge(found):
    """Xiaomi said 19 min from 10 to 80 %, 220 km in 5 min by CLTC, and a leak 350 kW."""
    main = found.main
    times = {one.claim.middle: one for one in compared(found, main, "charge_10_80_min")}
    minutes = main.plugged.numbers["charge_10_80_min"]
    assert times[19.0].simulated == minutes
    assert times[19.0].difference == pytest.approx(minutes / 19.0 - 1.0)
    (gain,) = compared(found, main, "km_in_5_min")
    per_metre = float(main.runs["cltc-p"].consumption_dc)
    assert gain.simulated == pytest.approx(main.plugged.stored["km_in_5_min"] / per_metre / 1000.0)
    (peak,) = compared(found, main, "charge_peak_kw")
    assert peak.simulated == main.plugged.numbers["charge_peak_kw"]


def test_charging_under_other_conditions_or_by_no_cycle_has_no_number(found):
    cold = [one for one in compared(found, found.main, "charge_30_80_min") if one.claim.conditions]
    assert len(cold) == 2
    assert [one.simulated for one in cold] == [None, None]
    (talked,) = compared(found, found.rivals[1], "km_in_10_min")
    assert talked.claim.procedure == "nedc"
    assert talked.simulated is None


def test_the_page_tells_of_charging_and_denies_nothing_that_is_simulated(found):
    made = claims(found)
    assert "not simulated" not in made
    assert "DC station of 350\N{NARROW NO-BREAK SPACE}kW" in made
    assert made.count("10 to 80 %") > 1
    minutes = found.main.plugged.numbers["charge_10_80_min"]
    assert f"{minutes:.0f}\N{NARROW NO-BREAK SPACE}min" in made


def test_every_claim_of_charging_that_a_file_may_make_is_told():
    rows = [row for key, row in CLAIM_ROWS.items() if key.startswith(("charge_", "km_in_"))]
    assert {key: shown for key, (_, shown) in CHARGING.items()} == {
        row.key: row.unit for row in rows if isinstance(row, NumberRow)
    }
