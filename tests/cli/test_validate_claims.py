"""carwright validate claims: document, text, file."""

import pytest
from early_claims import DATE, ROW, write


@pytest.fixture
def path(tmp_path):
    gold = {"figure": "price", "unit": "XAU", "claimed_value": "20", "final_value": "22"}
    return write(tmp_path / "list.csv", ROW | DATE, ROW | gold, ROW | {"final_value": "far"})


def test_the_document(carwright, path):
    answer = carwright("validate", "claims", str(path), "--json")
    found = answer.document("validate_claims")
    assert answer.code == 0
    assert [row["figure"] for row in found["rows"]] == ["on_sale_date"]
    assert found["summary"]["on_sale_date"]["n"] == 1
    assert len(found["rejected"]) == 2


def test_text_and_file(carwright, path, tmp_path):
    out = tmp_path / "out.csv"
    answer = carwright("validate", "claims", str(path), "--out", str(out))
    assert answer.code == 0
    assert "maker-one, on_sale_date: said 2020-03-31" in answer.out
    assert "2 rows not judged" in answer.out
    assert out.read_text(encoding="utf-8").count("maker-one") == 1


@pytest.mark.slow
def test_a_number(carwright, tmp_path):
    answer = carwright("validate", "claims", str(write(tmp_path / "one.csv", ROW)), "--json")
    (row,) = answer.document("validate_claims")["rows"]
    assert row["p05"] < row["p50"] < row["p95"]


def test_another_list_is_refused(carwright, tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    answer = carwright("validate", "claims", str(other))
    assert answer.code == 2
    assert "a column is missing" in answer.err
