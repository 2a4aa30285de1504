"""Tables in Markdown: numbers to the right, words to the left, shares in percent."""

import numpy as np
import pytest
from scripts import script


@pytest.fixture(scope="module")
def tool():
    return script("markdown_tables")


def test_columns_of_numbers_stand_right(tool):
    rows = [("a|b", "1.4 kW", "+0.5 %", "11 + 12"), ("c", "", "**-2.0 %**", "7")]
    assert tool.table(("car", "wall", "error", "peak kW"), rows) == (
        "| car | wall | error | peak kW |\n"
        "| --- | ---: | ---: | --- |\n"
        "| a/b | 1.4 kW | +0.5 % | 11 + 12 |\n"
        "| c |  | **-2.0 %** | 7 |\n"
    )


def test_shares_are_told_in_percent(tool):
    assert (tool.percent(0.0512), tool.percent(None)) == ("5.1 %", "")
    assert (tool.signed(0.0512), tool.signed(-0.01), tool.signed(None)) == ("+5.1 %", "-1.0 %", "")
    assert tool.span(np.array([0.3, 0.1, 0.2])) == "20.0 (10.0 to 30.0) %"


def test_what_is_folded_opens_by_its_title(tool):
    found = tool.folded("Every car", "text")
    assert found.startswith("<details><summary>Every car</summary>\n\ntext\n</details>")
