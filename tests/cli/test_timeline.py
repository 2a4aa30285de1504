"""carwright timeline: document, table, picture, and what it refuses."""

import pytest
from made_belief import made
from terminal import CAR, car_file

FIGURES = "  kerb_mass_kg: 1900\n"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Beliefs that nobody simulates."""
    monkeypatch.setattr("carwright.belief.timeline.believed", made)


@pytest.fixture
def path(tmp_path):
    return car_file(tmp_path, CAR + FIGURES)


def test_the_document_follows_its_schema(carwright):
    answer = carwright("timeline", "sony-honda-afeela", "--json")
    found = answer.document("timeline")
    assert (answer.code, answer.err) == (0, "")
    assert [one["on"] for one in found["dates"]] == sorted(one["on"] for one in found["dates"])
    assert all(one["news"] for one in found["dates"])
    assert found["picture"] is None


@pytest.mark.parametrize("ending", ["svg", "html"])
def test_the_picture_is_written(carwright, path, tmp_path, ending):
    target = tmp_path / f"picture.{ending}"
    answer = carwright("timeline", path, "-o", str(target))
    assert answer.code == 0
    assert "The picture is in" in answer.out
    text = target.read_text(encoding="utf-8")
    assert text.startswith("<svg" if ending == "svg" else "<!doctype html>")
    assert "Mass ready to drive, kg" in text


def test_people_see_dates_and_who_was_right(carwright):
    text = carwright("timeline", "dyson-ev").out
    assert "Dyson" in text
    assert "2019-10" in text
    assert "no claim can be scored" in text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("-o", "picture.png"), ("picture.png", ".svg, .html")),
        (("--cars", "5"), ("--cars",)),
        (("--truth", "no-such-car"), ("no-such-car",)),
        (("--variant", "Ultra"), ("--variant", "only one")),
    ],
)
def test_bad_input(carwright, path, given, said):
    answer = carwright("timeline", path, *given)
    assert (answer.code, answer.out) == (2, "")
    assert [words for words in said if words not in answer.err] == []


def test_a_car_file_is_never_written_over(carwright, tmp_path):
    own = car_file(tmp_path, CAR + FIGURES, "own.svg")
    answer = carwright("timeline", own, "-o", own)
    assert (answer.code, answer.out) == (2, "")
    assert "overwrite" in answer.err
