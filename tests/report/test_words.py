import pytest

from carwright.carfile import Claim
from carwright.report import words


def claim(**said):
    return Claim.model_validate({"from": "x", "kind": "press", "date": "2021", **said})


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [(2205.4, 0, "2,205"), (-0.04, 1, "0.0"), (-8.63, 1, "\N{MINUS SIGN}8.6")],
)
def test_number(value, places, written):
    assert words.number(value, places) == written


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_a_dash(value):
    assert words.number(value) == words.NOTHING
    assert words.significant(value) == words.NOTHING


@pytest.mark.parametrize(
    ("value", "written"),
    [(0.195, "0.195"), (2205.0, "2,205"), (12345.6, "12,346"), (0.0132, "0.0132"), (0.0, "0")],
)
def test_significant(value, written):
    assert words.significant(value) == written


def test_percent_and_difference():
    assert words.percent(0.891) == f"89{words.NARROW}%"
    assert words.difference(0.0312) == f"+3.1{words.NARROW}%"
    assert words.difference(-0.0004) == f"0.0{words.NARROW}%"


@pytest.mark.parametrize(
    ("date", "written"),
    [("2013", "2013"), ("2021-02", "February 2021"), ("2021-02-19", "19 February 2021")],
)
def test_day(date, written):
    assert words.day(date) == written


def test_claimed():
    assert words.claimed(claim(value=700, bound="about")) == "about 700"
    assert words.claimed(claim(low=600.0, high=650.0)) == "600 to 650"


def test_names_in_words():
    assert words.spaced("front_gear-x") == "front gear x"
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b", "c"]) == "a, b and c"
    assert words.capital("no comment") == "No comment"
