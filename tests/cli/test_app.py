"""How every command ends: its exit code, its one error, and what it loads."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from made_belief import made
from terminal import LEAF, SPEEDS_KMH, trip

from carwright import __version__
from carwright.cli import app

ROOT = Path(__file__).parents[2]
Process = subprocess.Popen[bytes]
PHYSICS = ("jax", "jaxlib", "equinox", "xarray", "pyarrow", "scipy")
SETTLING = ("numpy", "pydantic", "yaml", "ruamel.yaml")
INTERFACE = ("cyclopts", "rich")
VERBS = ("cache", "garage", "check", "show", "drive", "range", "accelerate", "compare", "report")


def process(*arguments: str, cache: Path, stdout: Any = subprocess.PIPE) -> Process:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "CARWRIGHT_CACHE": str(cache)}
    command = [sys.executable, "-m", "carwright", *arguments]
    return subprocess.Popen(command, env=environment, stdout=stdout, stderr=subprocess.PIPE)


def test_without_a_verb_it_says_what_there_is(carwright):
    answer = carwright()
    assert answer.code == 0
    assert [verb for verb in VERBS if verb not in answer.out] == []


def test_the_version_is_that_of_the_package(carwright):
    assert carwright("--version").out.strip() == __version__


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(carwright, verb):
    answer = carwright(verb, "--help")
    assert answer.code == 0
    assert f"carwright {verb}" in answer.out
    assert "--json" in answer.out
    assert "--no-json" not in answer.out
    assert answer.err == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["sing"],
        ["--sing"],
        ["garage", "extra"],
        ["show"],
        ["drive"],
        ["drive", LEAF],
        ["drive", LEAF, "--cycle"],
        ["drive", LEAF, "--cycle", "udds", "--soc", "full"],
        ["drive", LEAF, "--cycle", "udds", "--air-c", "warm"],
        ["drive", LEAF, "--cycle", "udds", "--colour", "red"],
        ["report", "--against", LEAF],
        ["\x1b[31m\n\n\n\n\n\n\n"],
    ],
)
def test_a_slip_on_the_command_line_is_bad_input(carwright, arguments):
    answer = carwright(*arguments)
    assert (answer.code, answer.out) == (2, "")
    lines = answer.err.splitlines()
    assert 2 <= len(lines) <= 5
    assert lines[-1].startswith("  remedy: ")
    assert "\x1b" not in answer.err


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (BrokenPipeError(), 0, ""),
        (OSError(28, "No space left on device"), 2, "No space left on device"),
    ],
)
def test_what_stops_a_command_has_a_code_and_no_traceback(
    carwright, monkeypatch, raised, code, said
):
    def stopped(*_: object) -> None:
        raise raised

    monkeypatch.setattr("carwright.cli.garage.print_text", stopped)
    monkeypatch.setattr(app, "_drop_what_is_left", lambda: None)
    answer = carwright("garage")
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    assert len(answer.err.splitlines()) <= 1


def loaded(cache: Path, *arguments: str) -> set[str]:
    """What a command loads of what takes long to load; it says something, and nothing is wrong."""
    code = (
        "import sys; from carwright.cli.app import run; code = run(sys.argv[1:]); "
        "sys.exit(code or ' '.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "CARWRIGHT_CACHE": str(cache)},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.stdout
    names = set(done.stderr.split())
    assert "carwright.cli.app" in names
    return names & {*PHYSICS, *SETTLING, *INTERFACE}


@pytest.mark.parametrize(
    ("arguments", "needed"),
    [
        (["--help"], set()),
        (["--version"], set()),
        (["garage"], set()),
        (["garage", "--json"], set()),
        (["cache"], set()),
        (["drive", "--help"], {*INTERFACE}),
        (["check", LEAF], {"numpy", "pydantic", "yaml"}),
        (["show", LEAF], {"numpy", "pydantic", "yaml"}),
    ],
)
def test_a_command_loads_no_more_than_it_needs(tmp_path, arguments, needed):
    assert loaded(tmp_path, *arguments) <= needed


@pytest.mark.parametrize("arguments", [["show", LEAF], ["show", LEAF, "--json"]])
def test_a_kept_car_is_shown_without_what_settles_it(programs, arguments):
    loaded(programs, "show", LEAF)
    assert loaded(programs, *arguments) == set()


def test_a_kept_belief_is_told_without_what_simulates_one(carwright, programs, monkeypatch):
    monkeypatch.setattr("carwright.belief.belief.believed", made)
    asked = ("belief", "xiaomi-su7", "--on", "2023-11-30")
    assert carwright(*asked).code == 0
    assert loaded(programs, *asked) <= {"numpy", *INTERFACE}


@pytest.mark.slow
def test_two_processes_at_once_and_the_next_say_the_same(tmp_path):
    course = trip(tmp_path)
    arguments = ("drive", LEAF, "--cycle", course, "--json")
    cold = [process(*arguments, cache=tmp_path / "new") for _ in range(2)]
    answers = [running.communicate(timeout=120) for running in cold]
    warm = process(*arguments, cache=tmp_path / "new")
    answers.append(warm.communicate(timeout=120))
    assert [running.returncode for running in (*cold, warm)] == [0, 0, 0]
    lines = [line for _, err in answers for line in err.splitlines()]
    assert [line for line in lines if not line.startswith(b"driving nissan-leaf-40")] == []
    assert len({out for out, _ in answers}) == 1
    assert json.loads(answers[0][0])["car"] == LEAF


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_an_interrupt_leaves_130_and_no_half_file(tmp_path):
    rows = "".join(f"{i},{SPEEDS_KMH[i % len(SPEEDS_KMH)]}\n" for i in range(20_000))
    course = trip(tmp_path, "time_s,speed_kmh\n" + rows, "long.csv")
    out = tmp_path / "made" / "series.csv"
    cache = tmp_path / "cache"
    # A background job is deaf to an interrupt, and so is what it starts.
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        running = process("drive", LEAF, "--cycle", course, "--out", str(out), cache=cache)
    finally:
        signal.signal(signal.SIGINT, heard)
    while not list(cache.glob("carwright/settled/*")):  # written just before it drives
        assert running.poll() is None
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert said == (b"", b"stopped\n")
    assert not out.exists()
    assert [path.name for path in tmp_path.rglob("*.csv*")] == ["long.csv"]


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe that closes")
def test_nobody_reading_on_is_no_fault(tmp_path, programs):
    running = process("show", "xiaomi-su7-max", "--json", cache=programs)
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    assert running.wait(timeout=60) == 0
    assert running.stderr.read() == b""
    running.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
@pytest.mark.parametrize("arguments", [["garage"], ["garage", "--json"], ["--help"]])
def test_a_full_disk_behind_stdout_is_one_line(programs, arguments):
    with Path("/dev/full").open("wb") as full:
        running = process(*arguments, cache=programs, stdout=full)
        said = running.communicate(timeout=60)[1].decode()
    assert running.returncode == 2
    assert said == "the result cannot be written: No space left on device\n"


def test_an_old_console_gets_every_name_it_can_hold(tmp_path, programs, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    path = tmp_path / "小米 é.yaml"
    path.write_text(
        f"format_version: 1\nid: a-b\nname: 小米 é 😀\nmaker: m\ninherits: {LEAF}\n",
        encoding="utf-8",
    )
    said = process("show", str(path), cache=programs).communicate(timeout=60)
    assert said[1] == b""
    assert rb"\u5c0f\u7c73 \xe9 \U0001f600" in said[0]
    out, _ = process("show", str(path), "--json", cache=programs).communicate(timeout=60)
    assert json.loads(out)["name"] == "小米 é 😀"
