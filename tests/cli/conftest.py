"""Commands in this process, with a cache of programs of their own."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from terminal import Answer, call, jax_as_it_was

from carwright.belief.kept_belief import FOLDER
from carwright.cli import telling


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("programs")


@pytest.fixture
def carwright(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, programs: Path
) -> Iterator[Callable[..., Answer]]:
    """Run `carwright VERB ...`."""
    monkeypatch.setenv("CARWRIGHT_CACHE", str(programs))
    monkeypatch.setattr(telling, "EVERY", 1e6)  # however slow this machine is
    # what a test makes up is no answer for the next
    shutil.rmtree(programs / "carwright" / FOLDER, ignore_errors=True)
    with jax_as_it_was():
        yield partial(call, capsys)
