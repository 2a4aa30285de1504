"""Who said what by when, and who counts once."""

import datetime
from itertools import permutations

import pytest
from numbers_said import car

from carwright.belief.heard import hearing
from carwright.carfile.as_of import as_of

SHEET = ("sheet", "Maker", "maker", "2024-03", "range_km", 620.0, {"procedure": "cltc"})
COPY = ("copy", "Paper", "press", "2024-04", "range_km", 620.0, {"procedure": "cltc"}, "sheet")
OLDER = ("older", "Maker", "maker", "2023-03", "range_km", 600.0, {"procedure": "cltc"})
OTHER = ("blog", "Blog", "press", "2024-05", "range_km", 700.0, {"procedure": "cltc"})
MASS = ("filing", "Ministry", "regulator", "2024-01", "kerb_mass_kg", 2000.0, {})


def counted(*said, variant=None):
    return hearing(car(*said), variant)


def test_a_copy_adds_no_origin():
    found = counted(SHEET, COPY)
    assert [one.claim.source for one in found.counted] == ["sheet"]
    assert len(found.repeats) == 1


def test_the_last_word_of_a_speaker_counts():
    found = counted(OLDER, SHEET, OTHER)
    assert {one.claim.source for one in found.counted} == {"sheet", "blog"}
    assert [one.claim.source for one in found.corrected] == ["older"]


def test_what_is_said_of_another_test_corrects_nothing():
    other = (*OLDER[:6], {"procedure": "nedc"})
    assert len(counted(other, SHEET).counted) == 2


def test_the_order_of_the_file_changes_nothing():
    every = [
        [(one.id, one.numbers) for one in counted(*order).counted]
        for order in permutations((SHEET, COPY, OLDER, OTHER, MASS))
    ]
    assert all(one == every[0] for one in every)


def test_an_id_hangs_on_what_is_said():
    (one,) = counted(SHEET).counted
    (same,) = counted(SHEET, MASS).counted[1:]
    (other,) = counted((*SHEET[:5], 621.0, *SHEET[6:])).counted
    assert one.id == same.id != other.id


@pytest.mark.parametrize(("day", "heard"), [("2024-03-30", 0), ("2024-03-31", 1)])
def test_a_month_counts_from_its_last_day(day, heard):
    then = as_of(car(SHEET), datetime.date.fromisoformat(day))
    assert len(then.claims.get("range_km", ())) == heard


def test_the_day_itself_is_included():
    exact = (*SHEET[:3], "2024-03-15", *SHEET[4:])
    assert as_of(car(exact), datetime.date(2024, 3, 15)).claims
    assert not as_of(car(exact), datetime.date(2024, 3, 14)).claims


def test_numbers_of_an_interval_and_of_a_word():
    span = ("blog", "Blog", "press", "2024-05", "range_km", None, {"low": 500.0, "high": 600.0})
    word = ("filing", "Ministry", "regulator", "2024-01", "drive", "rear", {})
    found = {one.key: one.numbers for one in counted(span, word).counted}
    assert found == {"range_km": (500.0, 600.0), "drive": ()}


def test_claims_of_another_variant_are_not_heard():
    plus = (*MASS[:5], 2100.0, {"variant": "Plus"})
    assert [one.numbers for one in counted(SHEET, plus, variant="Base").counted] == [(620.0,)]
