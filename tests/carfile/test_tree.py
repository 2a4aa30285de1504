"""YAML as a tree: values of YAML 1.2, each with its line."""

import math

import pytest

from carwright.carfile.tree import Mapping, Scalar, Sequence, grow, plain, resolve
from carwright.errors import InputError


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("1980", 1980),
        ("-3", -3),
        ("0.23", 0.23),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("1.5E-2", 0.015),
        ("9" * 30, float("9" * 30)),
        ("true", True),
        ("False", False),
        ("~", None),
        ("", None),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("no", "no"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("2024-03", "2024-03"),
        ("nan", "nan"),
        ("\u0661", "\u0661"),
    ],
)
def test_words_by_hand(word, value):
    found = resolve(word)
    assert found == value
    assert type(found) is type(value)


def test_nan_is_nan():
    value = resolve(".nan")
    assert isinstance(value, float)
    assert math.isnan(value)


def test_lines_are_those_of_the_file():
    root = grow("a: 1\nb:\n  - x\n  - {c: 2,\n     d: 3}\n", "f")
    assert isinstance(root, Mapping)
    assert root.lines == {"a": 1, "b": 2}
    items = root.entries["b"]
    assert isinstance(items, Sequence)
    assert [item.line for item in items.items] == [3, 4]
    inner = items.items[1]
    assert isinstance(inner, Mapping)
    assert inner.lines == {"c": 4, "d": 5}
    assert plain(root) == {"a": 1, "b": ("x", {"c": 2, "d": 3})}


def test_quotes_make_text():
    assert plain(grow("[1, '1', \"1\", no]", "f")) == (1, "1", "1", "no")
    assert plain(grow("a: |\n  1\n", "f")) == {"a": "1\n"}


def test_an_empty_document_is_nothing():
    assert grow("# nothing\n", "f") == Scalar(1, None)


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("a: 1\nb: 2\na: 3\n", "twice", 3),
        ("a: 1\nb: *x\n", "aliases", 2),
        ("a: 1\nb: &x [1]\n", "anchors", 2),
        ("a: 1\nb: !!float 1\n", "tags", 2),
        ("a: 1\nb: ! x\n", "tags", 2),
        ("a: 1\n{x: y}: 2\n", "a key is no list", 2),
        ("a: 1\n  b: 2\n", "not valid YAML", 2),
        ("a: 1\nb: [\n", "not valid YAML", 3),
        ("a: 1\nb: 'x\n", "not valid YAML", 3),
        ("a: 1\n\tb: 2\n", "not valid YAML", 2),
        ('a: 1\nb: "\\x07"\n', "U\\+0007", 2),
        ('a: 1\n"\\x07": 2\n', "U\\+0007", 2),
        ('a: 1\nb: "\\UFFFFFFFF"\n', "not valid YAML", 2),
        ("a: 1\n--- \nb: 2\n", "second document", 2),
    ],
)
def test_what_a_car_file_may_not_use_is_refused(text, what, line):
    with pytest.raises(InputError, match=what) as caught:
        grow(text, "f")
    assert caught.value.line in (line, line - 1)
    assert caught.value.file == "f"


def test_tabs_are_named():
    with pytest.raises(InputError, match="spaces, not tabs"):
        grow("a:\n\tb: 1\n", "f")


def test_a_bomb_is_refused_before_it_goes_off():
    pairs = zip("abcdefgh", "bcdefghi", strict=True)
    lines = ["a: &a [x, x]"] + [f"{b}: &{b} [*{a}, *{a}]" for a, b in pairs]
    with pytest.raises(InputError, match="anchors") as caught:
        grow("\n".join(lines), "f")
    assert caught.value.line == 1


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 100_000, "[" * 21])
def test_nesting_is_limited(text):
    with pytest.raises(InputError, match="nested too deeply"):
        grow(text, "f")
