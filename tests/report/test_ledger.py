import re

import pytest

from carwright.report.ledger import _power_of_ten, ledger
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
