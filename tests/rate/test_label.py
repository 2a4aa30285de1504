"""The label's rule, and the range that a car's own label is expected to say."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rollers import EvenCar, made

from carwright.rate.label import LABEL_FACTOR, LabelTerms
from carwright.rate.procedures import full_test


def terms(factor, energy):
    return LabelTerms(factor, "maker", "cars", energy, "tests")


def test_the_rule_is_read_in_the_regulation():
    assert float(LABEL_FACTOR) == 0.7
    assert (LABEL_FACTOR.tag, LABEL_FACTOR.source) == ("V", "40 CFR 600.210-12 (d)")


@given(factor=st.floats(0.5, 1.0), energy=st.floats(0.9, 1.2))
def test_range_goes_with_factor_and_energy_and_consumption_with_the_factor_alone(factor, energy):
    rating = replace(RATING, expected=terms(factor, energy))
    found, measured = rating.expected_label, rating.unadjusted["combined"]
    assert found is not None
    assert found.range == pytest.approx(factor * energy * measured.range)
    assert found.consumption_ac == pytest.approx(measured.consumption_ac / factor)
    assert found.consumption_dc == pytest.approx(measured.consumption_dc / factor)
    assert rating.range == RATING.range


def test_by_the_rules_terms_it_is_the_label():
    found = replace(RATING, expected=terms(0.7, 1.0)).expected_label
    assert found == pytest.approx(RATING.phases["combined"])


def test_where_nobody_looked_nothing_is_expected():
    assert RATING.expected_label is None


RATING = full_test(made(EvenCar()), "epa")
