"""carwright validate programmes: document, text, file."""

import csv

import pytest

from carwright.belief.programmes import COLUMNS

ROW = dict.fromkeys(COLUMNS, "") | {
    "programme": "One",
    "company": "Maker",
    "company_was": "newcomer",
    "first_public_claim_date": "2018-04-01",
    "claim_kind": "maker",
    "promised_on_sale_date": "2020-04-01",
    "outcome": "on_sale",
    "outcome_date": "2021-12-01",
}


@pytest.fixture
def path(tmp_path):
    target = tmp_path / "list.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, COLUMNS)
        out.writeheader()
        out.writerow(ROW)
    return target


def test_the_document(carwright, path):
    answer = carwright("validate", "programmes", str(path), "--json")
    found = answer.document("validate_programmes")
    assert (answer.code, answer.err) == (0, "")
    assert [row["when"] for row in found["rows"]] == ["claim", "half-way", "promised"]
    assert found["summary"]["n"] == 3


def test_text_and_file(carwright, path, tmp_path):
    out = tmp_path / "out.csv"
    answer = carwright("validate", "programmes", str(path), "--out", str(out))
    assert answer.code == 0
    assert "Brier score of 3 answers" in answer.out
    assert "maker-one, half-way" in answer.out
    assert out.read_text(encoding="utf-8").count("maker-one") == 3


def test_another_list_is_refused(carwright, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    answer = carwright("validate", "programmes", str(other))
    assert answer.code == 2
    assert "a column is missing" in answer.err
