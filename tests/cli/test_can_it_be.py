from pathlib import Path
from xml.etree import ElementTree

import pytest
from believed_cars import TALKED, belief_of_it
from terminal import car_file

from carwright.belief import plausible


@pytest.fixture
def believed_before(monkeypatch):
    """One belief for all commands: what they print is looked at here, not what they believe."""
    monkeypatch.setattr(plausible, "believed", lambda about, terms=None: belief_of_it())


@pytest.fixture
def talked(tmp_path):
    return car_file(tmp_path, TALKED)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("it flies",), "no claim that I can read"),
        (("on sale in 2025",), "cannot judge a date"),
        (("800 km", "-o", "picture.png"), ".svg"),
        (("800 km", "--on", "soon"), "no such date"),
    ],
)
def test_what_cannot_be_asked_is_refused(carwright, talked, arguments, told):
    answer = carwright("can-it-be", talked, *arguments)
    assert answer.code == 2
    assert told in answer.err
    assert len(answer.err.splitlines()) <= 5
    assert answer.out == ""


@pytest.mark.slow
@pytest.mark.usefixtures("believed_before")
def test_the_verdict_is_a_sentence_and_a_picture(carwright, talked, tmp_path):
    picture = tmp_path / "picture.svg"
    answer = carwright("can-it-be", talked, "900 km cltc", "--on", "2024-06-01", "-o", str(picture))
    assert answer.code == 0
    assert answer.out.startswith("900 km CLTC")
    assert "of 100 believable cars reach it" in answer.out
    assert ElementTree.fromstring(Path(picture).read_text(encoding="utf-8")).tag.endswith("svg")


@pytest.mark.slow
@pytest.mark.usefixtures("believed_before")
def test_the_document_holds_the_same(carwright, talked):
    answer = carwright("can-it-be", talked, "0-100 in 1.5 s", "--on", "2024-06-01", "--json")
    found = answer.document("can-it-be")
    assert found["figure"] == "zero_to_100_s"
    assert found["plausibility"] < 0.05
    assert found["limit"] > 1.5
    assert found["needs"]
