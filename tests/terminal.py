"""What the tests of the command line share: verbs called in this process, cars and trips."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import jax
import pytest
from jsonschema import Draft202012Validator

from carwright.cli.app import run

LEAF = "nissan-leaf-40"
SCHEMAS = Path(__file__).parents[1] / "src" / "carwright" / "schemas"
CAR = """\
format_version: 1
id: some-car
name: Some Car
maker: Someone
source: sheet
sources:
  sheet: {by: Someone, title: data sheet, date: 2024-03, kind: maker}
figures:
"""
"""Head of a car file; figures follow, a line each."""
SPEEDS_KMH = (0.0, 0.0, 7.0, 14.0, 21.0, 27.0, 30.0, 30.0, 30.0, 22.0, 14.0, 7.0, 0.0, 0.0)
_CHANGED = (
    "jax_platforms",
    "jax_compilation_cache_dir",
    "jax_persistent_cache_min_compile_time_secs",
    "jax_persistent_cache_min_entry_size_bytes",
)


@dataclass(frozen=True)
class Answer:
    """What a command left behind."""

    code: int
    out: str
    err: str

    def document(self, verb: str) -> dict[str, Any]:
        """The one JSON document on stdout, valid by its schema and without NaN."""
        found = json.loads(self.out, parse_constant=_no_constant)
        schema = json.loads((SCHEMAS / f"{verb}.json").read_text(encoding="utf-8"))
        faults = list(Draft202012Validator(schema).iter_errors(found))
        assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []
        return found


def call(capsys: pytest.CaptureFixture[str], *arguments: str) -> Answer:
    """Run one command in this process."""
    capsys.readouterr()
    code = run(arguments)
    said = capsys.readouterr()
    return Answer(code, said.out, said.err)


@contextmanager
def jax_as_it_was() -> Iterator[None]:
    """Undo what commands change in JAX for the process they think is theirs."""
    before = {name: getattr(jax.config, name) for name in _CHANGED}
    try:
        yield
    finally:
        for name, value in before.items():
            jax.config.update(name, value)


def trip(folder: Path, text: str | None = None, name: str = "trip.csv") -> str:
    """Write a trace of a few seconds; return its path."""
    rows = "".join(f"{time},{speed}\n" for time, speed in enumerate(SPEEDS_KMH))
    path = folder / name
    path.write_text("time_s,speed_kmh\n" + rows if text is None else text, encoding="utf-8")
    return str(path)


def car_file(folder: Path, text: str, name: str = "car.yaml") -> str:
    """Write a car file; return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
