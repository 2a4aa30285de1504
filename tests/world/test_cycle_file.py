"""The text format of cycles: what is written is read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.world.cycle_file import CycleText, Published, parse, read_shipped, shipped_ids, write

TEXT = """id: short
name: Short one
regulation: none: a test
unit: km/h
time_step_s: 0.5
phase: 0 | 1.5 | start
phase: 1.5 | 3 | end
published: duration_s | whole | 3 | 0 | by hand
note: made up: all of it
from: short.csv sha256 00

0x3 12.5 70x2 0
"""


def test_parse_by_hand():
    cycle = parse(TEXT)
    assert cycle.header["regulation"] == "none: a test"
    assert cycle.header["time_step_s"] == "0.5"
    assert cycle.phases == ((0.0, 1.5, "start"), (1.5, 3.0, "end"))
    assert cycle.published == (Published("duration_s", "whole", 3.0, 0.0, "by hand"),)
    assert cycle.notes == ("made up: all of it",)
    assert cycle.inputs == ("short.csv sha256 00",)
    assert cycle.speeds == (0.0, 0.0, 0.0, 12.5, 70.0, 70.0, 0.0)


@given(st.lists(st.integers(0, 13_000).map(lambda tenths: tenths / 10), min_size=1, max_size=200))
def test_speeds_come_back(speeds):
    text = write(CycleText({"id": "a"}, (), (), (), (), tuple(speeds)), width=40)
    assert parse(text).speeds == tuple(speeds)
    assert max(len(line) for line in text.splitlines()) <= 40


@pytest.mark.parametrize("cycle_id", shipped_ids())
def test_shipped_file_is_as_written(cycle_id):
    cycle = read_shipped(cycle_id)
    assert parse(write(cycle, width=100)) == cycle
