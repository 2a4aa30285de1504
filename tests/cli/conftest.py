"""Commands in this process, with a cache of programs of their own."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from terminal import Answer, call, jax_as_it_was


@pytest.fixture(scope="session")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("programs")


@pytest.fixture
def carwright(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, programs: Path
) -> Iterator[Callable[..., Answer]]:
    """Run `carwright VERB ...`."""
    monkeypatch.setenv("CARWRIGHT_CACHE", str(programs))
    with jax_as_it_was():
        yield partial(call, capsys)
