"""Alike: weights by hand, and shares that follow what predicts."""

import numpy as np
import pytest

from carwright.belief.alike import VALUES, differs, learnt_shares, table, weights
from carwright.belief.errors_of import FEATURES, Erred
from carwright.belief.mixture import NUMBER, learnt


def row(car, error, kind="maker", newcomer="none"):
    return Erred(car, error, ("range", kind, newcomer, "about", "same"), False)


def density(errors, counted, known):
    return learnt(counted, known, NUMBER).log_density(errors)


def test_weights_by_hand():
    past = table([row("a", 0.0), row("a", 0.1), row("b", 0.1, kind="press"), row("c", 0.2)])
    asked = past.encoded(("range", "maker", "none", "about", "same"))[None, :]
    shares = np.array([1.0, 0.3, 1.0, 1.0, 1.0])
    assert weights(differs(asked, past), shares, past)[0] == pytest.approx([0.5, 0.5, 0.3, 1.0])


def test_what_is_not_known_differs_nowhere_and_a_new_word_everywhere():
    past = table([row("a", 0.0), row("b", 0.1, newcomer="")])
    unknown = past.encoded(("range", "", "", "about", "same"))[None, :]
    assert not differs(unknown, past).any()
    new = past.encoded(("range", "oracle", "none", "about", "same"))[None, :]
    assert differs(new, past)[1].tolist() == [[1.0, 1.0]]


def test_a_feature_that_matters_is_not_shared_and_one_that_does_not_is():
    rng = np.random.default_rng(1)
    rows = [row(f"m{n}", rng.normal(0.05, 0.01)) for n in range(20)]
    rows += [row(f"p{n}", rng.normal(-0.3, 0.01), kind="press") for n in range(20)]
    rows = [
        Erred(
            one.car,
            one.error,
            (*one.features[:2], "none" if n % 2 else "first_car", *one.features[3:]),
            False,
        )
        for n, one in enumerate(rows)
    ]
    past = table(rows)
    shares = learnt_shares(past, np.arange(len(rows)), density)
    assert shares[FEATURES.index("kind")] < 0.1
    assert shares[FEATURES.index("newcomer")] > 0.5


def test_one_car_teaches_no_share():
    past = table([row("a", 0.0), row("a", 0.3, kind="press")])
    shares = learnt_shares(past, np.arange(2), density)
    assert shares == pytest.approx(np.full(len(FEATURES), np.mean(VALUES)))
