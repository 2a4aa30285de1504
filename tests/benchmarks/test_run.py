"""The table of the benchmark: who is faster, and by how much."""

import runpy
from pathlib import Path

BENCHMARK = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "run.py"))
MEASURED = {
    "peer": {"wltc_one_run_ms": 26.0, "wltc_two_processes_per_s": 62.0},
    "carwright": {"wltc_one_run_ms": 0.5, "wltc_two_processes_per_s": 24_800.0, "run_times": 4.0},
}


def test_a_factor_over_one_is_always_faster():
    assert BENCHMARK["factor"]("wltc_one_run_ms", 0.5, 26.0) == 52
    assert BENCHMARK["factor"]("wltc_two_processes_per_s", 24_800.0, 62.0) == 400
    assert BENCHMARK["factor"]("wltc_consumption_dc_wh_per_km", 150.0, 150.0) is None


def test_the_table_puts_carwright_first_and_names_units():
    first, ruler, *rows = BENCHMARK["table"](MEASURED).splitlines()
    assert first == "|  | carwright | peer |"
    assert ruler == "| --- | ---: | ---: |"
    assert rows == [
        "| wltc one run [ms] | 0.5 | 26 (52x) |",
        "| wltc two processes [1/s] | 24,800 | 62 (400x) |",
        "| run [x] | 4 | - |",
    ]


def test_what_stands_after_a_comma_is_a_column():
    measured = {"drive, first_s": 0.9, "drive, kept_s": 0.4, "belief, first_s": 12.0}
    assert BENCHMARK["columns"](measured).splitlines()[::2] == [
        "|  | first [s] | kept [s] |",
        "| drive | 0.9 | 0.4 |",
    ]
    shown = BENCHMARK["section"]("Commands as processes", {"carwright": measured})
    assert "| belief | 12 | - |" in shown
