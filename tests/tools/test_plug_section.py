"""What the page tells of charging in the cold: the right way round, with its sources."""

import pytest
from scripts import script

tool = script("plug_section")


@pytest.mark.slow
def test_the_section_tells_splits_and_the_cold():
    times = tool.cold_times()
    assert 0.95 < times["hot"] < 1.25 < times["cold"] < times["coldest"]
    text = tool.section()
    assert f"{times['cold']:.2f} times" in text
    assert "| maker out and forward | mean of curves, flat tops as bounds: ours | 22 |" in text
    for source in ("Energy Policy 122", "InsideEVs 578869", "ADAC", "EVKX"):
        assert source in text


def test_curves_of_all_files_are_one_list(monkeypatch, tmp_path):
    class Found:
        def __init__(self, path):
            self.error = {"a.csv": 0.1, "b.csv": -0.3}[path.name]

        def document(self):
            return {"cars": [{"id": "x", "error": self.error}, {"id": "y", "error": None}]}

    monkeypatch.setattr(tool, "CURVES", ("a.csv", "b.csv"))
    monkeypatch.setattr(tool, "validate_charging", Found)
    found = tool.curves(tmp_path)
    assert len(found["cars"]) == 4
    assert found["summary"] == {"n": 2, "median_abs": pytest.approx(0.2), "worst": 0.3}
