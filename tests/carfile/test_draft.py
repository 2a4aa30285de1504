"""The plain data of a file: bare numbers have become claims, and each knows its line."""

import pytest

from carwright.carfile.draft import draft, top
from carwright.carfile.tree import grow
from carwright.errors import InputError


def drafted(text, main=None):
    return draft(top(grow("format_version: 1\n" + text, "f"), "f"), "f", main)


def test_the_three_ways_of_writing_a_claim_are_one():
    bare = drafted("source: a\nfigures: {kerb_mass_kg: 1980}")
    claim = drafted("figures: {kerb_mass_kg: {value: 1980, from: a}}")
    many = drafted("figures: {kerb_mass_kg: [{value: 1980, from: a}]}")
    expected = {"kerb_mass_kg": ({"value": 1980.0, "from": "a"},)}
    assert bare.data["figures"] == claim.data["figures"] == many.data["figures"] == expected


def test_every_value_knows_its_line():
    places = drafted(
        "source: a\nfigures:\n  kerb_mass_kg:\n    - 1980\n    - value: 1990\n      note: x\n"
    ).places
    assert places[("figures",)].line == 3
    assert places["figures", "kerb_mass_kg"].line == 4
    assert places["figures", "kerb_mass_kg", 0].line == 5
    assert places["figures", "kerb_mass_kg", 1, "note"].line == 7


def test_a_bare_number_may_come_from_the_main_source_of_the_parent():
    child = drafted("figures: {kerb_mass_kg: 1980}", main="a")
    assert child.data["figures"]["kerb_mass_kg"][0]["from"] == "a"


@pytest.mark.parametrize("section", ["figures: {kerb_mass_kg: 1}", "claims: {range_km: 800}"])
def test_a_bare_number_without_main_source_is_refused(section):
    text = section.replace("1}", "1980}")
    with pytest.raises(InputError, match="no main source"):
        drafted(text)


def test_what_was_said_needs_a_source_too():
    with pytest.raises(InputError, match="no main source"):
        drafted("said: [{what: mood, value: bright}]")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("figures: 5", "figures is a mapping"),
        ("sources: [a]", "sources is a mapping"),
        ("sources: {a: b}", "a source is a mapping"),
        ("said: {a: b}", "said is a list"),
        ("said: [a]", "a statement is a mapping"),
    ],
)
def test_another_shape_is_refused(text, what):
    with pytest.raises(InputError, match=what) as caught:
        drafted(text)
    assert caught.value.line == 2
