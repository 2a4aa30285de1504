"""carwright validate charging: the document and the table."""

import pytest
from charging_curves import written

ROWS = [f"a-car,60,nmc,400,120,{at},{130 - at}" for at in (0, 50, 100)]


@pytest.mark.slow
def test_document_text_and_table(carwright, tmp_path):
    path, out = str(written(tmp_path, *ROWS, "bad,1")), tmp_path / "out.csv"
    answer = carwright("validate", "charging", path, "--json")
    found = answer.document("validate_charging")
    assert (answer.code, answer.err) == (0, "")
    assert [car["id"] for car in found["cars"]] == ["a-car"]
    text = carwright("validate", "charging", path, "--out", str(out))
    assert "rejected: line 5" in text.out
    assert out.read_text(encoding="utf-8").count("\n") == 2


def test_a_curve_that_goes_backwards(carwright, tmp_path):
    answer = carwright("validate", "charging", str(written(tmp_path, *reversed(ROWS))))
    assert answer.code == 2
    assert "goes backwards" in answer.err
