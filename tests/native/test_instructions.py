"""Speed without a clock: how many instructions one native WLTC and one gradient of it take."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from native_instructions import PROGRAMS

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


def counted(folder: Path) -> dict[str, int]:
    """Instructions of each program in one call."""
    told = folder / "out"
    subprocess.run(
        [
            "valgrind",
            "--tool=callgrind",
            "--collect-atstart=no",
            *(f"--toggle-collect={name}" for name in PROGRAMS),
            "--compress-strings=no",
            f"--callgrind-out-file={told}",
            sys.executable,
            str(TESTS / "native_instructions.py"),
        ],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": f"{TESTS}:{TESTS.parent / 'src'}"},
    )
    calls = re.findall(r"^cfn=(\w+)\ncalls=1 .*\n.* (\d+)$", told.read_text("utf-8"), re.MULTILINE)
    return {name: int(number) for name, number in calls if name in PROGRAMS}


@pytest.mark.slow
def test_no_more_instructions_than_before(tmp_path: Path):
    if library() is None:
        pytest.skip(f"native programs: {state().why}")
    if shutil.which("valgrind") is None:
        pytest.skip("no valgrind")
    told = json.loads(FILE.read_text(encoding="utf-8"))
    if told["compiler"] != version():
        pytest.skip(f"the numbers are those of {told['compiler']}")
    expected = {name: pytest.approx(told[name], rel=ROOM) for name in PROGRAMS}
    assert counted(tmp_path) == expected
