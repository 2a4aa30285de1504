"""Early claims beside what came, by hand."""

import math

import pytest
from early_claims import DATE, ROW, claim, sale, write

from carwright.validate import first_beliefs
from carwright.validate.first_beliefs import WORD, judged, table, validate_claims
from carwright.validate.first_numbers import Believed, Scenes
from carwright.validate.table import RowError


class Made(Scenes):
    """Scenes that are not simulated."""

    def believed(self, row):
        """Return the same for every claim of a range."""
        if row.key != "range_km":
            raise RowError("nothing is believed of it")
        return Believed((400.0, 480.0, 560.0), (200.0, 400.0, 800.0))


@pytest.fixture
def unsimulated(monkeypatch):
    monkeypatch.setattr(first_beliefs, "Scenes", Made)


def test_a_number_by_hand():
    found = judged(claim(), Made())
    assert found.shown == (500.0, 400.0, 480.0, 560.0, 450.0)
    assert found.inside
    own, alone, word = found.scores
    assert own == pytest.approx(math.log(560 / 400))
    assert alone == pytest.approx(math.log(4.0))
    least = math.log(500.0) - WORD
    assert word == pytest.approx(2 * WORD + 20.0 * (least - math.log(450.0)))
    assert found.off == pytest.approx((30.0 / 450.0, 50.0 / 450.0))


def test_a_miss_costs():
    found = judged(claim(final=600.0), Made())
    assert not found.inside
    assert found.scores[0] == pytest.approx(math.log(1.4) + 20.0 * math.log(600 / 560))


def test_a_date_is_in_days():
    found = judged(sale("2021-H1", "2021-11-01"), Made())
    said, low, middle, high, came = found.shown
    assert (said, came) == ("2021-04-01", "2021-11-01")
    assert str(low) < str(middle) < str(high)
    assert found.off[1] == 214.0
    assert found.inside == (str(low) <= str(came) <= str(high))


def test_a_list(unsimulated, tmp_path):
    rows = (ROW, ROW | {"final_value": "600"}, ROW | DATE, ROW | {"final_value": "far"})
    other = {"figure": "dc_10_80_min", "unit": "min", "claimed_value": "20", "final_value": "22"}
    found = validate_claims(write(tmp_path / "list.csv", *rows, ROW | other))
    assert len(found.judged) == 3
    assert len(found.rejected) == 2
    summary = found.document()["summary"]
    assert set(summary) == {"range_km", "on_sale_date"}
    one = summary["range_km"]
    assert (one["n"], one["cars"], one["inside_band"]) == (2, 1, 0.5)
    assert one["interval_score_population"] == pytest.approx(math.log(4.0))
    assert one["median_abs_of_claim"] == pytest.approx((50 / 450 + 100 / 600) / 2)
    lines = "\n".join(found.lines())
    assert "2 rows not judged" in lines
    assert "nothing is believed of it" in lines
    assert table(found).count("maker-one") == 3
