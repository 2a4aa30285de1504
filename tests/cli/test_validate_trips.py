"""carwright validate trips: document, text, and what is refused."""

import pytest
from logged import drive, written

CAR = ("--car", "bmw-i3-60ah")


def test_document_text_and_table(carwright, tmp_path):
    written(tmp_path, drive(600), "TripA.csv")
    out = tmp_path / "out.csv"
    answer = carwright("validate", "trips", str(tmp_path), *CAR, "--given", "torque", "--json")
    found = answer.document("validate_trips")
    assert (answer.code, answer.err) == (0, "")
    assert (found["given"], found["summary"]["n"]) == ("torque", 1)
    text = carwright("validate", "trips", str(tmp_path), *CAR, "--out", str(out)).out
    assert "given: climate" in text
    assert out.read_text(encoding="utf-8").startswith("id,distance_km")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("trips",), "which folder?"),
        (("trips", "."), "which car was measured?"),
        (("trips", ".", *CAR), "no drive in this folder"),
        (("trips", "none", *CAR), "no such folder"),
        (("trips", ".", *CAR, "--given", "speed"), "given"),
        (("trips", ".", *CAR, "--columns", "speeed=x"), "no such quantity"),
        (("epa", "list.csv", "--given", "torque"), "said of drives only"),
    ],
)
def test_bad_input_is_one_short_error(carwright, tmp_path, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)
    answer = carwright("validate", *words)
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err
