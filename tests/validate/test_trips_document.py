"""validate trips as a document, a table and lines: all say the same."""

import csv
import json
from importlib.resources import files
from io import StringIO

import jsonschema
import pytest
from logged import drive, written

from carwright.validate.trips import validate_trips
from carwright.validate.trips_document import document, lines, table


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drives")
    written(folder, drive(), "TripA.csv")
    written(folder, drive(600), "TripB.csv")
    return validate_trips(str(folder), "bmw-i3-60ah", "climate")


def test_the_document_is_as_its_schema(found):
    told = document(found)
    schema = files("carwright.schemas") / "validate_trips.json"
    jsonschema.validate(told, json.loads(schema.read_text(encoding="utf-8")))
    short, long = told["trips"]
    assert short["error"] is None
    assert long["distance_km"] > 5.0
    assert long["error"] == pytest.approx(long["simulated_kwh"] / long["measured_kwh"] - 1.0)
    assert told["summary"]["n"] == 1
    assert told["summary"]["mae"] == pytest.approx(abs(long["error"]))
    assert told["given"] == "climate"


def test_table_and_lines_say_the_same(found):
    told = document(found)
    rows = list(csv.DictReader(StringIO(table(found))))
    assert [row["id"] for row in rows] == ["TripA", "TripB"]
    assert rows[0]["error"] == ""
    assert float(rows[1]["error"]) == told["trips"][1]["error"]
    text = "\n".join(lines(found))
    assert "bmw-i3-60ah along 2 drives" in text
    assert f"{100 * told['trips'][1]['error']:+.1f} %" in text
    assert "1 drives scored" in text


def test_nothing_scored_is_said(tmp_path):
    written(tmp_path, drive(), "TripA.csv")
    found = validate_trips(str(tmp_path), "bmw-i3-60ah", "torque")
    assert lines(found)[-1] == "no drive is long enough to be scored"
