"""What commands print: one document without NaN, text without control characters."""

import json
import sys

import pytest

from carwright.cli import output
from carwright.errors import InputError


def test_a_number_that_is_none_is_null(capsys):
    output.print_json({"a": float("nan"), "b": [float("inf"), 1.0], "c": (1, {"d": -float("inf")})})
    assert json.loads(capsys.readouterr().out) == {
        "a": None,
        "b": [None, 1.0],
        "c": [1, {"d": None}],
    }


def test_text_loses_its_control_characters_but_not_its_lines(capsys):
    output.print_text("a\x1b[31m\nb 小")
    assert capsys.readouterr().out == "a\\x1b[31m\nb 小\n"


def test_what_is_read_is_not_written_over(tmp_path):
    given, other = tmp_path / "a.csv", tmp_path / "b.csv"
    given.write_text("x", encoding="utf-8")
    output.refuse_to_overwrite(other, given, "wltc-3b")
    (tmp_path / "sub").mkdir()
    with pytest.raises(InputError, match="overwrite"):
        output.refuse_to_overwrite(tmp_path / "sub" / ".." / "a.csv", "wltc-3b", given)


def test_a_closed_stdout_is_replaced_by_nothing(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    output.take_any_text()
    sys.stdout.write("x")
    assert sys.stdout.name
    sys.stdout.close()
