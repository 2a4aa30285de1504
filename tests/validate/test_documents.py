"""Documents: the issue's keys, units by hand, a table that says the same."""

import csv
import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator
from measured import compared, validation
from terminal import SCHEMAS

from carwright.validate.documents import document, in_unit, inside, table, unit_of


@pytest.mark.parametrize("kind", ["epa", "wltp", "label"])
def test_the_document_keeps_its_schema(kind):
    found = json.loads(json.dumps(document(validation(kind)), allow_nan=False))
    schema = json.loads((SCHEMAS / f"validate_{kind}.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(found)] == []
    assert found["rejected"] == [{"id": "c", "why": "no car"}]
    assert found["notes"] == [{"id": "a", "note": "what to know"}]
    assert found["provenance"]["list"] == "list.csv"


def test_each_cycle_of_epa_by_hand():
    found = document(validation("epa"))
    first = found["cars"][0]
    assert first == pytest.approx(
        {
            **{"id": "a", "cycle": "udds", "seen": True, "error": 0.05},
            **{"measured_ac_wh_per_km": 120.0, "simulated_ac_wh_per_km": 126.0},
            **{"low": 119.7, "high": 132.3},
        }
    )
    assert [(car["id"], car["cycle"]) for car in found["cars"]] == [
        *(("a", "udds"), ("a", "hwfet"), ("b", "udds"), ("b", "hwfet"))
    ]
    assert found["summary"]["hwfet"]["bias"] == pytest.approx(-0.2)
    assert found["summary"]["udds"]["inside_band"] == 1.0
    assert [found["summary_unseen"][name]["n"] for name in ("udds", "hwfet")] == [1, 1]


def test_each_car_of_a_brochure_by_hand():
    found = document(validation("wltp"))
    assert found["cars"][1] == pytest.approx(
        {
            **{"id": "b", "consumption_error": 2.0 / 170.0, "range_error": 0.25},
            **{"inside_band": False, "seen": False},
        }
    )
    assert not inside(validation("wltp").cars[0])
    assert found["summary"]["range"]["mae"] == pytest.approx(0.25)


def test_a_list_without_cars_has_an_empty_summary():
    found = document(replace(validation("label"), cars=()))
    assert found["cars"] == []
    assert found["summary"]["range"] == {
        **{"n": 0, "mae": None, "mae_by_maker": None, "median_abs": None, "p90_abs": None},
        **{"bias": None, "inside_band": None},
    }


def test_the_table_has_a_line_for_each_result():
    lines = table(validation("label")).splitlines()
    assert "# list: list.csv" in lines
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert len(rows) == 4
    assert rows[1]["result"] == "range"
    assert (rows[1]["measured"], rows[1]["simulated"], rows[1]["unit"]) == (
        "400.00",
        "500.00",
        "km",
    )
    assert float(rows[1]["error_share"]) == pytest.approx(0.25)


def test_units_of_results():
    assert unit_of("range") == "km"
    assert unit_of("udds") == unit_of("consumption") == "Wh/km"
    assert in_unit("range", compared(400.0, 500.0, "_km"))["simulated"] == pytest.approx(500.0)
