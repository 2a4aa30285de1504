"""The compiled programs: found, refused where they are not what they should be, and called."""

import gc
import multiprocessing
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from workshop import TESLA, car, hilly

import carwright
from carwright.arrays import plain
from carwright.errors import InputError
from carwright.figure_table import FIGURES, INDEX
from carwright.native import compile as build
from carwright.native import library as module
from carwright.native.library import library, state

needs = pytest.mark.skipif(library() is None, reason=f"native programs: {state().why}")


def opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[object, str]:
    monkeypatch.setattr(module, "BUILT", folder)
    return module._loaded.__wrapped__()


HERE = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}


def called(*_: object, **__: object) -> None:
    raise AssertionError("a program was called")


def copied(folder: Path) -> Path:
    return Path(shutil.copytree(build.BUILT, folder / "built"))


@needs
@pytest.mark.parametrize("spoilt", [b"", b"no library at all"])
def test_a_broken_library_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoilt: bytes
):
    folder = copied(tmp_path)
    (folder / "one.so").write_bytes(spoilt)
    with pytest.warns(RuntimeWarning, match="XLA runs instead; broken") as told:
        found, why = opened(folder, monkeypatch)
    assert len(told) == 1
    assert found is None
    assert why.startswith("broken: ")


@needs
def test_a_library_of_another_version_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "source_version", lambda: "another")
    with pytest.warns(RuntimeWarning, match="another version: `make native`"):
        found, why = opened(copied(tmp_path), monkeypatch)
    assert found is None
    assert "another version" in why


@needs
def test_a_library_that_is_not_used_is_told_once_in_a_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = copied(tmp_path)
    (folder / "one.so").write_bytes(b"cut short")
    script = (
        "from pathlib import Path\n"
        "from carwright.native import library as module\n"
        f"module.BUILT = Path({str(folder)!r})\n"
        "print(module.library(), module.library(), module.state().usable)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=HERE
    )
    assert done.stdout.split() == ["None", "None", "False"]
    assert done.stderr.count("XLA runs instead") == 1


@needs
def test_a_processor_without_wide_vectors_runs_narrow_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "features", frozenset)
    found, why = opened(copied(tmp_path), monkeypatch)
    assert (found is None) == (not (build.BUILT / "two.so").exists())
    assert why == "not compiled for this processor" or why.startswith("two")


def test_nothing_compiled_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(module.SWITCH, "1")
    found, why = opened(tmp_path, monkeypatch)
    assert found is None
    assert "no compiler of C" in why


def test_the_switch_turns_it_off(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(module.SWITCH, "0")
    assert module._loaded.__wrapped__() == (None, f"{module.SWITCH}=0")


def test_without_a_compiler_there_is_no_command(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CC", "no-such-compiler-here")
    assert build.compiler() is None
    monkeypatch.delenv("CC")
    monkeypatch.setenv("PATH", "")
    assert build.compiler() is None


def test_a_compiler_that_fails_leaves_nothing_behind(tmp_path: Path):
    with pytest.raises(subprocess.CalledProcessError):
        build.compiled(tmp_path / "built", command=["false"])
    assert list((tmp_path / "built").iterdir()) == []


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_any_figure_that_is_no_number_is_refused_before_any_program(
    bad: float, monkeypatch: pytest.MonkeyPatch
):
    figures = carwright.figures(TESLA)
    monkeypatch.setattr(module.Library, "one", called)
    monkeypatch.setattr(module.Library, "many", called)
    for row in FIGURES:
        values = np.asarray(figures.values).copy()
        values[INDEX[row.name]] = bad
        with pytest.raises(InputError) as refused:
            carwright.build_car(type(figures)(values=plain(values), choices=figures.choices))
        assert refused.value.key == row.key
        with pytest.raises(InputError) as refused:
            figures.following({row.name: bad})
        assert refused.value.key == row.key


@needs
def test_numbers_that_are_none_end_in_none_and_in_no_crash():
    """Every input that is not a number: the program ends, and reads no memory but its own."""
    loaded = library()
    assert loaded is not None
    for name in ("drive", "charge", "sprint", "climb", "reach", "leg", "build_car", "recharge"):
        told = loaded.program(name)
        leaves = [
            np.full(leaf.lengths(64), np.nan if leaf.type == "f" else 1) for leaf in told.inputs
        ]
        assert len(loaded.one(name, leaves)) == len(told.outputs)


@needs
def test_other_arguments_than_the_program_has_are_refused():
    loaded = library()
    assert loaded is not None
    with pytest.raises(ValueError, match="takes 4 arrays"):
        loaded.one("water", [1.0])
    with pytest.raises(ValueError, match="shape"):
        loaded.many("water", [np.ones(3), np.ones(2), np.ones(3), np.ones(3, bool)], 3)


@needs
@pytest.mark.parametrize("count", [0, 1, 3, 33])
@pytest.mark.parametrize("threads", [0, 1, 2, 64])
def test_any_count_and_any_threads_give_the_same_bits(count: int, threads: int):
    loaded = library()
    assert loaded is not None
    heat = np.linspace(263.0, 303.0, count)
    leaves = [heat, np.asarray(1e5), np.asarray(0.5), np.asarray(False)]
    (found,) = loaded.many("water", leaves, count, threads=threads)
    assert found is not None
    alone = [loaded.one("water", [one, 1e5, 0.5, False])[0] for one in heat]
    assert found.tolist() == alone


@needs
def test_threads_of_the_caller_do_not_meet():
    vehicle, expected = car(TESLA), float(carwright.drive(car(TESLA), hilly()).energy_dc)
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(carwright.drive, vehicle, hilly()) for _ in range(40)]
        assert {float(job.result().energy_dc) for job in jobs} == {expected}


def _in_another_process(_: int) -> list[float]:
    loaded = library()
    assert loaded is not None
    heat = np.linspace(263.0, 303.0, 99)
    leaves = [heat, np.asarray(1e5), np.asarray(0.5), np.asarray(False)]
    (found,) = loaded.many("water", leaves, 99, threads=2)
    assert found is not None
    return found.tolist()


@needs
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:.*fork:RuntimeWarning")
@pytest.mark.parametrize("how", ["fork", "spawn"])
def test_other_processes_compute_the_same(how: str):
    expected = _in_another_process(0)
    with multiprocessing.get_context(how).Pool(2) as pool:
        assert pool.map(_in_another_process, range(4)) == [expected] * 4


def resident() -> int:
    """Memory of this process [kB]."""
    told = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(re.search(r"^VmRSS:\s+(\d+)", told, re.MULTILINE)[1])  # type: ignore[index]


GROWS = 4_000
"""By how much the memory of a process may move [kB]: a leak of 8 bytes a call is twice that."""


def smallest(loaded: module.Library) -> None:
    loaded.one("water", [290.0, 1e5, 0.5, False])


def threaded(loaded: module.Library) -> None:
    heat = np.linspace(263.0, 303.0, 64)
    leaves = [heat, np.asarray(1e5), np.asarray(0.5), np.asarray(False)]
    loaded.many("water", leaves, 64, threads=4)


def whole(loaded: module.Library) -> None:
    leaves = [np.full(leaf.lengths(600), 1.0) for leaf in loaded.program("drive").inputs]
    loaded.one("drive", leaves)


@needs
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc")
@pytest.mark.parametrize(
    ("call", "count"),
    [
        (smallest, 20_000),
        pytest.param(smallest, 1_000_000, marks=pytest.mark.long),
        pytest.param(threaded, 20_000, marks=pytest.mark.slow),
        pytest.param(whole, 1_000, marks=pytest.mark.slow),
    ],
)
def test_memory_stays_flat_over_many_calls(call: Callable[[module.Library], None], count: int):
    loaded = library()
    assert loaded is not None
    for _ in range(count // 20):
        call(loaded)
    first = resident()
    for _ in range(count):
        call(loaded)
    assert resident() - first < GROWS


def test_doctor_tells_what_runs():
    told = subprocess.run(
        [sys.executable, "-m", "carwright", "doctor"],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "CARWRIGHT_NATIVE": "0"},
    ).stdout
    assert "CARWRIGHT_NATIVE=0" in told


@needs
def test_a_library_that_goes_leaves_the_runtime_what_it_told():
    """Two threads that ask at once open one each, and one of these goes."""
    other = module._loaded.__wrapped__()[0]
    assert other is not None
    told = other.program("water")
    ranks = module._RANKS[-2:]
    del other
    gc.collect()
    assert [list(each) for each in ranks] == [
        [len(leaf.shape) for leaf in leaves] for leaves in (told.inputs, told.outputs)
    ]
