"""The shipped cycles are what the tool makes of the tables."""

import pytest
from scripts import script

from carwright.world.cycle_file import FOLDER, shipped_ids

pack_cycles = script("pack_cycles")


def test_shipped_files_are_what_the_tool_makes():
    if not pack_cycles.TABLES.exists():
        pytest.skip(f"{pack_cycles.TABLES} is not here: it holds the tables of the cycles")
    made = pack_cycles.pack_all(pack_cycles.TABLES)
    assert set(made) == set(shipped_ids())
    for cycle_id, text in made.items():
        shipped = (FOLDER / f"{cycle_id}.txt").read_text(encoding="utf-8")
        assert text == shipped, f"{cycle_id}: run tools/pack_cycles.py"


def test_miles_are_rounded_to_the_regulated_tenths():
    assert pack_cycles.regulated([78.0545, 0.0], "mph") == [48.5, 0.0]
    assert pack_cycles.regulated([78.0545], "km/h") == [78.0545]


def test_what_is_no_tenth_of_a_mile_is_refused():
    with pytest.raises(ValueError, match="no tenth of a mile"):
        pack_cycles.regulated([78.0], "mph")


def test_moving_seconds_are_not_cut(tmp_path):
    (tmp_path / "us06.csv").write_text("time_s,speed_kmh\n0,0\n1,1.6093\n2,1.6093\n")
    header = {"name": "", "regulation": "", "unit": "mph", "phases": [], "published": []}
    with pytest.raises(ValueError, match="still moves"):
        pack_cycles.pack("us06", {**header, "notes": [], "keep_s": 1}, tmp_path)


def test_a_missing_second_is_refused(tmp_path):
    (tmp_path / "a.csv").write_text("time_s,speed_kmh\n0,0\n2,0\n")
    with pytest.raises(ValueError, match="one row a second"):
        pack_cycles.read_table(tmp_path / "a.csv")
