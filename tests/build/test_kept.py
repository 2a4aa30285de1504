"""Programs on disk: exported once, read again, made anew where they are spoilt."""

import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from carwright.build import kept as module
from carwright.build.kept import kept

GIVEN = (np.arange(3.0), (np.float64(2.0),))


def scaled(values, factor):
    (by,) = factor
    return values * by, values.sum()


def test_a_program_without_a_folder_keeps_nothing():
    times, total = kept(None, "scaled", scaled, GIVEN)(*GIVEN)
    np.testing.assert_array_equal(times, [0.0, 2.0, 4.0])
    assert float(total) == 3.0


def test_a_program_is_left_in_the_folder_and_read_again(tmp_path: Path):
    first = kept(tmp_path, "scaled", scaled, GIVEN)(*GIVEN)
    (path,) = tmp_path.iterdir()
    written = path.stat().st_mtime_ns

    def other(values, factor):
        raise AssertionError("the program on disk was not read")

    again = kept(tmp_path, "scaled", other, GIVEN)(*GIVEN)
    np.testing.assert_array_equal(first[0], again[0])
    assert path.stat().st_mtime_ns == written
    assert path.name.startswith("scaled-")


@pytest.mark.parametrize("spoilt", [b"", b"no program", None])
def test_a_spoilt_program_is_made_anew(tmp_path: Path, spoilt: bytes | None):
    kept(tmp_path, "scaled", scaled, GIVEN)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if spoilt is None else spoilt)
    assert float(kept(tmp_path, "scaled", scaled, GIVEN)(*GIVEN)[1]) == 3.0
    assert len(path.read_bytes()) == len(whole)


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    assert float(kept(blocked, "scaled", scaled, GIVEN)(*GIVEN)[1]) == 3.0


TRACED = """
import sys
import carwright.car.build, carwright.rate.leg, carwright.rate.roller
print(*(name for name in sys.modules if name.startswith("carwright.")))
"""
"""Prints every module that stands behind what a rating program computes."""


def test_a_program_is_made_anew_when_any_module_behind_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    done = subprocess.run(
        [sys.executable, "-c", TRACED], check=True, capture_output=True, text=True
    )
    behind = [Path(*name.split(".")[1:]) for name in done.stdout.split()]
    package = tmp_path / "carwright"
    shutil.copytree(str(files("carwright")), package, ignore=shutil.ignore_patterns("garage"))
    monkeypatch.setattr(module, "files", lambda _: package)
    hashed = module._source_hash.__wrapped__
    sources = [path for one in behind if (path := package / one.with_suffix(".py")).exists()]
    assert package / "world" / "weather.py" in sources
    for source in sources:
        before, text = hashed(), source.read_text(encoding="utf-8")
        source.write_text(text + "# another line", encoding="utf-8")
        assert hashed() != before, source
        source.write_text(text, encoding="utf-8")
