"""A kept belief is the same belief; a spoilt one, or of other words or code, is made anew."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from made_belief import belief, made

from carwright.belief import belief as module
from carwright.belief import kept_belief
from carwright.belief.belief import Belief, believed
from carwright.belief.kept_belief import FOLDER, keeping, kept_arrays
from carwright.belief.scene import Scene

Made = list[Scene]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where beliefs are kept, empty."""
    monkeypatch.setenv("CARWRIGHT_CACHE", str(tmp_path))
    return tmp_path / "carwright" / FOLDER


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> Made:
    """Beliefs that nobody simulates; the scenes of those that were made."""
    found: Made = []

    def watched(about: Scene, _: object) -> Belief:
        found.append(about)
        return made(about)

    monkeypatch.setattr(module, "_believed", watched)
    return found


def about(on: str = "2024-01-01", seed: int = 0, name: str = "car") -> Scene:
    scene = belief(on, name=name).scene
    found = replace(scene, asking=replace(scene.asking, seed=seed))
    vars(found)["pilots"] = scene.pilots
    return found


def check_same(one: Belief, other: Belief) -> None:
    for name in ("normal", "weights", "quantities"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    for mine, yours in zip((*one.surrogate, *one.arrays), (*other.surrogate, *other.arrays)):  # noqa: B905
        np.testing.assert_array_equal(mine, yours)
    assert (one.ess, one.moved, one.converged) == (other.ess, other.moved, other.converged)
    assert one.climb._replace(normal=other.climb.normal) == other.climb


def test_a_belief_is_made_once(anew: Made, folder: Path):
    with keeping():
        first, again = believed(about()), believed(about())
    assert len(anew) == 1
    assert len(list(folder.iterdir())) == 1
    check_same(first, again)


def test_as_a_library_nothing_is_kept(anew: Made, folder: Path):
    believed(about())
    believed(about())
    assert len(anew) == 2
    assert not folder.exists()


@pytest.mark.parametrize("other", [{"on": "2023-01-01"}, {"seed": 1}, {"name": "other"}])
def test_what_is_otherwise_asked_is_another_belief(anew: Made, other: dict):
    with keeping():
        believed(about())
        believed(about(**other))
    assert len(anew) == 2


def test_other_claims_another_belief(anew: Made):
    scene = about()
    with keeping():
        believed(scene)
        believed(scene, scene.terms(frozenset({scene.spoken[0].heard.id})))
        believed(scene, scene.terms())
    assert len(anew) == 2


def test_a_day_without_news_is_the_same_belief(anew: Made):
    with keeping():
        believed(about("2024-01-01"))
        believed(about("2024-01-02"))
    assert len(anew) == 1


def test_another_version_finds_nothing(anew: Made, monkeypatch: pytest.MonkeyPatch):
    with keeping():
        believed(about())
        monkeypatch.setattr(kept_belief, "source", lambda: "another")
        believed(about())
    assert len(anew) == 2


@pytest.mark.parametrize(
    "spoil",
    [lambda data: data[:-200], lambda data: b"", lambda data: data[:99] + b"x" + data[100:]],
)
def test_a_spoilt_file_is_made_anew(anew: Made, folder: Path, spoil):
    with keeping():
        believed(about())
        (file,) = folder.iterdir()
        whole = file.read_bytes()
        file.write_bytes(spoil(whole))
        check_same(believed(about()), made(about()))
    assert len(anew) == 2
    assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_no_fault(
    anew: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("CARWRIGHT_CACHE", str(tmp_path / "file"))
    with keeping():
        believed(about())
        believed(about())
    assert len(anew) == 2


def test_there_is_an_end_to_how_much_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(kept_belief, "MOST", 30_000)
    with keeping():
        for number in range(6):
            kept_arrays((number,), lambda: {"x": np.ones(1000)})
            assert sum(file.stat().st_size for file in folder.iterdir()) <= 30_000
        assert kept_arrays((5,), dict)["x"].shape == (1000,)
