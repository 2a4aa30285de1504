"""The table of figures: one order, one name each, bounds in SI, both axles alike."""

import csv
import math
from importlib.resources import files
from io import StringIO

import pytest

from carwright.carfile.vocabulary import words_of
from carwright.figure_table import (
    BY_KEY,
    CHOICE_INDEX,
    CHOICES,
    FIGURES,
    INDEX,
    SIDES,
    Chemistry,
    Disconnect,
    Machine,
    Transform,
)

ROWS = list(
    csv.DictReader(StringIO((files("carwright") / "figure_table.csv").read_text(encoding="utf-8")))
)
SHARES = [row for row in FIGURES if row.key.endswith(("_share", "_efficiency"))]


def test_every_row_stands_once_and_those_of_an_axle_twice():
    axle = [row for row in ROWS if "{side}" in row["key"]]
    assert axle
    assert len(FIGURES) == len(ROWS) + len(axle) * (len(SIDES) - 1)
    assert len(BY_KEY) == len(INDEX) == len(FIGURES)


def test_places_are_those_of_the_vector():
    assert [INDEX[row.name] for row in FIGURES] == list(range(len(FIGURES)))
    assert [CHOICE_INDEX[name] for name in CHOICES] == list(range(len(CHOICES)))


def test_both_axles_have_the_same_figures():
    def of(side: str) -> list[str]:
        return [row.key.removeprefix(f"{side}_") for row in FIGURES if row.key.startswith(side)]

    front = [key for key in of("front") if key != "mass_share"]
    assert front
    assert front[-len(of("rear")) :] == of("rear")
    for key in of("rear"):
        first, second = BY_KEY[f"front_{key}"], BY_KEY[f"rear_{key}"]
        assert (first.low, first.high, first.transform) == (
            second.low,
            second.high,
            second.transform,
        )
        assert "rear" in second.meaning or "front" not in second.meaning


@pytest.mark.parametrize("row", FIGURES, ids=lambda row: row.key)
def test_a_scale_fits_its_bounds(row):
    assert math.isfinite(row.low)
    assert math.isfinite(row.high)
    if row.transform is Transform.LOG:
        assert row.low > 0.0
    if row.transform is Transform.LOGIT:
        assert 0.0 < row.low < row.high <= 1.0


@pytest.mark.parametrize("row", SHARES, ids=lambda row: row.key)
def test_a_share_is_at_most_one(row):
    assert 0.0 <= row.low < row.high <= 1.0


@pytest.mark.parametrize(
    ("key", "low", "high"),
    [
        ("top_speed_kmh", 30.0 / 3.6, 500.0 / 3.6),
        ("battery_gross_energy_kwh", 3.0 * 3.6e6, 300.0 * 3.6e6),
        ("regeneration_cold_none_c", 213.15, 293.15),
        ("kerb_mass_kg", 300.0, 5000.0),
        ("rear_peak_power_kw", 2e3, 1.5e6),
    ],
)
def test_bounds_in_si_by_hand(key: str, low: float, high: float):
    row = BY_KEY[key]
    assert row.low_si == pytest.approx(low)
    assert row.high_si == pytest.approx(high)


def test_choices_by_hand():
    assert [kind.name for kind in Chemistry] == ["NMC", "NCA", "LFP", "LMO"]
    assert [int(kind) for kind in Chemistry] == [0, 1, 2, 3]
    assert int(Machine.NONE) == int(Disconnect.NO) == 0
    assert list(words_of("chemistry")) == ["nmc", "nca", "lfp", "lmo"]
    assert list(words_of("rear_machine")) == [
        "none",
        "permanent-magnet",
        "induction",
        "wound-rotor",
    ]
