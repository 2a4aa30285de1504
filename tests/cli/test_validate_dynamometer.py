"""carwright validate dynamometer: document, text, and what is refused."""

import csv

import pytest
from bench_tests import bench_file, bench_row

ROWS = [bench_row(), bench_row(cycle="Passing 3% Grade", start="HS")]
CAR = ("--car", "bmw-i3-60ah")


def test_document_text_and_table(carwright, tmp_path):
    path, out = bench_file(tmp_path, ROWS), tmp_path / "out.csv"
    answer = carwright("validate", "dynamometer", str(path), *CAR, "--json")
    found = answer.document("validate_dynamometer")
    assert (answer.code, answer.err) == (0, "")
    assert [one["error"] is None for one in found["tests"]] == [False, True]
    text = carwright("validate", "dynamometer", str(path), *CAR, "--out", str(out)).out
    assert text.startswith("bmw-i3-60ah on the dynamometer of")
    assert "1 of 2 rows scored" in text
    assert "22 to 22 C: mean error" in text
    assert f"{100 * found['tests'][0]['error']:+.1f} %" in text
    assert "not scored" in text
    lines = out.read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert [row["reason"] for row in rows] == [one["reason"] for one in found["tests"]]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("dynamometer", "tests.csv"), "which car was measured?"),
        (("dynamometer", *CAR), "which list?"),
        (("epa", "tests.csv", *CAR), "no car can be chosen for this list"),
        (("dynamometer", "none.csv", *CAR), "no such file"),
        (("dynamometer", "tests.csv", "--car", "no-such-car"), "no-such-car"),
    ],
)
def test_bad_input_is_one_short_error(carwright, tmp_path, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)
    bench_file(tmp_path, ROWS)
    answer = carwright("validate", *words)
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err


def test_the_result_does_not_overwrite_the_tests(carwright, tmp_path):
    path = str(bench_file(tmp_path, ROWS))
    answer = carwright("validate", "dynamometer", path, *CAR, "--out", path)
    assert answer.code == 2
    assert "overwrite" in answer.err
