"""Documents of the garage: the schema, and a table that says the same."""

import csv
import json

import pytest
from jsonschema import Draft202012Validator
from measured import garage
from terminal import SCHEMAS

from carwright.validate.garage_documents import document, table


def test_the_document_keeps_its_schema_and_units():
    found = json.loads(json.dumps(document(garage()), allow_nan=False))
    schema = json.loads((SCHEMAS / "validate_garage.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(found)] == []
    (car,) = found["cars"]
    assert car == pytest.approx(
        {
            **{"id": "a-car", "group": "range", "what": "WLTP combined range", "unit": "km"},
            **{"claimed": 400.0, "simulated": 420.0, "error": 0.05, "low": 390.0, "high": 450.0},
            **{"inside_band": True, "kind": "maker", "note": "what to know"},
        }
    )
    assert found["left_out"] == [{"id": "b-car", "why": "not said"}]
    assert found["summary"]["range"]["n"] == 1
    assert found["summary"]["sprint"]["mae"] is None


def test_the_table_says_the_same():
    lines = table(garage()).splitlines()
    (row,) = csv.DictReader(line for line in lines if not line.startswith("#"))
    assert (row["id"], row["claimed"], row["simulated"]) == ("a-car", "400.000", "420.000")
    assert float(row["error_share"]) == pytest.approx(0.05)
