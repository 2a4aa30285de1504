"""Documents of the dynamometer: the schema, and the table says what the document says."""

import csv
import json
from importlib.resources import files

import jsonschema
from bench_tests import bench_file, bench_row

from carwright.validate.dynamometer import validate_dynamometer
from carwright.validate.dynamometer_documents import document, table


def test_document_and_table_say_the_same(tmp_path):
    path = bench_file(tmp_path, [bench_row(), bench_row(cycle="WOT")])
    found = validate_dynamometer(path, "bmw-i3-60ah")
    told = document(found)
    schema = files("carwright.schemas") / "validate_dynamometer.json"
    jsonschema.validate(told, json.loads(schema.read_text(encoding="utf-8")))
    first, second = told["tests"]
    error = first["simulated_wh_per_km"] / first["measured_wh_per_km"] - 1.0
    assert abs(first["error"] - error) < 1e-12
    assert told["summary"] == {"n": 1, "mae": abs(first["error"])}
    assert (second["error"], second["simulated_wh_per_km"]) == (None, None)
    lines = [line for line in table(found).splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    assert [row["cycle"] for row in rows] == ["UDDS #1, Ph 1+2", "WOT"]
    assert float(rows[0]["error"]) == first["error"]
    assert rows[1]["reason"] == second["reason"]
