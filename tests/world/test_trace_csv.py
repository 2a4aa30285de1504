"""CSV traces: what is read, and one clear error for each thing that can be wrong with a file."""

import csv
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carwright.errors import InputError
from carwright.world.cycle import Phase, cycle

DATA = Path(__file__).parents[2].parent / "shared" / "data"
GOOD = "time_s,speed_kmh\n0,0\n1,3.6\n2,7.2\n"


def save(folder: Path, content: str | bytes) -> Path:
    path = folder / "trip.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def message(folder: Path, content: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        cycle(save(folder, content))
    text = str(caught.value)
    assert text.startswith(str(folder / "trip.csv"))
    assert len(text.splitlines()) <= 5
    return text.removeprefix(str(folder / "trip.csv"))


def test_good_trace(tmp_path):
    it = cycle(save(tmp_path, GOOD))
    assert (it.id, it.regulation, it.time_step, it.notes) == ("trip", "", 1.0, ())
    assert it.phases == (Phase("whole", 0.0, 2.0),)
    assert it.speed == pytest.approx([0.0, 1.0, 2.0])
    assert not it.slope.any()


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\r"),
        GOOD.rstrip("\n"),
        "\n\n" + GOOD + "\n\n , \n",
        GOOD.replace(",", " , "),
        "speed_kmh,time_s\n0,0\n3.6,1\n7.2,2\n",
        "note,time_s,speed_kmh\nstart,0,0\n,1,3.6\nnan,2,7.2\n",
        "time_s,speed_m_per_s\n0,0\n1,1\n2,2\n",
        'time_s,speed_kmh,"a, b"\n0,0,"x\ny"\n1,3.6,\n2,7.2,\n',
        "time_s,speed_kmh\n100,0\n101,3.6\n102,7.2\n",
        "time_s,speed_kmh\n0e0,+0\n1,3.6E0\n2.0,7.2\n",
    ],
)
def test_the_same_trace_written_otherwise(tmp_path, content):
    it = cycle(save(tmp_path, content))
    assert it.speed == pytest.approx([0.0, 1.0, 2.0])
    assert it.time == pytest.approx([0.0, 1.0, 2.0])


def test_slope_is_taken_as_it_is(tmp_path):
    it = cycle(save(tmp_path, "time_s,speed_kmh,slope_share\n0,0,0.01\n1,3.6,-0.02\n2,7.2,0\n"))
    assert it.slope.tolist() == [0.01, -0.02, 0.0]


def test_notes_before_the_header_are_skipped_and_counted(tmp_path):
    """As `carwright drive --out` writes them."""
    notes = '# car: a, "b"\n# cycle: udds\n'
    assert (cycle(save(tmp_path, notes + GOOD)).speed == cycle(save(tmp_path, GOOD)).speed).all()
    said = message(tmp_path, notes + "time_s,speed_kmh\n0,0\n1,-5\n")
    assert said.startswith(":5: the speed is negative")


def test_path_may_be_a_text(tmp_path):
    assert cycle(str(save(tmp_path, GOOD))).id == "trip"


def test_line_numbers_count_empty_and_quoted_lines(tmp_path):
    content = '\n\ntime_s,speed_kmh,note\n0,0,"x\ny"\n\n1,-1,\n'
    assert message(tmp_path, content).startswith(":7: the speed is negative")


BAD = {
    "empty": ("", ": the file is empty"),
    "blank": ("\n \n", ": the file is empty"),
    "header only": ("time_s,speed_kmh\n", ": a trace needs at least two rows, this one has 0"),
    "one row": ("time_s,speed_kmh\n0,0\n", ": a trace needs at least two rows, this one has 1"),
    "binary": (b"\x7fELF\0\0\1\2", ": this is no text file"),
    "UTF-16": (GOOD.encode("utf-16"), ": this is no text file"),
    "Latin-1": (b"time_s,speed_kmh,a\n0,0,1\n1,0,\xb0C\n", ":3: this is no text in UTF-8"),
    "short row": (GOOD + "3\n", ":5: this row has 1 columns, the header has 2"),
    "long row": (GOOD + "3,7,2\n", ":5: this row has 3 columns, the header has 2"),
    "no time": ("time,speed_kmh\n0,0\n", ":1: there is no column time_s"),
    "no speed": ("time_s,speed_mps\n0,0\n", ":1: there is no column for the speed"),
    "no header": ("0,0\n1,3.6\n", ":1: there is no column time_s"),
    "text": (GOOD + "3,fast\n", ":5: here must stand a number"),
    "nothing": (GOOD + "3,\n", ":5: here must stand a number"),
    "underscore": (GOOD + "3,1_0\n", ":5: here must stand a number"),
    "decimal comma": (GOOD + '3,"7,2"\n', ":5: here must stand a number"),
    "NaN": (GOOD + "3,nan\n", ":5: this is no finite number"),
    "infinite": (GOOD + "inf,7.2\n", ":5: this is no finite number"),
    "overflow": (GOOD + "3,1e999\n", ":5: this is no finite number"),
    "unsorted": (GOOD + "1.5,7.2\n", ":5: the time runs backwards"),
    "repeated": (GOOD + "2,7.2\n", ":5: the time is repeated"),
    "milliseconds": ("time_s,speed_kmh\n0,0\n100,1\n200,2\n", ":3: the rows are 100 s apart"),
    "huge time": ("time_s,speed_kmh\n0,0\n1e300,1\n", ":3: the time is too large a number"),
    "coarse": ("time_s,speed_kmh\n0,0\n2,1\n4,2\n", ":3: the rows are 2 s apart"),
    "fine": ("time_s,speed_kmh\n0,0\n0.001,0\n0.002,0\n", ":3: the rows are 0.001 s apart"),
    "gap": (GOOD + "3,7.2\n4,7.2\n40,7\n", ":7: there is a gap of 36 s before this row"),
    "negative": (GOOD + "3,-0.1\n", ":5: the speed is negative"),
    "too fast": (GOOD + "3,325\n", ":5: the speed is too high"),
    "km/h as m/s": ("time_s,speed_m_per_s\n0,80\n1,91.25\n", ":3: the speed is too high"),
    "jump": ("time_s,speed_m_per_s\n0,0\n1,0\n2,13.5\n", ":4: the speed jumps by 13.5 m/s2"),
    "jump down": ("time_s,speed_kmh\n0,50\n1,50\n2,0\n", ":4: the speed jumps by -13.89 m/s2"),
    "percent": ("time_s,speed_kmh,slope_share\n0,0,0\n1,0,4.5\n", ":3: the slope is too steep"),
    "no metres": ("time_s,speed_kmh,elevation_m\n0,0,0\n1,0,1e5\n", ":3: no road lies at this"),
    "cliff": (
        "time_s,speed_kmh,elevation_m\n0,9,0\n1,9,60\n2,9,120\n",
        ":2: the elevation changes by 24 m in each metre of road",
    ),
    "both speeds": ("time_s,speed_kmh,speed_m_per_s\n0,0,0\n", ":1: speed_kmh and speed_m_per_s"),
    "both heights": (
        "time_s,speed_kmh,slope_share,elevation_m\n0,0,0,0\n1,0,0,0\n",
        ":1: slope_share and elevation_m are both given",
    ),
    "twice": ("time_s,speed_kmh,time_s\n0,0,0\n", ":1: this column is there twice"),
    "semicolons": ("time_s;speed_kmh\n0;0\n1;3,6\n", ":1: the columns are separated by semic"),
    "tabs": ("time_s\tspeed_kmh\n0\t0\n", ":1: the columns are separated by tabs"),
    "endless field": ('time_s,speed_kmh\n0,"' + "x" * 200_000 + "\n", ":2: this is no CSV"),
    "open quote": ('time_s,speed_kmh\n0,"0\n1,3.6\n', ":3: here must stand a number"),
    "control characters": ("time_s,speed_kmh\n0,\x1b[31m\n1,0\n", ":2: here must stand a number"),
}


@pytest.mark.parametrize(("content", "start"), BAD.values(), ids=BAD)
def test_bad_file_is_one_clear_error(tmp_path, content, start):
    text = message(tmp_path, content)
    assert text.startswith(start)
    assert all(c.isprintable() or c == "\n" for c in text)


@pytest.mark.parametrize(
    ("fault", "parts"),
    [
        ("milliseconds", ["time_s: 100.0", "0.01 to 1 s", "milliseconds, divide it by 1000"]),
        ("coarse", ["once a second"]),
        ("negative", ["speed_kmh: -0.1", "0 to 324 km/h"]),
        ("too fast", ["speed_kmh: 325", "0 to 324 km/h"]),
        ("km/h as m/s", ["speed_m_per_s: 91.25", "0 to 90 m/s", "if the numbers are km/h"]),
        ("jump", ["speed_m_per_s: 13.5", "-12 to 12 m/s2", "if the numbers are km/h"]),
        ("percent", ["slope_share: 4.5", "-0.5 to 0.5", "percent, divide it by 100"]),
        ("text", ["speed_kmh: 'fast'"]),
        ("decimal comma", ["'7,2'", "a point as decimal mark"]),
        ("semicolons", ["'time_s;speed_kmh'", "a point as decimal mark"]),
        ("no time", ["nearest is 'time'", "time_s, speed_kmh or speed_m_per_s"]),
        ("no speed", ["nearest is 'speed_mps'"]),
        ("no header", ["first line that names the columns"]),
        ("repeated", ["time_s: 2.0", "more than 2.0 s"]),
        ("gap", ["time_s: 40.0", "up to 30 s", "split the trace"]),
    ],
)
def test_error_names_value_range_and_remedy(tmp_path, fault, parts):
    text = message(tmp_path, BAD[fault][0])
    assert [part for part in parts if part not in text] == []


def test_missing_file_offers_the_nearest(tmp_path):
    save(tmp_path, GOOD)
    with pytest.raises(InputError, match=r"did you mean 'trip\.csv'"):
        cycle(tmp_path / "tripp.csv")


@pytest.mark.parametrize("path", ["no/such/place.csv", "a\0b.csv", "x" * 5000 + ".csv"])
def test_no_such_file(path):
    with pytest.raises(InputError):
        cycle(path)


def test_a_folder_is_no_trace(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        cycle(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="the surrogate is a POSIX file name")
def test_a_file_name_that_is_no_text():
    with pytest.raises(InputError, match="no such file"):
        cycle("\udc80.csv")


CELLS = st.one_of(
    st.floats(width=32).map(repr),
    st.floats(-10, 130).map(lambda x: f"{x:.3f}"),
    st.integers(-2, 200).map(str),
    st.sampled_from(["", " ", '"', "nan", "-inf", "1,5", "x", "\r", "\u0661", "1e308", "5e-324"]),
)
HEADERS = st.lists(
    st.sampled_from(
        ["time_s", "speed_kmh", "speed_m_per_s", "slope_share", "elevation_m", "other", ""]
    ),
    min_size=1,
    max_size=5,
)
TABLES = st.builds(
    lambda header, rows, mark: "\n".join(mark.join(row) for row in [header, *rows]),
    HEADERS,
    st.lists(st.lists(CELLS, min_size=1, max_size=5), max_size=12),
    st.sampled_from([",", ",", ",", ";"]),
)


def check_is_cycle_or_input_error(path: Path) -> None:
    it, refused = None, ""
    try:
        it = cycle(path)
    except InputError as error:
        refused = str(error)
    if it is None:
        assert 1 <= len(refused.splitlines()) <= 5
        return
    assert np.all(np.isfinite(it.speed))
    assert np.all(np.isfinite(it.slope))
    assert it.time_step > 0.0
    assert len(it.speed) == len(it.slope) >= 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.binary(max_size=200), TABLES.map(str.encode), st.text().map(str.encode)))
def test_any_bytes_are_a_cycle_or_an_input_error(tmp_path, content):
    check_is_cycle_or_input_error(save(tmp_path, content))


@pytest.mark.parametrize("name", ["routes/i70_golden_to_vail", "bmw_i3_trips/TripB04"])
def test_a_real_log_is_read_with_its_net_height(name):
    path = DATA / f"{name}.csv"
    if not path.exists():
        pytest.skip(f"{path} is not here: it holds a measured drive")
    it = cycle(path)
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    net = float(rows[-1]["elevation_m"]) - float(rows[0]["elevation_m"])
    time, speed = (np.array([float(r[key]) for r in rows]) for key in ("time_s", "speed_kmh"))
    distance = np.trapezoid(speed / 3.6, time)
    assert np.sum(it.step_sine * it.step_distance) == pytest.approx(net, rel=0, abs=1e-9)
    assert it.distance == pytest.approx(distance, rel=1e-12)
    assert np.max(np.abs(it.slope)) < 0.12
