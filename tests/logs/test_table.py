"""Files of numbers: CSV of any mark, Parquet, MDF4 where its library is there."""

import builtins

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from logged import drive, written

from carwright.errors import InputError
from carwright.logs.table import read_table


def test_csv_with_empty_cells_and_words(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("time_s,note,x\n0,start,1.5\n1,,\n2,end,NaN\n", encoding="utf-8")
    table = read_table(str(path))
    assert list(table.columns) == ["time_s", "x"]
    assert np.isnan(table.columns["x"][1:]).all()


def test_notes_before_the_header_are_skipped(tmp_path):
    """As `carwright drive --out` writes them."""
    path = tmp_path / "log.csv"
    path.write_text("# car: a, b; c 1.5\n# cycle: udds\ntime_s;speed_kmh\n0;1,5\n1;2,5\n")
    table = read_table(str(path))
    assert table.columns["speed_kmh"].tolist() == [1.5, 2.5]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_csv_as_other_programs_write_it(tmp_path, mark):
    path = tmp_path / "a.csv"
    rows = [("time_s", "x"), ("0", "1,5" if mark == ";" else "1.5"), ("1", "2")]
    path.write_text("\n".join(mark.join(row) for row in rows) + "\n", encoding="utf-8")
    assert read_table(str(path)).columns["x"].tolist() == [1.5, 2.0]


def test_parquet_holds_the_same_and_its_units(tmp_path):
    columns = drive()
    fields = [pa.field(name, pa.float64(), metadata={"unit": "V"}) for name in ("batt_v",)]
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table([columns["batt_v"]], schema=pa.schema(fields)), path)
    table = read_table(str(path))
    assert table.units == {"batt_v": "V"}
    assert np.array_equal(table.columns["batt_v"], columns["batt_v"])


def test_times_of_the_day_become_seconds(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("time,x\n2020-01-01 10:00:00,1\n2020-01-01 10:00:02,1\n", encoding="utf-8")
    assert read_table(str(path)).columns["time"].tolist() == [0.0, 2.0]


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("a.xls", "x", "kind of file"),
        ("a.csv", "a,b\n1,2\n1,2,3\n", "CSV"),
        ("a.csv", "note\nwords\n", "no column"),
        ("a.parquet", "words", "Parquet"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path, name, text, what):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=what):
        read_table(str(tmp_path / name))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_table(str(tmp_path / "none.csv"))


def test_mdf_without_its_library_says_what_to_install(tmp_path, monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name == "asammdf":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    (tmp_path / "a.mf4").write_bytes(b"MDF     4.10")
    with pytest.raises(InputError, match=r"carwright\[mdf\]"):
        read_table(str(tmp_path / "a.mf4"))


def mdf_of(folder, *groups):
    """An MDF4 file with groups of channels, each group at its own instants."""
    from asammdf import MDF, Signal

    mdf = MDF(version="4.10")
    for time, channels in groups:
        mdf.append([Signal(values, time, name=name, unit=unit) for name, unit, values in channels])
    path = folder / "a.mf4"
    mdf.save(path)
    mdf.close()
    return str(path)


def test_mdf_holds_the_same(tmp_path):
    columns = drive()
    time, volts = columns["time_s"], columns["batt_v"]
    table = read_table(mdf_of(tmp_path, (time, [("batt_v", "V", volts)])))
    assert table.units["batt_v"] == "V"
    assert table.columns["batt_v"] == pytest.approx(volts)
    assert table.columns["time"] == pytest.approx(time)


def test_channels_of_an_mdf_are_read_at_the_instants_of_the_slowest(tmp_path):
    """A bus at 10 Hz, one at 1 Hz that stops for two minutes, a temperature each 10 s."""
    slow = np.r_[np.arange(0.0, 60.0), np.arange(180.0, 240.0)] + 7.0
    fast, rare = np.arange(0.0, 250.0, 0.1), np.arange(0.0, 261.0, 10.0)
    path = mdf_of(
        tmp_path,
        (fast, [("speed", "km/h", fast / 10.0)]),
        (slow, [("batt_v", "V", 380.0 - slow)]),
        (rare, [("batt_temp", "degC", 20.0 + rare / 100.0)]),
        (np.array([0.0, 1.0]), [("odometer", "km", np.array([5.0, 5.0]))]),
    )
    table = read_table(path)
    assert table.columns["time"] == pytest.approx(slow - 7.0)
    assert table.columns["speed"] == pytest.approx(slow / 10.0)
    assert table.columns["batt_temp"] == pytest.approx(20.0 + slow / 100.0)
    assert np.isnan(table.columns["odometer"][40:]).all()


def test_an_mdf_of_words_is_refused(tmp_path):
    (tmp_path / "a.mf4").write_text("words", encoding="utf-8")
    with pytest.raises(InputError, match="MDF"):
        read_table(str(tmp_path / "a.mf4"))


def test_a_written_drive_is_read_back(tmp_path):
    table = read_table(written(tmp_path, drive()))
    assert {k: v.tolist() for k, v in table.columns.items()} == {
        k: pytest.approx(v.tolist()) for k, v in drive().items()
    }
