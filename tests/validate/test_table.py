"""Reading a list: faults of the file stop it, faults of a row reject the row."""

import pytest
from measured import written

from carwright.errors import InputError
from carwright.validate.table import LONGEST_WHY, RowError, read_rows

HEAD = {"id": "one", "mass_kg": "1500", "year": "2020"}


def read(path):
    def row(cells):
        mass = cells.number("mass_kg", 100.0, 5000.0)
        return cells.text("id"), mass, cells.year("year")

    return read_rows(path, tuple(HEAD), row, lambda cells: cells.cells["id"])


def test_rows_come_in_their_order_and_other_columns_are_not_looked_at(tmp_path):
    rows = [HEAD | {"colour": "red"}, HEAD | {"id": " two ", "mass_kg": "1.6e3", "colour": "x"}]
    found = read(written(tmp_path, rows))
    assert found.kept == (("one", 1500.0, 2020), ("two", 1600.0, 2020))
    assert found.rejected == ()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"mass_kg": ""}, "mass_kg is missing"),
        ({"mass_kg": "heavy"}, "mass_kg is no number: 'heavy'"),
        ({"mass_kg": "nan"}, "mass_kg is no number"),
        ({"mass_kg": "inf"}, "mass_kg is no number"),
        ({"mass_kg": "1_500"}, "mass_kg is no number"),
        ({"mass_kg": "-1"}, "mass_kg cannot be -1: allowed 100 to 5,000"),
        ({"mass_kg": "1500,0"}, "4 columns, the head has 3"),
        ({"year": "20"}, "year cannot be 20"),
        ({"year": "2020.5"}, "year is no whole year"),
        ({"id": "one"}, "another row has this id"),
    ],
)
def test_a_fault_of_a_row_rejects_that_row(tmp_path, changes, why):
    found = read(written(tmp_path, [HEAD, HEAD | {"id": "bad"} | changes, HEAD | {"id": "last"}]))
    assert [row[0] for row in found.kept] == ["one", "last"]
    (rejected,) = found.rejected
    assert why in rejected.why
    assert rejected.id == changes.get("id", "bad")


def test_a_row_without_id_is_named_by_its_line(tmp_path):
    (rejected,) = read(written(tmp_path, [HEAD, HEAD | {"id": ""}])).rejected
    assert (rejected.id, rejected.why) == ("line 3", "id is missing")


def test_a_hostile_cell_is_told_in_one_short_line(tmp_path):
    (rejected,) = read(written(tmp_path, [HEAD | {"mass_kg": "\x1b[31m" + "x" * 5000}])).rejected
    assert len(rejected.why) <= LONGEST_WHY
    assert rejected.why.isprintable()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the file is empty"),
        ("\n \n", "the file is empty"),
        ("id;mass_kg;year\none;1500;2020\n", "not separated by commas"),
        ("id\tmass_kg\tyear\n", "not separated by commas"),
        ("id,mass_kg,mass_kg,year\n", "there twice"),
        ("id,year\none,2020\n", "a column is missing"),
        ("id,mass_lb,year\n", "is 'mass_lb' meant?"),
        ("id,mass_kg,year\n" + '"' + "x" * 200_000 + '",1,2\n', "this is no CSV"),
        (b"id,mass_kg,year\n\xff,1,2\n", "no UTF-8 text"),
        (b"\xff\xfei\0d\0", "no text file"),
        (b"id,mass_kg,year\n\0", "no text file"),
    ],
)
def test_a_fault_of_the_file_is_an_error_in_five_lines(tmp_path, text, words):
    path = tmp_path / "list.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError) as caught:
        read(path)
    told = str(caught.value)
    assert words in told
    assert str(path) in told
    assert len(told.splitlines()) <= 5


def test_no_file_and_a_folder_are_errors(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "none.csv")
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path)


def test_a_byte_order_mark_is_no_part_of_a_column(tmp_path):
    path = written(tmp_path, [HEAD])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read(path).kept) == 1


def test_notes_before_the_head_are_skipped(tmp_path):
    path = written(tmp_path, [HEAD])
    path.write_text("# cars, of a list\n" + path.read_text("utf-8"), encoding="utf-8")
    assert read(path).kept == (("one", 1500.0, 2020),)


def test_a_list_without_rows_has_no_cars(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("id,mass_kg,year\n", encoding="utf-8")
    assert read(path).kept == ()


def test_what_a_row_raises_is_its_reason(tmp_path):
    def row(cells):
        raise RowError(f"no car at line {cells.line}")

    found = read_rows(written(tmp_path, [HEAD]), tuple(HEAD), row, lambda cells: "x")
    assert found.rejected[0].why == "no car at line 2"
