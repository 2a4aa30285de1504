"""carwright belief: the document, the table, and what it refuses."""

import pytest
from made_belief import made
from terminal import CAR, LEAF, car_file


@pytest.fixture
def quick(monkeypatch):
    """A belief that nobody simulates; what was asked."""
    asked = []

    def believed(about):
        asked.append(about.asking)
        return made(about)

    monkeypatch.setattr("carwright.belief.belief.believed", believed)
    return asked


def test_the_document_follows_its_schema(carwright, quick):
    answer = carwright("belief", "xiaomi-su7", "--on", "2023-11", "--cars", "300", "--json")
    found = answer.document("belief")
    assert (answer.code, answer.err) == (0, "")
    assert (found["car"], found["on"]) == ("xiaomi-su7", "2023-11-30")
    assert quick[0].count == 300
    assert found["figures"]["kerb_mass_kg"]["known_from"] == "2023-11-15"
    assert {"builds", "ever", "on_sale_by_2024"} <= found["programme"].keys()


def test_people_are_told_what_counts_and_what_does_not(carwright, quick):
    text = carwright("belief", "xiaomi-su7", "--on", "2023-11-30").out
    assert "range, CLTC" in text
    assert "counts nothing: repeats miit-2023-11" in text
    assert "Will it come:" in text
    assert "fewer than 10 cars" in " ".join(text.split())


def test_a_car_without_a_number_is_what_is_usual(carwright, quick, tmp_path):
    path = car_file(tmp_path, CAR.replace("figures:\n", ""))
    text = carwright("belief", path).out
    assert "nobody has said a number" in text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ((LEAF, "--on", "soon"), ("--on", "soon")),
        ((LEAF, "--cars", "10"), ("--cars", "256 to 65536")),
        (("xiaomi-su7", "--variant", "Ultra"), ("--variant", "Max, Pro")),
        (("nissan-leaf-41",), ("nissan-leaf-41",)),
    ],
)
def test_what_cannot_be_believed_is_bad_input(carwright, quick, given, said):
    answer = carwright("belief", *given)
    assert (answer.code, answer.out, quick) == (2, "", [])
    assert [words for words in said if words not in answer.err] == []
    assert len(answer.err.splitlines()) <= 5
