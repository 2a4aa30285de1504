"""carwright import-dossier."""

from pathlib import Path

import pytest

from carwright.carfile import load

TALK = """\
car: some-thing
sources:
- {id: paper, by: A paper, title: it flies, date: '2023', kind: press, citing: unnamed}
- {id: copy, by: Another one, title: the same, date: 2024-01, kind: press, citing: [paper]}
claims:
- {field: range_km, procedure: cltc, low: 600, high: 650, unit: km, from: paper}
- {field: range_km, procedure: cltc, low: 700, high: 800, unit: km, from: copy}
- {field: length, value: 4900, unit: mm, from: copy}
- {field: mood, value: bright, from: copy}
- {field: builds_own_car, value: true, from: paper}
"""


@pytest.fixture
def talk(tmp_path):
    """Path of a dossier of this text."""

    def path(text=TALK):
        file = tmp_path / "talk.yaml"
        file.write_text(text, encoding="utf-8")
        return str(file)

    return path


def test_a_dossier_becomes_a_car_file_that_is_good(carwright, talk, tmp_path):
    target = str(tmp_path / "car.yaml")
    found = carwright("import-dossier", talk(), "-o", target, "--json").document("import-dossier")
    assert (found["car"], found["maker"], found["name"]) == ("some-thing", "Some", "Thing")
    assert (found["sources"], found["origins"], found["path"]) == (2, 1, target)
    assert found["claims"] == {"figures": 1, "claims": 2, "programme": 1, "said": 1}
    assert len(found["notes"]) == 1
    assert "exclude each other" in found["notes"][0]
    assert carwright("check", target).code == 0
    assert load(target).figures["length_mm"][0].value == 4900


def test_text_says_what_was_written(carwright, talk, tmp_path):
    target = str(tmp_path / "car.yaml")
    answer = carwright("import-dossier", talk(), "-o", target, "--maker", "Else", "--name", "X 1")
    lines = answer.out.splitlines()
    assert lines[0] == f"Wrote {target}: Else X 1, 2 sources of 1 origin."
    assert "1 of the programme" in lines[1]
    assert lines[2].startswith("note: range_km")
    assert (load(target).maker, load(target).name) == ("Else", "X 1")


def test_a_car_of_which_nobody_has_said_anything(carwright, talk, tmp_path):
    target = str(tmp_path / "car.yaml")
    answer = carwright("import-dossier", talk("car: some-thing\n"), "-o", target)
    assert answer.code == 0
    assert "nobody has said a figure" in answer.out
    assert carwright("check", target).code == 0


def test_fifty_contradictions_are_named_and_no_error(carwright, talk, tmp_path):
    claim = "- {{field: range_km, procedure: cltc, low: {}, high: {}, unit: km, from: copy}}\n"
    text = TALK + "".join(claim.format(200 + 9 * n, 205 + 9 * n) for n in range(50))
    target = str(tmp_path / "car.yaml")
    answer = carwright("import-dossier", talk(text), "-o", target)
    assert len(answer.out.splitlines()) < 10
    assert "more like these; --json lists them" in answer.out
    assert carwright("check", target).code == 0


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("from: paper}\n- {field: range", "from: papr}\n- {field: range", "did you mean paper?"),
        ("4900, unit: mm", "4900, unit: kg", "this unit does not fit length"),
        ("low: 600", "low: 660", "low is above high"),
        ("citing: unnamed", "citing: [paper]", "cites itself"),
        ("citing: unnamed", "citing: [copy]", "rest on each other"),
        ("date: '2023'", "date: '2099'", "future"),
        ("date: 2024-01", "date: '2022'", "said later"),
    ],
)
def test_bad_input_leaves_no_file(carwright, talk, old, new, words):
    assert TALK.count(old) == 1
    path = talk(TALK.replace(old, new))
    target = Path(path).with_name("car.yaml")
    answer = carwright("import-dossier", path, "-o", str(target))
    assert (answer.code, answer.out, target.exists()) == (2, "", False)
    assert words in answer.err
    assert "talk.yaml:" in answer.err
    assert len(answer.err.splitlines()) <= 5


def test_the_dossier_is_not_overwritten(carwright, talk):
    path = talk()
    answer = carwright("import-dossier", path, "-o", path)
    assert answer.code == 2
    assert "overwrite what it is made from" in answer.err


def test_a_file_to_write_is_needed(carwright, talk):
    answer = carwright("import-dossier", talk())
    assert answer.code == 2
    assert "--output" in answer.err
