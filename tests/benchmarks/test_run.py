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
    first, *rows = BENCHMARK["table"](MEASURED).splitlines()
    assert first.split() == ["carwright", "peer"]
    assert rows[0].split() == ["wltc", "one", "run", "[ms]", "0.5", "26", "(52x)"]
    assert rows[1].split()[-3:] == ["24,800", "62", "(400x)"]
    assert rows[2].split()[-2:] == ["4", "-"]
