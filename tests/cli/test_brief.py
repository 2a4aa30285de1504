"""carwright brief: plain words, a page, and what it refuses."""

import pytest
from checked_claims import checked
from made_belief import made, unsimulated
from terminal import CAR, LEAF, car_file


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Beliefs that nobody simulates and verdicts that are made up."""
    monkeypatch.setattr("carwright.report.brief.believed", made)
    monkeypatch.setattr("carwright.report.brief.check_claims", checked)
    unsimulated(monkeypatch)


def test_plain_words_on_a_date(carwright, tmp_path):
    path = car_file(tmp_path, CAR + "  kerb_mass_kg: 1700\n")
    answer = carwright("brief", path, "--on", "2024-04")
    assert (answer.code, answer.err) == (0, "")
    assert "30 April 2024" in answer.out
    assert "Kerb mass 1,700 kg, said by Someone" in answer.out


def test_a_page_and_a_document(carwright, tmp_path):
    path, target = car_file(tmp_path, CAR + "  kerb_mass_kg: 1700\n"), tmp_path / "page.html"
    answer = carwright("brief", path, LEAF, "-o", str(target), "--json")
    found = answer.document("brief")
    assert [car["car"] for car in found["cars"]] == ["some-car", LEAF]
    assert found["path"] == str(target)
    assert "Nissan" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((), ("no car is named",)),
        ((LEAF, "-o", "page.pdf"), ("page.pdf", ".html")),
        ((LEAF, "--on", "never"), ("--on",)),
        (("nissan-leaf-41",), ("nissan-leaf-40",)),
    ],
)
def test_bad_input(carwright, given, said):
    answer = carwright("brief", *given)
    assert (answer.code, answer.out) == (2, "")
    assert [words for words in said if words not in answer.err] == []
