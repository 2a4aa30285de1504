"""What may stand under a key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.carfile.place import Place
from carwright.carfile.value_check import check_claim, check_statement, check_value
from carwright.carfile.vocabulary import CLAIM_ROWS, FIGURE_ROWS, PROGRAMME_ROWS, NumberRow
from carwright.errors import InputError

PLACE = Place("f", 3)
PLACES = {(): Place("f", 1), ("low",): Place("f", 2)}
ROWS = FIGURE_ROWS | CLAIM_ROWS | PROGRAMME_ROWS
NUMBERS = [row for row in ROWS.values() if isinstance(row, NumberRow)]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("kerb_mass_kg", 1980),
        ("load_kg", 0),
        ("chemistry", "lfp"),
        ("front_machine", "permanent-magnet"),
        ("rear_disconnect", "yes"),
        ("tyre_size", "245/45 R19"),
        ("tyre_size", "155/70R19"),
        ("builds_own_car", True),
        ("builds_own_car", "no_statement"),
        ("on_sale_date", 2024),
        ("on_sale_date", "2023/2025"),
        ("leads", "A. Founder"),
    ],
)
def test_what_belongs_there_is_taken(key, value):
    assert check_value(ROWS[key], value, PLACE) is None


@pytest.mark.parametrize(
    ("key", "value", "remedy"),
    [
        ("chemistry", "NMC", "write nmc"),
        ("chemistry", 811, "write one of them"),
        ("chemistry", ("lfp",), "write"),
        ("front_machine", "permanent_magnet", "write permanent-magnet"),
        ("rear_disconnect", True, "write yes"),
        ("builds_own_car", "maybe", "write one of them"),
        ("leads", 5, "put it in quotes"),
        ("tyre_size", "245/45/19", "write it in that form"),
        ("on_sale_date", "spring", "write the date in that form"),
        ("on_sale_date", True, "write the date in that form"),
        ("on_sale_date", ("2024",), "write the date in that form"),
    ],
)
def test_what_does_not_is_refused(key, value, remedy):
    with pytest.raises(InputError) as caught:
        check_value(ROWS[key], value, PLACE)
    assert remedy in caught.value.remedy
    assert (caught.value.key, caught.value.value, caught.value.line) == (key, value, 3)


@given(st.sampled_from(NUMBERS), st.floats() | st.integers(-(10**9), 10**9))
def test_numbers_are_taken_within_bounds_only(row, number):
    if row.low <= number <= row.high:
        assert check_value(row, number, PLACE) is None
        return
    with pytest.raises(InputError) as caught:
        check_value(row, number, PLACE)
    assert caught.value.allowed == row.allowed
    assert len(str(caught.value).splitlines()) == 4


@pytest.mark.parametrize(
    ("claim", "line"),
    [({"low": 1, "high": 2000}, 2), ({"low": 1900, "high": 1800}, 1), ({}, 1), ({"note": "x"}, 1)],
)
def test_claims_that_cannot_be_are_refused_where_they_stand(claim, line):
    with pytest.raises(InputError) as caught:
        check_claim(FIGURE_ROWS["kerb_mass_kg"], claim, PLACES, ())
    assert caught.value.line == line


@pytest.mark.parametrize("claim", [{"low": 1900}, {"high": 2000}, {"low": 1900, "high": 1900}])
def test_one_bound_is_enough(claim):
    assert check_claim(FIGURE_ROWS["kerb_mass_kg"], claim, PLACES, ()) is None


def test_statements_hold_numbers_or_words():
    assert check_statement({"value": "bright"}, PLACES, ()) is None
    assert check_statement({"low": 1, "high": 2}, PLACES, ()) is None
    with pytest.raises(InputError, match="not a finite number"):
        check_statement({"low": float("nan")}, PLACES, ())
