"""YAML as events: the quick reader says what the careful one says, or leaves it to that one."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from carwright.carfile import garage_ids, garage_path
from carwright.carfile.yaml_events import Event, Kind, YamlError, careful, quick

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(st.text(max_size=8), parts),
    max_leaves=12,
)
PIECES = (
    *("a", "b: ", ": ", "- ", "\n", "\n  ", "\n- ", "{", "}", "[", "]", ", ", " # x", '"', "'"),
    *("why? ", "? ", "&x ", "*x", "!t ", "%", "\t", "\r\n", "é", "a: 1\n", "12:30", "'it''s'"),
    *("\x85", "\u2028", "\ufeff", "https://x.y/z?q", '"\\u00e9"', "... ", "-", "\n    "),
)
"""What YAML is made of, and what it trips over."""


def told(events: list[Event]) -> list[Event]:
    """Without the line of what is empty: a value that nobody wrote stands nowhere."""
    return [event if event.text or event.quoted else event._replace(line=0) for event in events]


def check_same(text: str) -> None:
    try:
        found = list(quick(text))
    except YamlError:
        return
    if any(event.kind is Kind.ALIAS or event.anchor for event in found):
        return  # a car file may hold none
    assert told(found) == told(list(careful(text)))


@pytest.mark.parametrize("car", garage_ids())
def test_every_file_of_the_garage_is_read_quickly_and_the_same(car: str):
    text = garage_path(car).read_text(encoding="utf-8")
    assert list(quick(text)) == list(careful(text))


@given(VALUES, st.booleans())
def test_what_a_program_writes_is_read_the_same(value: object, flow: bool):
    check_same(yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow))
    check_same(json.dumps(value))


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
def test_odd_text_is_read_the_same_or_left_to_the_careful_reader(text: str):
    check_same(text)


@pytest.mark.parametrize("head", ["|", "|-", "|+", ">", ">-", ">+"])
def test_blocks_of_text_are_read_the_same(head: str):
    check_same(f"a: {head}\n  one\n  two # no comment\n\n    three\n\nb:\n- {head}\n  - x\n")


@pytest.mark.parametrize("text", ["a:\t1", "a: x\u2028y", "? a\n: b", "%YAML 1.1\n---\na: 1", "["])
def test_what_the_two_would_read_differently_is_not_read_quickly(text: str):
    with pytest.raises(YamlError):
        list(quick(text))


def test_without_libyaml_nothing_is_read_quickly(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    with pytest.raises(YamlError, match="libyaml"):
        list(quick("a: 1"))


def test_each_event_knows_its_line_and_whether_it_is_in_quotes():
    found = list(quick("a: '1'\nb:\n- 2\n"))
    assert found[0].kind is Kind.DOCUMENT
    scalars = [(one.text, one.line, one.quoted) for one in found if one.kind is Kind.SCALAR]
    assert scalars == [("a", 1, False), ("1", 1, True), ("b", 2, False), ("2", 3, False)]


def test_a_fault_says_line_and_column():
    with pytest.raises(YamlError, match="not allowed here") as caught:
        list(careful("a: 1\nb: c: d\n"))
    assert (caught.value.line, caught.value.column) == (2, 5)
