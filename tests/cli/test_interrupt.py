"""Ctrl-C: the command says that it stopped, soon, and leaves nothing half-written."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from terminal import LEAF

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="no such signal"),
]
ROOT = Path(__file__).parents[2]


def test_an_interrupt_while_programs_compile_is_heard_at_once(tmp_path: Path):
    cache, picture = tmp_path / "cache", tmp_path / "picture.svg"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "CARWRIGHT_CACHE": str(cache)}
    command = [sys.executable, "-m", "carwright", "can-it-be", LEAF, "300 km", "-o", str(picture)]
    # A background job is deaf to an interrupt, and so is what it starts.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        running = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    finally:
        signal.signal(signal.SIGINT, heard)
    while not list(cache.glob("carwright/jaxlib-*/*.jaxprogram")):  # traced, to be compiled
        assert running.poll() is None
        time.sleep(0.05)
    time.sleep(0.5)
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
