"""The page of cold and plug: every row stands in it, scored or with its reason."""

import pytest
from scripts import script

BENCH = {
    "summary": {"n": 1, "mae": 0.05},
    "tests": [
        {
            "id": "7",
            "cycle": "UDDS #1",
            "cell_c": -5.0,
            "measured_wh_per_km": 200.0,
            "simulated_wh_per_km": 210.0,
            "error": 0.05,
            "reason": "",
        },
        {
            "id": "8",
            "cycle": "WOT",
            "cell_c": None,
            "measured_wh_per_km": None,
            "simulated_wh_per_km": None,
            "error": None,
            "reason": "no cycle",
        },
    ],
}
TRIP = {
    "id": "TripX",
    "distance_km": 12.0,
    "measured_kwh": 2.0,
    "simulated_kwh": 2.1,
    "error": 0.05,
    "soc_end_error": -0.004,
    "voltage_rms_share": 0.006,
    "pack_end_error_k": 0.7,
    "heater_error": None,
}
TRIPS = {given: {"trips": [TRIP, TRIP | {"id": "short", "error": None}]} for given in ("climate",)}
TRIPS["nothing"] = {"trips": [TRIP | {"heater_error": -0.1}] * 2}
HALF = {
    "torque": {"mae": 0.02},
    "climate": {
        "energy_weighted": 0.04,
        "median_abs": 0.03,
        "sum_error": -0.01,
        "charge": 0.005,
        "voltage": 0.006,
        "cells_k": 0.5,
    },
    "nothing": {"mae": 0.06, "sum_error": 0.02, "heater": 0.15},
}
PLUG = {
    "summary": {"n": 1, "median_abs": 0.1, "worst": 0.1},
    "cars": [
        {
            "id": "a-car",
            "window": [0.1, 0.8],
            "minutes_measured": 30.0,
            "minutes": 33.0,
            "error": 0.1,
            "power_rms_share_of_peak": 0.07,
        }
    ],
}


@pytest.fixture(scope="module")
def tool():
    return script("make_plug_validation")


def test_every_row_stands_on_the_page(tool):
    made = tool.page(TRIPS, [HALF, HALF], BENCH, PLUG, "From 34 to 80 %.", "### Makers\n")
    assert "| 7 | UDDS #1 | -5 C | 200.0 Wh/km | 210.0 Wh/km | +5.0 % |  |" in made
    assert "| TripX | 12.0 | 2.00 kWh | 2.10 kWh | +5.0 % | +5.0 % |" in made
    assert "| climate | cells | 1.50 K | 0.50 K | 0.50 K, 0.50 K |" in made
    assert "| climate | sum error | 2.0 % | 1.0 % | -1.0 %, -1.0 % |" in made
    assert "| 8 | WOT |  |  |  |  | no cycle |" in made
    assert "### A charge at the pack" in made
    assert made.index("| a-car") < made.index("### Makers") < made.index("### A charge")
    assert made.endswith("From 34 to 80 %.\n")
    assert "| a-car | 10 to 80 % | 30.0 min | 33.0 min | +10.0 % | 7.0 % |" in made


def test_only_scored_rows_are_drawn(tool):
    assert [mark.simulated for mark in tool.marks_of_bench(BENCH)] == [210.0]
    assert [mark.name for mark in tool.marks_of_trips(TRIPS)] == ["TripX"]
    assert [mark.error for mark in tool.marks_of_plug(PLUG)] == [pytest.approx(0.1)]
