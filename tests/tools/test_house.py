"""The house: what a fresh machine and a fresh clone rest on."""

import re
import stat
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
FIND_PYTHON = ROOT / "tools" / "find_python"
PINS = [
    Requirement(line)
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
posix = pytest.mark.skipif(sys.platform == "win32", reason="make is for Linux and macOS")


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> dict[str, str]:
    here = [pin for pin in PINS if pin.marker is None or pin.marker.evaluate()]
    return {canonical(pin.name): str(pin.specifier).removeprefix("==") for pin in here}


def test_what_is_installed_is_what_is_pinned():
    wrong = {}
    for name, pin in pinned().items():
        try:
            found = version(name)
        except PackageNotFoundError:
            continue
        if found != pin:
            wrong[name] = (found, pin)
    assert wrong == {}


def test_every_library_is_pinned_for_every_python():
    asked = {canonical(Requirement(line).name) for line in requires("carwright") or []}
    assert asked <= set(pinned())
    for python in ("3.11", "3.12", "3.13"):
        names = [
            canonical(pin.name)
            for pin in PINS
            if pin.marker is None or pin.marker.evaluate({"python_version": python})
        ]
        assert len(names) == len(set(names))
        assert asked <= set(names)


def test_pins_are_exact_and_name_no_address():
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert re.search(r"https?:|file:|index|find-links|@", text) is None
    assert [str(pin) for pin in PINS if not re.fullmatch(r"==[\w.]+", str(pin.specifier))] == []


def find_python(*arguments: str, path: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": path, "HOME": "/nonexistent"}
    return subprocess.run(
        ["/bin/sh", FIND_PYTHON, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def fake(folder: Path, name: str, body: str) -> None:
    script = folder / name
    script.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)


@posix
def test_python_that_only_exists_is_passed_over(tmp_path):
    shims, real = tmp_path / "shims", tmp_path / "real"
    shims.mkdir()
    real.mkdir()
    for name in ("python3", "python3.13", "python3.12"):
        fake(shims, name, "echo 'pyenv: command not found' >&2; exit 127")
    fake(real, "python3", "echo 9999 3.13 /opt/it runs/python3")
    done = find_python(path=f"{shims}:{real}:/usr/bin:/bin")
    assert done.returncode == 0
    assert done.stdout.strip() == "/opt/it runs/python3"
    assert done.stderr == ""


@posix
def test_no_python_is_said_in_words(tmp_path):
    done = find_python("3.99", path=f"{tmp_path}:/usr/bin:/bin")
    assert done.returncode == 1
    assert done.stdout == ""
    assert "apt-get install python3 python3-venv" in done.stderr


@posix
def test_every_target_of_make_is_explained():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    done = subprocess.run(
        ["make", "-s", "-C", ROOT, "help"], capture_output=True, text=True, check=True
    )
    for target in ("report", "quick", "test", "bench", "moved", "clean"):
        assert re.search(rf"^{target}:", text, re.MULTILINE)
        assert f"make {target} " in done.stdout
