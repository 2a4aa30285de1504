"""The section on the physics alone: each table of made-up results, and every car told apart."""

from pathlib import Path

import numpy as np
import pytest
from measured import epa, written
from scripts import script

from carwright.validate.drive_unit_losses import Losses
from carwright.validate.epa_rows import CYCLES, read_epa
from carwright.validate.nothing_learnt import EpaResults

TOOLS = Path(__file__).parents[2] / "tools"


@pytest.fixture(scope="module")
def tool():
    return script("physics_section")


@pytest.fixture
def lists(tool, tmp_path):
    """Two lists of two makers with two cars; the first is simulated 10 % high, the second low."""
    powers = {"a": "150", "b": "200", "c": "202", "d": "402.3"}
    made = [
        epa(id=name, make="Maker" if name in "ac" else "Other", rated_power_hp=power)
        for name, power in powers.items()
    ]
    rows = read_epa(written(tmp_path, made)).kept
    measured = EpaResults(rows, np.ones((4, len(CYCLES)))).measured
    found = {
        name: EpaResults(rows, measured * factor)
        for name, factor in zip(tool.LISTS, (1.1, 0.9), strict=True)
    }
    return found | {tool.BOTH: tool.pooled(*found.values())}


def test_lists_stand_by_power(tool, lists):
    part = tool.epa_part(lists)
    cells = "10.0 % | {bias} | 10.0 % | {bias}"
    assert f"| 2015 to 2021 | below 150 kW | 2 | {cells.format(bias='+10.0 %')} |" in part.text
    assert f"| 2022 and 2023 | 150 to 300 kW | 2 | {cells.format(bias='-10.0 %')} |" in part.text
    assert f"| both | all | 8 | {cells.format(bias='+0.0 %')} |" in part.text
    # 402.3 hp are 299.99 kW: nobody is above 300, so that no such row stands there.
    assert "above 300 kW" not in part.text
    assert "8 cars" in part.summary
    assert "UDDS 10.0 %, bias +0.0 %" in part.summary


def test_formulas_are_fitted_to_the_first_list_and_say_so(tool, lists):
    part = tool.crude_part(lists)
    scaled = "physics times a number a cycle"
    assert f"| {scaled} | 2015 to 2021 | fitted to | 4 | 0.0 % | +0.0 % | 0.0 % |" in part.text
    assert f"| {scaled} | 2022 and 2023 | tested | 4 | 18.2 % | -18.2 % | 18.2 % |" in part.text
    assert "| physics, nothing learnt | 2022 and 2023 | nothing fitted | 4 | 10.0 %" in part.text
    assert "UDDS 0.909, HWFET 0.909" in part.text
    assert part.summary.startswith(
        "crude formulas on 2022 and 2023: physics, nothing learnt 10.0 %"
    )


def test_slopes_are_of_rows_of_one_maker(tool, lists):
    part = tool.size_part(lists)
    # Every car of a list is off by the same: nothing hangs on power.
    assert "| 2015 to 2021 | UDDS | 4 | 2 | +0.000 | 0.000 | +0.000 | 0.000 | +0.000" in part.text
    assert "| both | HWFET | 8 | 2 |" in part.text
    assert "UDDS" in part.summary


def test_a_larger_unit_stands_beside_its_own(tool):
    shares = np.array([0.1, 0.12, 0.15])
    found = {"udds": Losses(shares, shares + 0.05, np.array([500.0, 510.0, 550.0]))}
    part = tool.grown_part(found)
    assert "| UDDS | 1 | 10.0 % | +0.0 % |  |" in part.text
    assert "| UDDS | 2 | 15.0 % | +10.0 % | +0.138 |" in part.text
    assert tool.PAIR in part.text
    assert "UDDS 10.0 % to 15.0 %" in part.summary


def test_each_table_prints_a_line_and_stands_in_the_section(tool, monkeypatch, capsys):
    parts = [tool.Part("first table", "one line"), tool.Part("second table", "another")]
    monkeypatch.setattr(tool, "_parts", lambda folder: iter(parts))
    text = tool.section(TOOLS)
    assert text.startswith("## The physics alone: usual figures, nothing learnt\n")
    assert text.index("first table") < text.index("second table")
    assert capsys.readouterr().out == "one line\nanother\n"
