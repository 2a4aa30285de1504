"""The keys of a car file."""

import pytest

from carwright.carfile.vocabulary import (
    CLAIM_ROWS,
    FIGURE_ROWS,
    PROGRAMME_ROWS,
    SECTIONS,
    NumberRow,
    words_of,
)
from carwright.figure_table import CHOICES, FIGURES
from carwright.units import suffix, unit

WITHOUT_SUFFIX = {"price", "mpge"}


def test_every_figure_and_choice_has_its_key():
    assert {row.key for row in FIGURES} | set(CHOICES) <= set(FIGURE_ROWS)
    for row in FIGURES:
        mine = FIGURE_ROWS[row.key]
        assert isinstance(mine, NumberRow)
        assert (mine.low, mine.high, mine.unit) == (row.low, row.high, unit(row.key))


@pytest.mark.parametrize("row", [r for rows in SECTIONS.values() for r in rows.values()])
def test_every_key_says_what_it_is(row):
    assert len(row.meaning) > 5
    if isinstance(row, NumberRow):
        assert row.low < row.high
        assert suffix(row.key) is not None or row.key in WITHOUT_SUFFIX


def test_only_the_top_speed_is_both_figure_and_claim():
    assert set(FIGURE_ROWS) & set(CLAIM_ROWS) == {"top_speed_kmh"}
    assert set(PROGRAMME_ROWS).isdisjoint(FIGURE_ROWS | CLAIM_ROWS)


def test_words_by_hand():
    assert words_of("chemistry") == ("nmc", "nca", "lfp", "lmo")
    assert words_of("front_machine") == ("none", "permanent-magnet", "induction", "wound-rotor")


def test_the_range_is_written_with_its_unit():
    row = FIGURE_ROWS["kerb_mass_kg"]
    assert isinstance(row, NumberRow)
    assert row.allowed == "300 to 5,000 kg"
