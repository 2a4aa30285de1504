"""Small car files, settled, for the tests of what follows from what."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from carwright.settle.resolve import resolve
from carwright.settle.settled import Settled

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
    """Settle a car file of some figures; `head` holds further lines, such as `body: suv`.

    A line of it replaces that of the file which has the same key.
    """

    def made(head: str = "", **figures: Any) -> Settled:
        lines = "".join(f"  {key}: {value}\n" for key, value in figures.items())
        path = tmp_path / "some-car.yaml"
        keys = tuple(f"{line.split(':')[0]}:" for line in head.splitlines() if line)
        kept = "\n".join(line for line in HEAD.splitlines() if not (keys and line.startswith(keys)))
        path.write_text(f"{kept}\n{head}\nfigures:\n{lines}", encoding="utf-8")
        return resolve(path)

    return made
