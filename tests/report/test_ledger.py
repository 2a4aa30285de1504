import re

import pytest
from given_back import driven

from carwright.report.ledger import _power_of_ten, _table, ledger
from carwright.report.words import MINUS


def numbers(row):
    return [float(n) for n in re.findall(r'<td class="number">([\d.]+)<', row)]


def test_the_table_closes_for_every_cycle(found):
    rows = re.findall(r"<tr[^>]*>.*?</tr>", ledger(found))
    sums = [numbers(row) for row in rows if 'class="total"' in row]
    given = next(numbers(row) for row in rows if 'class="total sum"' in row)
    for column, whole in enumerate(given):
        assert sum(row[column] for row in sums) == pytest.approx(whole, abs=6e-4)


def test_the_residual_is_printed(found):
    assert "Residual, not explained" in ledger(found)
    shares = [float(run.ledger.residual_relative) for run in found.main.runs.values()]
    assert all(_power_of_ten(share) in ledger(found) for share in shares)
    assert max(abs(share) for share in shares) < 1e-9


def test_small_numbers_are_written_as_powers_of_ten():
    assert _power_of_ten(0.0) == "0"
    assert re.sub(r"\s", "", _power_of_ten(-2.2e-13)) == f"{MINUS}2\N{MULTIPLICATION SIGN}10⁻¹³"


def test_what_gives_stands_below_the_cells_with_one_sum():
    rows = re.findall(r"<tr[^>]*>.*?</tr>", _table(driven(), ["udds"]))
    by_name = {re.findall(r"<th[^>]*>(.*?)</th>", row)[0]: numbers(row) for row in rows[1:]}
    gave = [
        "Out of the cells",
        "Given besides: road load below its parts",
        "Given besides: out of height",
    ]
    assert [name for name in by_name if "iven" in name or "cells" in name][-4:-1] == gave
    assert sum(by_name[name][0] for name in gave) == pytest.approx(
        by_name["Given in all"][0], abs=2e-4
    )
    taken = [numbers(row)[0] for row in rows if 'class="total"' in row and "Out of" not in row]
    assert sum(taken) == pytest.approx(by_name["Given in all"][0], abs=6e-4)
    energies = [row for row in rows if "Residual" not in row]
    assert not [row for row in energies if MINUS in row]
