"""Which of several claims counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.carfile import Claim, best_claim, load, of_variant
from carwright.carfile.best import KINDS_BY_WEIGHT, main_variant


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


@pytest.mark.parametrize(
    ("figures", "claims", "variant"),
    [
        ({}, {}, None),
        ({"kerb_mass_kg": [None]}, {"range_km": ["Max"]}, None),
        ({"kerb_mass_kg": ["Max", "Pro"], "peak_power_kw": ["Pro"]}, {}, "Pro"),
        ({"kerb_mass_kg": ["Max", "Pro"]}, {"range_km": ["Pro"]}, "Pro"),
        ({"kerb_mass_kg": ["Max", "Pro"]}, {}, "Max"),
    ],
)
def test_a_dossier_is_built_as_the_variant_it_speaks_of_most(figures, claims, variant):
    def told(keys: dict) -> dict:
        return {key: tuple(claim(variant=one) for one in ones) for key, ones in keys.items()}

    car = load("nissan-leaf-40").model_copy(
        update={"variant": None, "figures": told(figures), "claims": told(claims)}
    )
    assert main_variant(car) == variant
    assert main_variant(car.model_copy(update={"variant": "Own"})) == "Own"
