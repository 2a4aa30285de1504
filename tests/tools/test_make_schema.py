"""The JSON Schema of car files: up to date, and of one mind with the loader."""

import json

import pytest
from jsonschema import Draft202012Validator
from scripts import script

from carwright import carfile
from carwright.carfile.tree import grow, plain
from carwright.carfile.vocabulary import SECTIONS, NumberRow

tool = script("make_schema")

HEAD = {"format_version": 1, "id": "a", "name": "b", "maker": "c"}


@pytest.fixture(scope="module")
def validator():
    schema = json.loads(tool.OUTPUT.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def as_json(value):
    return json.loads(json.dumps(value))


def test_the_file_is_what_the_tool_writes():
    assert tool.OUTPUT.read_text(encoding="utf-8") == tool.text()


@pytest.mark.parametrize("car", carfile.garage_ids())
def test_every_car_of_the_garage_is_valid(validator, car):
    text = carfile.garage_path(car).read_text(encoding="utf-8")
    assert [e.message for e in validator.iter_errors(as_json(plain(grow(text, car))))] == []


def test_every_key_shows_meaning_unit_and_bounds(validator):
    for section, rows in SECTIONS.items():
        shown = validator.schema["properties"][section]["properties"]
        assert list(shown) == list(rows)
        for key, row in rows.items():
            assert row.meaning in shown[key]["description"]
            if isinstance(row, NumberRow):
                assert row.unit in shown[key]["description"]


@pytest.mark.parametrize(
    ("part", "is_valid"),
    [
        ({}, True),
        ({"figures": None}, True),
        ({"figures": {"kerb_mass_kg": 1980}}, True),
        ({"figures": {"kerb_mass_kg": [1980, {"low": 1900, "high": 2000, "from": "a"}]}}, True),
        ({"programme": {"builds_own_car": True, "on_sale_date": 2024}}, True),
        ({"maker": 500}, True),
        ({"figures": {"kerb_mass_kg": 1.98}}, False),
        ({"figures": {"kerb_mass_kg": "1980"}}, False),
        ({"figures": {"kerb_mass_kg": {"value": 1.98, "from": "a"}}}, False),
        ({"figures": {"kerb_mass_kg": {"value": 1980, "form": "a"}}}, False),
        ({"figures": {"kerb_mass_kg": []}}, False),
        ({"figures": {"kerb_mas_kg": 1980}}, False),
        ({"figures": {"chemistry": "NMC"}}, False),
        ({"sources": {"a": {"by": "b"}}}, False),
        ({"year": 24}, False),
        ({"path": "x"}, False),
        ({"said": [{"value": 1}]}, False),
    ],
)
def test_the_schema_knows_right_from_wrong(validator, part, is_valid):
    assert validator.is_valid(HEAD | part) is is_valid


def test_a_child_has_its_maker_from_its_parent(validator):
    child = {key: value for key, value in HEAD.items() if key != "maker"}
    assert not validator.is_valid(child)
    assert validator.is_valid(child | {"inherits": "other"})
