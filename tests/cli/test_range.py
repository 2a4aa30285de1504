"""carwright range: the document, the table, its files, and what is refused."""

import csv

import jax.numpy as jnp
import pytest
from terminal import LEAF

import carwright as library

FEW = ("range", LEAF, "--air-c", "-10", "20", "--speeds-kmh", "90", "300", "--cycles", "udds")


@pytest.mark.slow
def test_the_document_tells_what_the_library_tells(carwright):
    answer = carwright(*FEW, "--no-climate", "--json")
    found = answer.document("range")
    assert (answer.code, answer.err) == (0, "")
    assert (found["air_c"], found["cabin_c"], found["weather"]) == ([-10.0, 20.0], None, None)
    assert [one["cycle"] for one in found["columns"]] == ["udds", None, None]
    air = jnp.asarray([263.15, 293.15])
    alone = library.range_in_weather(library.load(LEAF), "udds", air)
    assert [row[0] for row in found["range_km"]] == pytest.approx(
        [float(one) / 1e3 for one in alone], rel=1e-9
    )
    assert [row[2] for row in found["range_km"]] == [None, None]


@pytest.mark.slow
def test_climate_and_weather_take_range_and_files_hold_the_table(carwright, tmp_path):
    bare = carwright(*FEW, "--no-climate", "--json").document("range")
    target = tmp_path / "ranges.csv"
    answer = carwright(*FEW, "--wind-kmh", "30", "--road", "wet", "-o", str(target))
    assert answer.code == 0
    assert "cabin kept at 22" in answer.out
    assert "in 30 km/h of headwind, a wet road" in answer.out
    rows = list(csv.reader(target.read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["air_c", "range_udds_km", "range_90_kmh_km", "range_300_kmh_km"]
    for row, less in zip(rows[1:], bare["range_km"], strict=True):
        assert float(row[1]) < less[0]
        assert float(row[2]) < 0.9 * less[1]
        assert row[3] == ""
    drawing = tmp_path / "ranges.svg"
    assert carwright(*FEW, "-o", str(drawing)).code == 0
    assert "<svg" in drawing.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--air-c", "300"), "allowed: -60 to 60 C"),
        (("--air-c", "nan"), "allowed: -60 to 60 C"),
        (("--speeds-kmh", "0"), "allowed: 5 to 400 km/h"),
        (("--cycles", "wltcc"), "wltc"),
        (("--cabin-c", "72"), "allowed: 10 to 32"),
        (("--no-climate", "--sun-w-per-m2", "500"), "climate, which is off"),
        (("-o", "ranges.txt"), "allowed: .csv, .svg"),
        (("--air-c", *map(str, range(60))), "allowed: 1 to 200"),
    ],
)
def test_what_is_no_table_is_refused(carwright, words, said):
    answer = carwright("range", LEAF, *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
