"""The one error for user input: five lines at most, whatever is put in."""

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.errors import LONGEST_VALUE, InputError, nearest


def test_whole_message():
    error = InputError(
        "the mass is too small",
        file="car.yaml",
        line=7,
        key="kerb_mass_kg",
        value=1.6,
        allowed="300 to 5000 kg",
        remedy="if it is in tonnes, multiply it by 1000",
    )
    assert str(error).splitlines() == [
        "car.yaml:7: the mass is too small",
        "  kerb_mass_kg: 1.6",
        "  allowed: 300 to 5000 kg",
        "  remedy: if it is in tonnes, multiply it by 1000",
    ]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({}, "wrong"),
        ({"file": Path("a.csv")}, "a.csv: wrong"),
        ({"line": 3}, "line 3: wrong"),
        ({"key": "mass"}, "wrong\n  mass"),
        ({"value": "x"}, "wrong\n  value: 'x'"),
        ({"key": "mass", "value": ""}, "wrong\n  mass: ''"),
        ({"remedy": "mend it"}, "wrong\n  remedy: mend it"),
    ],
)
def test_only_what_is_known_is_said(parts, message):
    assert str(InputError("wrong", **parts)) == message


def test_long_values_are_cut():
    shown = str(InputError("wrong", key="name", value="x" * 10_000)).splitlines()[1]
    assert len(shown) <= len("  name: ''") + LONGEST_VALUE
    assert shown.endswith("…'")


@pytest.mark.parametrize(
    "value", ["a\nb", "a\x1b[31mb", "a\u2028b", "a\u202eb", "a\udc80b", "a\0b"]
)
def test_control_characters_are_escaped(value):
    message = str(InputError(value, file=value, key=value, value=value, remedy=value))
    assert len(message.splitlines()) == 3
    assert all(c.isprintable() or c == "\n" for c in message)
    assert "\\" in message


def test_integer_too_long_for_python_to_print():
    assert "int too long to show" in str(InputError("wrong", key="mass", value=10**5000))


def test_error_survives_the_way_to_another_process():
    error = InputError("wrong", file="a", line=1, key="k", value=2, allowed="3", remedy="4")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


PARTS = ("file", "key", "value", "allowed", "remedy")


@given(st.text(), st.fixed_dictionaries({part: st.text(max_size=500) for part in PARTS}))
def test_never_more_than_five_lines(what, parts):
    assert len(str(InputError(what, line=1, **parts)).splitlines()) <= 5


@pytest.mark.parametrize(
    ("name", "hit"),
    [
        ("wltp", "wltc-3b"),
        ("UDDS", "udds"),
        (" udds ", "udds"),
        ("ude", "udds"),
        ("qqqq", None),
        ("", None),
    ],
)
def test_nearest(name, hit):
    assert nearest(name, ["udds", "cltc-p", "wltc-3b", "nedc"]) == hit


def test_nearest_keeps_the_case_of_the_name():
    assert nearest("kerb_mass", ["Kerb_Mass_kg"]) == "Kerb_Mass_kg"


def test_nearest_of_nothing():
    assert nearest("a", []) is None
