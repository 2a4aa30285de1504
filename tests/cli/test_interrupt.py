"""Ctrl-C: the command says that it stopped, soon, and leaves nothing half-written."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from terminal import LEAF

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="no such signal"),
]
ROOT = Path(__file__).parents[2]


def started(
    arguments: list[str], cache: Path, stderr: int = subprocess.PIPE, **environment: str
) -> subprocess.Popen[bytes]:
    """A command that hears an interrupt."""
    # A background job is deaf to an interrupt, and so is what it starts.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            [sys.executable, "-m", "carwright", *arguments],
            env=os.environ
            | {"PYTHONPATH": str(ROOT / "src"), "CARWRIGHT_CACHE": str(cache)}
            | environment,
            stdout=subprocess.PIPE,
            stderr=stderr,
        )
    finally:
        signal.signal(signal.SIGINT, heard)


@pytest.mark.parametrize("native", ["0", "1"])
def test_an_interrupt_is_heard_at_once(tmp_path: Path, native: str):
    """Also where XLA compiles, which hears nothing while it does."""
    cache, picture = tmp_path / "cache", tmp_path / "picture.svg"
    asked = ["can-it-be", LEAF, "300 km", "-o", str(picture)]
    with started(asked, cache, CARWRIGHT_NATIVE=native) as running:
        while not list(cache.glob("carwright/settled/*")):  # settled: the belief begins
            assert running.poll() is None
            time.sleep(0.02)
        time.sleep(0.2)
        began = time.monotonic()
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert out == b""
    assert err.splitlines()[-1] == b"stopped"
    assert b"Traceback" not in err
    assert time.monotonic() - began < 15.0
    assert not picture.exists()
    assert not list((cache / "carwright").glob("beliefs/*"))
    assert not [path for path in cache.rglob(".*") if path.is_file()]


def test_an_interrupted_terminal_has_its_cursor_back(tmp_path: Path):
    ours, theirs = os.openpty()
    with started(["can-it-be", LEAF, "300 km"], tmp_path, stderr=theirs) as running:
        os.close(theirs)
        shown = b""
        while b"\x1b[?25l" not in shown:  # the bar hides it
            shown += os.read(ours, 4096)
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == 130
    with suppress(OSError):  # the other end is closed
        while more := os.read(ours, 4096):
            shown += more
    os.close(ours)
    assert shown.rindex(b"\x1b[?25h") > shown.rindex(b"\x1b[?25l")
    assert shown.endswith(b"stopped\r\n")
