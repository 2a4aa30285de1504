"""Spans that exclude each other are named, and no error."""

import pytest

from carwright.carfile.exclusions import exclusions

CLAIM = "- {{field: range_km, from: {by}, procedure: cltc, conditions: on a good day, {said}}}\n"


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("low: 651, high: 700", 1),
        ("low: 650, high: 700", 0),
        ("value: 700", 0),
        ("value: 700, bound: at_least", 1),
        ("high: 500, bound: at_most", 1),
        ("low: 100", 0),
        ("low: 700, high: 800, variant: Max", 0),
    ],
)
def test_spans_by_hand(take, dossier, said, count):
    found = exclusions(take(dossier + CLAIM.format(by="copy", said=said)))
    assert len(found) == count


def test_both_are_named(take, dossier):
    claim = CLAIM.format(by="copy", said="value: 700, bound: at_least")
    (said,) = exclusions(take(dossier + claim))
    assert said == ("range_km: about 600 to 650 (paper) and at least 700 (copy) exclude each other")


def test_fifty_of_them_are_no_error(take, dossier):
    many = "".join(
        CLAIM.format(by="copy", said=f"low: {300 + 10 * n}, high: {305 + 10 * n}")
        for n in range(50)
    )
    assert len(exclusions(take(dossier + many))) > 1000
