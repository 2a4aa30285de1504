"""Small car files, settled, for the tests of what follows from what."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from carwright.build.resolve import resolve
from carwright.build.settle import Settled

HEAD = """\
format_version: 1
id: some-car
name: Some Car
maker: Someone
source: sheet
sources:
  sheet: {by: Someone, title: data sheet, date: 2024-03, kind: maker}
  lab: {by: A lab, title: a test, date: 2023, kind: measured}
  rumour: {by: A paper, title: talk, date: 2024-05, kind: press}
"""


@pytest.fixture
def settled(tmp_path: Path) -> Callable[..., Settled]:
    """Settle a car file of some figures; `head` holds further lines, such as `body: suv`."""

    def made(head: str = "", **figures: Any) -> Settled:
        lines = "".join(f"  {key}: {value}\n" for key, value in figures.items())
        path = tmp_path / "some-car.yaml"
        path.write_text(f"{HEAD}{head}\nfigures:\n{lines}", encoding="utf-8")
        return resolve(path)

    return made
