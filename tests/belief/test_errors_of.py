"""Errors of past claims, by hand."""

import datetime
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from past_claims import past

from carwright.belief.errors_of import (
    HALF_A_YEAR,
    LEVELS,
    bound_of,
    days_after,
    erred,
    family,
    log_delay,
    moment,
    ratio,
)


def test_a_number_by_hand():
    found = erred(past("a", 450))
    assert found is not None
    assert found.error == pytest.approx(math.log(0.9))
    assert found.features == ("range", "maker", "none", "about", "same")


def test_another_procedure_is_taken_back():
    found = erred(past("a", 500, procedure="nedc"))
    assert found is not None
    assert found.error == pytest.approx(LEVELS["nedc"] - LEVELS["wltp"])
    assert found.features[-1] == "other"
    unspecified = erred(past("a", 500, procedure="unspecified"))
    assert unspecified is not None
    assert unspecified.features[-1] == "unspecified"
    assert ratio("unspecified", "epa") == 0.0


def test_a_date_by_hand():
    said = datetime.date(2020, 1, 1)
    row = past("a", 0, figure="on_sale_date", claimed="2021-01-01", said=said)
    from dataclasses import replace

    found = erred(replace(row, final="2021-07-02"))
    assert found is not None
    assert found.error == pytest.approx(math.log((548 + HALF_A_YEAR) / (366 + HALF_A_YEAR)))
    assert erred(replace(row, final="never")) is None
    assert erred(replace(row, figure="builds_own_car", claimed="true", final="true")) is None


@given(st.floats(0, 4000), st.floats(0, 4000))
def test_delay_and_back(promised, came):
    assert days_after(promised, log_delay(promised, came)) == pytest.approx(came, abs=1e-6)


def test_families_and_bounds():
    assert family("zero_to_100_s") == family("zero_to_60mph_s") == "sprint"
    assert family("price") == "price"
    assert bound_of("range_km", "at_most") == "about"
    assert bound_of("price", "at_most") == "at_most"
    assert bound_of("price", None) == "exact"
    assert moment(datetime.date(2020, 1, 1), 1.4) == datetime.date(2020, 1, 2)
