"""Speed without a clock: how many instructions one native WLTC and one gradient of it take."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from carwright.native.compile import compiler
from carwright.native.library import library, state

TESTS = Path(__file__).parents[1]
FILE = Path(__file__).parent / "instructions.json"
ROOM = 0.03
"""By how much the number may differ from the committed one [-]."""


def version() -> str:
    command = compiler()
    if command is None:
        return ""
    told = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
    return told.stdout.splitlines()[0]


def counted(program: str, folder: Path) -> int:
    """Instructions of a program in one call."""
    told = subprocess.run(
        [
            "valgrind",
            "--tool=callgrind",
            "--collect-atstart=no",
            f"--toggle-collect={program}",
            f"--callgrind-out-file={folder / 'out'}",
            sys.executable,
            str(TESTS / "native_instructions.py"),
            program,
        ],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": f"{TESTS}:{TESTS.parent / 'src'}"},
    ).stderr
    found = re.search(r"Collected : (\d+)", told)
    assert found is not None, told
    return int(found[1])


@pytest.mark.slow
@pytest.mark.parametrize("program", ["drive", "drive_vjp"])
def test_no_more_instructions_than_before(program: str, tmp_path: Path):
    if library() is None:
        pytest.skip(f"native programs: {state().why}")
    if shutil.which("valgrind") is None:
        pytest.skip("no valgrind")
    told = json.loads(FILE.read_text(encoding="utf-8"))
    if told["compiler"] != version():
        pytest.skip(f"the numbers are those of {told['compiler']}")
    assert counted(program, tmp_path) == pytest.approx(told[program], rel=ROOM)
