import math

import pytest

from carwright.carfile import load
from carwright.report.banded import HEADS, NEVER, band_in_words, banded_row, in_words
from carwright.report.official import claimed_performance, official_range
from carwright.report.trial import Banded
from carwright.report.words import NOTHING


@pytest.fixture(scope="module")
def su7():
    return load("xiaomi-su7-max")


def test_a_row_has_claim_simulation_band_and_difference(su7):
    told = official_range(su7, "cltc")
    row = banded_row("Range", "range_cltc_km", Banded(760.0, 700.0, 790.0), told, su7)
    claim, simulated, band, apart = (str(cell) for cell in row.cells)
    assert len(row.cells) == len(HEADS) - 1
    assert "800\N{NARROW NO-BREAK SPACE}km" in claim
    assert "Xiaomi (launch), maker, 28 March 2024" in claim
    assert simulated == "760\N{NARROW NO-BREAK SPACE}km"
    assert band == "700 to 790"
    assert apart.startswith("\N{MINUS SIGN}5.0")
    assert "outside the band" in apart


def test_nothing_stands_where_nobody_claims(su7):
    row = banded_row("80 to 120", "eighty_to_120_s", Banded(2.0, 1.9, 2.2), None, su7)
    assert row.cells[0] == row.cells[3] == ""
    assert row.cells[2] == "1.90 to 2.20"


def test_what_is_not_reached_is_said(su7):
    told = claimed_performance(su7, "top_speed_kmh")
    never = Banded(math.inf, math.inf, math.inf)
    assert in_words("zero_to_100_s", math.inf) == NEVER
    assert band_in_words("zero_to_100_s", never) == NEVER
    assert band_in_words("zero_to_100_s", Banded(9.0, 8.0, math.inf)) == f"8.00 or {NEVER}"
    assert banded_row("Top", "top_speed_kmh", never, told, su7).cells[3] == NOTHING


def test_a_band_of_one_number_is_that_number():
    assert band_in_words("top_speed_kmh", Banded(265.0, 265.0, 265.2)) == "265"
