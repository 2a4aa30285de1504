"""What the tests of the dynamometer share: rows of a file as a laboratory writes them."""

from collections.abc import Sequence
from pathlib import Path

BENCH_ROW = {
    "test_id": "61500001",
    "cycle": "UDDS #1, Ph 1+2",
    "start": "CS",
    "cell_temp_c": "22",
    "climate": "Off",
    "distance_mi": "7.45",
    "batt_avg_v": "380",
    "batt_net_wh_dc": "1192",
    "wh_per_mi_dc": "160",
    "test_weight_lb": "3182",
    "target_a_lbf": "23.6",
    "target_b_lbf_per_mph": "0.6633",
    "target_c_lbf_per_mph2": "0.0117",
}
"""A full city cycle of a small car."""


def bench_row(**changes: str) -> dict[str, str]:
    """A row with other cells."""
    return BENCH_ROW | changes


def bench_file(folder: Path, rows: Sequence[dict[str, str]]) -> Path:
    """Write rows as a file."""
    path = folder / "tests.csv"
    lines = [",".join(BENCH_ROW), *(",".join(f'"{cell}"' for cell in row.values()) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
