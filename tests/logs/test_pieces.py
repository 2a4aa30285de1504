"""Logs in pieces: restarts, gaps, a charge in the middle, less than a minute."""

import numpy as np
import pytest
from logged import drive

from carwright.errors import InputError
from carwright.logs.column_map import columns_of, read_map
from carwright.logs.pieces import driving_part, one_piece
from carwright.logs.readings import readings
from carwright.logs.table import Table


def rows(columns):
    table = Table("log.csv", columns)
    return readings(table, columns_of(table, read_map(None)))


def joined(*parts):
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def test_a_whole_log_stays():
    log = rows(drive())
    one_piece(log)
    driving_part(log)
    assert len(log) == 240
    assert log.notes == []


def test_after_a_restart_the_longest_piece_is_kept():
    log = rows(joined(drive(100), drive(200)))
    one_piece(log)
    assert len(log) == 200
    assert log.values["time"][0] == 0.0
    assert "starts anew 1 times" in log.notes[0]
    assert "longest of 2 pieces" in log.notes[1]


def test_a_long_gap_cuts_and_a_short_one_does_not():
    late = drive(200)
    late["time_s"] = late["time_s"] + 300.0
    log = rows(joined(drive(100), late))
    one_piece(log)
    assert len(log) == 200
    columns = {name: np.delete(one, slice(50, 60)) for name, one in drive().items()}
    log = rows(columns)
    one_piece(log)
    assert len(log) == 230


def test_what_is_on_the_plug_is_left_out():
    standing = drive(200)
    standing["time_s"] = standing["time_s"] + 240.0
    standing["speed_kmh"] = np.zeros(200)
    standing["batt_a"] = np.where(np.arange(200) > 60, -120.0, 1.0)
    log = rows(joined(drive(), standing))
    driving_part(log)
    assert 239 <= len(log) <= 242
    assert "on the plug for 138 s" in log.notes[0]


def test_rows_without_a_speed_are_left_out_and_said():
    columns = drive()
    columns["speed_kmh"][10:14] = np.nan
    log = rows(columns)
    one_piece(log)
    assert len(log) == 236
    assert log.notes == ["4 rows without time or speed: left out."]


@pytest.mark.parametrize("count", [2, 59])
def test_less_than_a_minute_is_refused(count):
    with pytest.raises(InputError, match="shorter than a minute"):
        one_piece(rows(drive(count)))
