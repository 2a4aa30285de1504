"""carwright validate: documents, files, text, and what is refused."""

import csv

import pytest
from measured import ROWS, epa, written

from carwright.cli import validate_tables as module


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["epa", "wltp", "label"])
def test_the_document_of_each_list(carwright, tmp_path, kind):
    path = str(written(tmp_path, [ROWS[kind]]))
    answer = carwright("validate", kind, path, "--json")
    found = answer.document(f"validate_{kind}")
    assert (answer.code, answer.err) == (0, "")
    assert found["rejected"] == []
    assert all(score["n"] == 1 for score in found["summary"].values())
    assert all(abs(score["mae"]) < 0.5 for score in found["summary"].values())


@pytest.mark.slow
def test_text_and_table_say_the_same(carwright, tmp_path):
    path, out = written(tmp_path, [epa(), epa(id="bad", drive="?")]), tmp_path / "out.csv"
    answer = carwright("validate", "epa", str(path), "--out", str(out))
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"1 cars of {path}, 0 of them known")
    assert "drive cannot be '?'" in answer.out
    lines = out.read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert [row["result"] for row in rows] == ["udds", "hwfet"]
    for row in rows:
        assert f"{float(row['measured']):.1f} Wh/km" in answer.out
        assert f"{float(row['simulated']):.1f}" in answer.out


@pytest.mark.slow
def test_the_garage(carwright, monkeypatch):
    from carwright.validate import garage

    few = garage.validate_garage(["nissan-leaf-40"])
    monkeypatch.setattr(garage, "validate_garage", lambda: few)
    found = carwright("validate", "garage", "--json").document("validate_garage")
    assert {car["id"] for car in found["cars"]} == {"nissan-leaf-40"}
    text = carwright("validate", "garage").out
    assert "nissan-leaf-40" in text
    assert "EPA highway consumption, unadjusted" in text


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("epa",), "which list?"),
        (("garage", "list.csv"), "the garage is in the package"),
        (("nedc", "list.csv"), "nedc"),
        (("epa", "none.csv"), "no such file"),
        (("epa", "."), "cannot be read"),
        ((), "remedy"),
    ],
)
def test_bad_input_is_one_short_error(carwright, tmp_path, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)
    answer = carwright("validate", *words)
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err
    assert len(answer.err.strip().splitlines()) <= 5


def test_a_file_in_another_unit_is_refused_before_anything_is_simulated(carwright, tmp_path):
    rows = [epa(id=f"{n}", udds_ac_wh_per_mi="173", hwfet_ac_wh_per_mi="142") for n in range(3)]
    answer = carwright("validate", "epa", str(written(tmp_path, rows)), "--json")
    assert (answer.code, answer.out) == (2, "")
    assert "remedy: convert the columns from MPGe to Wh/mi" in answer.err


def test_the_result_does_not_overwrite_the_list(carwright, tmp_path):
    path = str(written(tmp_path, [epa()]))
    answer = carwright("validate", "epa", path, "--out", path)
    assert answer.code == 2
    assert "overwrite" in answer.err


def test_numbers_are_told_as_people_write_them():
    assert module._percent(0.1234) == "12.3 %"
    assert module._percent(None) == ""
    assert module._signed(-0.05) == "-5.0 %"
