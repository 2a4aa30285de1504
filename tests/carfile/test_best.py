"""Which of several claims counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.carfile import Claim, best_claim, of_variant
from carwright.carfile.best import KINDS_BY_WEIGHT


def claim(value: float | None = 1.0, **parts: object) -> Claim:
    told = {"value": value, "source": "a", "kind": "maker", "date": "2024"}
    return Claim.model_validate(told | parts)


def test_kinds_stand_in_their_order():
    assert KINDS_BY_WEIGHT == (
        "measured",
        "regulator",
        "maker",
        "press",
        "leak",
        "analyst",
        "estimate",
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (claim(kind="press", date="2025"), claim(kind="regulator", date="2020")),
        (claim(kind="maker"), claim(kind="measured")),
        (claim(date="2023-12-31"), claim(date="2024-01")),
        (claim(date="2024-11-30"), claim(date="2024")),
        (claim(1.0), claim(2.0)),
        (claim(bound="at_most", kind="measured"), claim(kind="estimate", bound="about")),
    ],
)
def test_the_second_counts(first, second):
    assert best_claim([first, second]) is second


def test_a_day_of_december_does_not_beat_the_year_that_stands_later():
    december, year = claim(date="2024-12-31"), claim(date="2024")
    assert best_claim([december, year]) is year
    assert best_claim([year, december]) is december


@given(
    st.lists(
        st.builds(
            claim,
            kind=st.sampled_from(KINDS_BY_WEIGHT),
            date=st.sampled_from(["2020", "2021-06", "2021-06-30"]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_the_best_of_all_is_the_best_of_the_best(claims):
    best = best_claim(claims)
    assert any(best is other for other in claims)
    best_of_head = best_claim(claims[:1])
    for other in claims[1:]:
        best_of_head = best_claim([best_of_head, other])
    assert best == best_of_head


def test_claims_of_another_variant_are_left_out():
    all_of_it, mine, other = claim(), claim(variant="max"), claim(variant="Pro")
    assert of_variant([all_of_it, mine, other], "Max") == (all_of_it, mine)
    assert of_variant([all_of_it, mine, other], None) == (all_of_it, mine, other)
