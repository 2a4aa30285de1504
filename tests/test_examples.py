"""Every example runs as it stands and prints what it is about."""

import re
import runpy
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.py"))


@pytest.fixture(params=EXAMPLES, ids=lambda path: path.stem)
def printed(request, capsys) -> str:
    runpy.run_path(str(request.param), run_name="__main__")
    return capsys.readouterr().out


def numbers(pattern: str, text: str) -> list[float]:
    return [float(number) for number in re.findall(pattern, text, re.MULTILINE)]


def test_an_example_prints_numbers_with_units_and_no_nan(printed):
    assert len(printed.splitlines()) >= 3
    assert re.search(r"\d (km|kWh|Wh/km|kg|s)\b", printed)
    assert not re.search(r"\b(nan|inf|None|Traceback)\b", printed)


def test_the_first_example_changes_one_number(capsys):
    path = next(path for path in EXAMPLES if path.stem == "change_one_number")
    runpy.run_path(str(path), run_name="__main__")
    said = capsys.readouterr().out
    (drive,) = numbers(r"^(\d+\.\d) Wh/km, \d+ km$", said)
    assert 100.0 < drive < 250.0
    ranges = numbers(r"^  0\.\d\d  (\d+) km$", said)
    assert len(ranges) == 11
    assert ranges == sorted(ranges, reverse=True)
    masses = numbers(r"^  \d+ kWh  (\d+) kg$", said)
    assert masses == sorted(masses)
    slopes = numbers(r"([+-]\d+\.\d\d) km$", said)
    assert len(slopes) == 3
    assert max(slopes) < 0.0
