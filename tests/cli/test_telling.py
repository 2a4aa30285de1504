"""What a command says of how far it is: a bar on a terminal, lines in a pipe, all on stderr."""

import io
import re
import sys
import time

import pytest

from carwright.cli import telling
from carwright.progress import in_parts


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Closed(io.StringIO):
    def write(self, text: str, /) -> int:
        raise BrokenPipeError


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "SLOW", 0.05)
    monkeypatch.setattr(telling, "EVERY", 0.05)
    monkeypatch.setenv("TERM", "xterm")


def said(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, wait: float) -> str:
    """What stands on stderr after work of two parts, of which one is done."""
    monkeypatch.setattr(sys, "stderr", stream)
    with telling.progress("driving it"):
        for part in in_parts("going round", range(2)):
            if part == 1:
                time.sleep(wait)
    return stream.getvalue()


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_what_is_quick_says_nothing(monkeypatch, capsys, stream):
    assert said(monkeypatch, stream(), 0.0) == ""
    assert capsys.readouterr().out == ""


def test_a_terminal_sees_share_elapsed_and_what_is_left(monkeypatch, capsys):
    shown = said(monkeypatch, Terminal(), 0.5)
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    assert "driving it: going round" in plain
    assert re.search(r"50 %, \d+ s, \d+ s left", plain)
    assert capsys.readouterr().out == ""


def test_a_pipe_has_a_line_now_and_then(monkeypatch, capsys):
    lines = said(monkeypatch, io.StringIO(), 0.28).splitlines()
    assert len(lines) >= 2
    told = r"driving it: 50 % after \d+ s, some \d+ s left \(going round\)"
    assert all(re.fullmatch(told, line) for line in lines)
    assert capsys.readouterr().out == ""


def test_nobody_reading_on_stops_no_work(monkeypatch):
    assert said(monkeypatch, Closed(), 0.2) == ""


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_after_an_error_nothing_runs_on(monkeypatch, stream):
    written = stream()
    monkeypatch.setattr(sys, "stderr", written)
    with pytest.raises(KeyboardInterrupt), telling.progress("driving it"):
        raise KeyboardInterrupt
    time.sleep(0.15)
    assert written.getvalue() == ""
