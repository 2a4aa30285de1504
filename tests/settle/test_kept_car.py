"""A kept car is the settled one; what is spoilt, older or of another file is not."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from equal_cars import check_equal

from carwright.carfile import garage_ids, load
from carwright.errors import InputError
from carwright.settle import kept_car as module
from carwright.settle.document import to_document
from carwright.settle.kept_car import ROOMS, kept_car, kept_document
from carwright.settle.known_car import known_car
from carwright.settle.settled import Settled

ROOT = Path(__file__).parents[2]
LEAF = "nissan-leaf-40"
BASE = """\
format_version: 1
id: base
name: Base
maker: Someone
source: sheet
sources:
  sheet: {by: Someone, title: data sheet, date: 2024-03, kind: maker}
figures:
  kerb_mass_kg: 1700
"""
CHILD = """\
format_version: 1
id: child
name: Child
maker: Someone
inherits: base.yaml
figures:
  drag_coefficient: 0.25
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where settled cars are kept, empty."""
    monkeypatch.setenv("CARWRIGHT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "carwright" / "settled"


@pytest.fixture
def settled_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the cars that were settled, one entry each time."""
    made: list[str] = []
    settle = module._settled

    def watched(path: Path, day: date, variant: str | None) -> Settled:
        made.append(path.stem)
        return settle(path, day, variant)

    monkeypatch.setattr(module, "_settled", watched)
    return made


@pytest.fixture
def child(tmp_path: Path) -> Path:
    """A car that inherits a file beside it."""
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    path = tmp_path / "child.yaml"
    path.write_text(CHILD, encoding="utf-8")
    return path


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("car", garage_ids())
def test_every_car_of_the_garage_is_the_same_kept_and_settled(car: str):
    settled = known_car(load(car))
    check_equal(kept_car(car), settled)
    check_equal(kept_car(car), settled)
    assert kept_document(car) == json.loads(json.dumps(to_document(settled)))


def test_it_is_settled_once(settled_anew: list[str], folder: Path):
    for _ in range(3):
        kept_car(LEAF)
        kept_document(LEAF)
    assert settled_anew == [LEAF]
    assert len(list(folder.iterdir())) == 1


def test_another_day_and_another_variant_are_other_cars(settled_anew: list[str]):
    asked: list[tuple[date | None, str | None]] = [
        *((None, None), (date(2024, 3, 1), None), (None, "Standard"))
    ]
    for on, variant in (*asked, *asked):
        kept = kept_car("xiaomi-su7", on, variant)
        check_equal(kept, known_car(load("xiaomi-su7"), on, variant))
    assert len(settled_anew) == len(asked)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: b"no car",
    ],
)
def test_a_spoilt_file_is_made_anew(
    spoil: Callable[[bytes], bytes], settled_anew: list[str], folder: Path
):
    first = kept_car(LEAF)
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    path.write_bytes(spoil(whole))
    check_equal(kept_car(LEAF), first)
    assert path.read_bytes() == whole
    assert settled_anew == [LEAF, LEAF]


def test_a_disk_that_cannot_be_written_is_no_reason_to_fail(
    tmp_path: Path, settled_anew: list[str]
):
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")
    first = kept_car(LEAF)
    check_equal(kept_car(LEAF), first)
    assert settled_anew == [LEAF, LEAF]


def test_without_a_home_it_is_settled_each_time(
    monkeypatch: pytest.MonkeyPatch, settled_anew: list[str]
):
    monkeypatch.setattr(module, "cache_folder", lambda: None)
    check_equal(kept_car(LEAF), kept_car(LEAF))
    assert settled_anew == [LEAF, LEAF]


def test_another_version_settles_anew(monkeypatch: pytest.MonkeyPatch, settled_anew: list[str]):
    kept_car(LEAF)
    monkeypatch.setattr(module, "_source", lambda: "another")
    kept_car(LEAF)
    assert settled_anew == [LEAF, LEAF]


def test_all_that_settles_a_car_is_in_the_hash_of_the_source():
    code = (
        "import sys, carwright.carfile.loading, carwright.settle.known_car; "
        "print(*(name for name in sys.modules if name.startswith('carwright.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    rooms = {
        name.rpartition(".")[0].removeprefix("carwright").removeprefix(".")
        for name in done.stdout.split()
    }
    assert {"settle", "population", "carfile"} <= rooms
    assert rooms <= set(ROOMS)


def test_an_edited_file_is_seen_at_once(child: Path):
    assert kept_car(child).values["drag_coefficient"] == 0.25
    changed(child, "0.25", "0.27")
    assert kept_car(child).values["drag_coefficient"] == 0.27


def test_an_edited_base_is_seen_at_once(child: Path, settled_anew: list[str]):
    assert kept_car(child).values["kerb_mass_kg"] == 1700.0
    changed(child.with_name("base.yaml"), "1700", "1800")
    assert kept_car(child).values["kerb_mass_kg"] == 1800.0
    assert kept_car(child).values["kerb_mass_kg"] == 1800.0
    assert settled_anew == ["child", "child"]


def test_a_base_that_went_is_an_error_as_ever(child: Path):
    kept_car(child)
    child.with_name("base.yaml").unlink()
    with pytest.raises(InputError, match="no such car to inherit from"):
        kept_car(child)


def test_equal_files_beside_other_bases_are_other_cars(child: Path, tmp_path: Path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "base.yaml").write_text(BASE.replace("1700", "1900"), encoding="utf-8")
    (other / "child.yaml").write_text(CHILD, encoding="utf-8")
    for _ in range(2):
        assert kept_car(child).values["kerb_mass_kg"] == 1700.0
        assert kept_car(other / "child.yaml").values["kerb_mass_kg"] == 1900.0


def test_a_file_that_cannot_be_right_is_refused_each_time(child: Path, folder: Path):
    changed(child, "0.25", "25")
    for _ in range(2):
        with pytest.raises(InputError, match="drag_coefficient"):
            kept_car(child)
    assert not folder.exists()


def test_the_path_is_that_which_was_asked(child: Path, monkeypatch: pytest.MonkeyPatch):
    kept_car(child)
    monkeypatch.chdir(child.parent)
    assert kept_car("child.yaml").head.path == Path("child.yaml")
    assert kept_car("child.yaml").car_file.path == Path("child.yaml")


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no Unicode")
def test_any_name_of_a_file_will_do(child: Path):
    odd = child.rename(os.fsdecode(os.fsencode(child.parent) + b"/\xff.yaml"))
    for _ in range(2):
        assert kept_car(odd).car_file.path == odd


def test_what_is_said_comes_back_as_it_was(child: Path, settled_anew: list[str]):
    """Text of digits, numbers and truths are told apart."""
    said = "".join(f"- {{what: it, value: {value}}}\n" for value in ("'12'", 12, 1.5, "true", "no"))
    with child.open("a", encoding="utf-8") as file:
        file.write(f"said:\n{said}")
    for _ in range(2):
        assert [one.value for one in kept_car(child).car_file.said] == ["12", 12.0, 1.5, True, "no"]
    assert settled_anew == ["child"]


def test_processes_that_fill_it_at_once_say_the_same(folder: Path):
    code = (
        "import sys, json; from carwright.settle.kept_car import kept_document; "
        "print(*(json.dumps(kept_document(car)) for car in sys.argv[1:]), sep='\\n')"
    )
    command = [sys.executable, "-c", code, LEAF, "bmw-i3-60ah"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) for _ in range(3)]
    told = {one.communicate(timeout=120)[0] for one in running}
    assert len(told) == 1
    assert json.loads(told.pop().splitlines()[0])["file"]["id"] == LEAF
    assert len(list(folder.iterdir())) == 2
