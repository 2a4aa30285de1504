"""The label factors that ship: made of what is there, each split without what it may not know."""

import csv
import hashlib
import json
import math
from dataclasses import replace

import pytest
from scripts import script

from carwright.population.label_factors import LabelledCar

tool = script("fit_label_factor")
ways = script("label_ways")
here = pytest.mark.skipif(not tool.LABELS.exists(), reason="no ../shared/data")
CARS = [
    LabelledCar("a1", "a", "a one", 2015, 0.77),
    LabelledCar("a2", "a", "a two", 2018, 0.77),
    LabelledCar("a3", "a", "a one", 2021, 0.77),
    LabelledCar("b1", "b", "b one", 2016, 0.7),
]


@here
def test_the_file_is_that_of_the_data():
    shipped = json.loads(tool.OUTPUT.read_text(encoding="utf-8"))
    for path in (tool.TESTS, tool.LABELS, tool.PAIRS):
        assert shipped["inputs"][path.name] == hashlib.sha256(path.read_bytes()).hexdigest()
    cars = tool.labelled()
    assert [LabelledCar(**car) for car in shipped["cars"]] == cars
    assert shipped["cars_at_rule"] == ways.pooling(cars)
    assert tool.written(shipped) == tool.OUTPUT.read_text(encoding="utf-8")


@here
def test_pairs_name_rows_of_the_lists_and_say_which_tests_are_refused():
    labels = {row.id for row in tool.read_label(tool.LABELS).kept}
    found = tool.read_epa(tool.TESTS)
    tests, refused = {row.id for row in found.kept}, {row.id for row in found.rejected}
    with tool.PAIRS.open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    assert len({pair["test"] for pair in pairs}) == len(pairs)
    for pair in pairs:
        assert pair["label"] in labels
        assert pair["test"] in tests | refused
        assert pair["note"].startswith("refused") == (pair["test"] in refused)


@here
def test_what_ships_beats_the_rule_and_one_number_where_it_may_know_the_maker():
    shipped = json.loads(tool.OUTPUT.read_text(encoding="utf-8"))
    own = f"maker, {shipped['cars_at_rule']:g} cars at 0.7"
    for split in ways.SPLITS:
        for ending in ("", f", after {ways.CHOSEN_UNTIL}"):
            mine, rule, one = (
                shipped["tried"][f"{split}{ending}: {way}"] for way in (own, "0.7", "one number")
            )
            for score in ("mean", "by_maker"):
                assert mine[score] <= min(rule[score], one[score])
                if split != "maker out":
                    assert mine[score] < rule[score]


def test_no_split_knows_what_it_may_not():
    seen = {}

    def way(known, car):
        seen[car.test] = {one.test for one in known}
        return car.factor

    for split, expected in {
        "maker out": {"a3": {"b1"}, "b1": {"a1", "a2", "a3"}},
        "family out": {"a3": {"a2", "b1"}, "b1": {"a1", "a2", "a3"}},
        "forward": {"a3": {"a1", "a2", "b1"}, "b1": {"a1"}},
        "forward, family out": {"a3": {"a2", "b1"}, "b1": {"a1"}},
    }.items():
        seen.clear()
        errors = ways.misses(CARS, way, split)
        assert {name: seen[name] for name in expected} == expected
        assert set(errors) == set(seen)
        assert set(errors.values()) == {0.0}


def test_scores_count_makers_alike_by_hand():
    errors = {"a1": 0.1, "a2": -0.1, "b1": 0.02}
    found = ways.score(CARS, errors)
    assert found == {"cars": 3, "mean": 0.0733, "by_maker": 0.06, "bias": 0.0067}


def test_pooling_by_hand():
    """Scatter 0.05 within, makers 0.1 and 0 from the rule: 0.005 over 0.0025 are two cars."""
    logs = {"a": (0.05, 0.15), "b": (-0.05, 0.05)}
    cars = [
        LabelledCar(f"{maker}{place}", maker, maker, 2015, 0.7 * math.exp(value))
        for maker, values in logs.items()
        for place, value in enumerate(values)
    ]
    assert ways.pooling(cars) == pytest.approx(2.0)
    late = [replace(car, year=2021, factor=0.9) for car in cars]
    assert ways.pooling([*cars, *late]) == ways.pooling(cars)


def test_energy_is_foretold_by_other_makers():
    split = script("label_section").LabelSplit
    cars = [
        split(name, maker, 1.0, 1.0, recharge, 1.0, None, 1.0, None, drawn, "", None)
        for name, maker, recharge, drawn in (
            ("one", "a", 1.02, False),
            ("two", "a", 1.04, False),
            ("three", "b", 1.06, False),
            ("four", "b", 1.5, True),
            ("five", "b", None, False),
        )
    ]
    found = tool.energy_drawn(cars)
    assert list(found["cars"]) == ["one", "two", "three"]
    assert found["ratio"] == pytest.approx(1.04)
    assert found["error_with_nothing"] == pytest.approx(0.0391, abs=2e-4)
    text, summary = script("label_section").label_part(
        [replace(car, maker="tesla" if car.maker == "a" else "b") for car in real()]
    )
    assert "| Tesla | 1 |" in text
    assert summary.startswith("label range by 0.7, by factor, with energy: Tesla ")


def real():
    """Two cars by name, so that what ships knows them."""
    split = script("label_section").LabelSplit
    head = {"label": 4e5, "simulated": 5e5, "recharge": 2.4e8, "simulated_recharge": 2.3e8}
    tail = {"test": 420.0, "simulated_test": 450.0, "own": 0.7, "drawn": False, "before": 2022}
    shipped = json.loads(tool.OUTPUT.read_text(encoding="utf-8"))["energy"]["cars"]
    every = [split(car=name, maker="b", family=f"b {name}", **head, **tail) for name in shipped]
    return [replace(every[0], maker="a"), *every[1:]]
