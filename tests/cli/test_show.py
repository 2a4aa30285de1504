"""carwright show."""

import re

import pytest
from terminal import CAR, LEAF, car_file

from carwright.carfile import garage_ids, load
from carwright.cli import show as module
from carwright.figure_table import CHOICES, FIGURES
from carwright.population.how_wrong import how_wrong, in_words
from carwright.settle.settle import settle

SU7 = "xiaomi-su7-max"


@pytest.mark.parametrize("car", garage_ids())
def test_every_figure_has_a_value_and_an_origin(carwright, car):
    found = carwright("show", car, "--json").document("show")
    assert found["car"] == car
    assert set(found["figures"]) >= {*(row.key for row in FIGURES), *CHOICES}
    for figure in found["figures"].values():
        assert figure["source"]
        assert (figure["how"] == "given") == bool(figure["date"])


def test_numbers_are_those_that_the_car_is_built_from(carwright):
    settled = settle(load(LEAF))
    shown = carwright("show", LEAF, "--json").document("show")["figures"]
    assert {key: shown[key]["value"] for key in settled.values} == settled.values


def test_claims_are_shown_with_what_they_hold_for(carwright):
    claims = carwright("show", SU7, "--json").document("show")["claims"]
    assert {"value": 800.0, "procedure": "cltc"}.items() <= claims["range_km"][0].items()
    text = carwright("show", SU7).out
    assert re.search(r"^range_km +800 +cltc, Max +maker +Xiaomi \(launch\)", text, re.MULTILINE)
    assert re.search(r"^range_km +600 to 650 +cltc, Max +press", text, re.MULTILINE)


def test_it_says_how_wrong_such_predictions_are(carwright):
    told = carwright("show", SU7, "--json").document("show")["how_wrong"]
    assert [one["test"] for one in told] == [one.test for one in how_wrong()]
    text = carwright("show", SU7).out
    assert all(in_words(one) in text for one in how_wrong())


def test_text_keeps_a_line_a_figure_so_that_grep_finds_it(carwright):
    out = carwright("show", LEAF).out.split("said of it")[0]
    starts = [line.split()[0] for line in out.splitlines() if line.strip()]
    assert [row.key for row in FIGURES if starts.count(row.key) != 1] == []
    assert re.search(r"^kerb_mass_kg +[\d.]+ +\w+ +\S", out, re.MULTILINE)


def test_markup_of_the_terminal_in_a_name_is_text(carwright, tmp_path):
    name = "[bold red]Car[/] [link=x]"
    path = car_file(tmp_path, CAR.replace("name: Some Car", f"name: '{name}'"))
    assert f"Someone {name}" in carwright("show", path).out


def test_a_pipe_gets_one_line_a_figure_however_long_its_source_is(carwright):
    found = carwright("show", SU7, "--json").document("show")
    lines = carwright("show", SU7).out.splitlines()
    for key, figure in found["figures"].items():
        (line,) = [
            line for line in lines if line.startswith(f"{key} ") and figure["source"] in line
        ]
        assert line.endswith(figure["source"])


def test_a_terminal_gets_the_same_in_its_own_width(carwright, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    piped = carwright("show", LEAF).out
    monkeypatch.setattr(module, "_tell", module._draw)
    drawn = carwright("show", LEAF).out
    assert max(len(line) for line in drawn.splitlines()) < max(map(len, piped.splitlines()))
    starts = {line.split()[0] for line in drawn.splitlines() if line.strip()}
    assert {*(row.key for row in FIGURES), *CHOICES} <= starts
