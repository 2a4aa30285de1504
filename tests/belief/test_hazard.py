"""Hazard: what programmes teach, and what changes nothing."""

import datetime
import math

import pytest

from carwright.belief.hazard import USUAL_WAIT, base_rate, outlook, wait_of
from carwright.belief.programmes import plans, shipped

NOW = datetime.date(2026, 11, 22)
LOOK = outlook(plans(NOW), NOW)


def test_probabilities_are_in_order():
    by = [LOOK.by(2.0, 0.5, until) for until in (0.5, 1.0, 2.0, 4.0, 20.0, math.inf)]
    assert by[0] == 0.0
    assert by == sorted(by)
    assert 0.0 < by[-1] < 1.0
    assert LOOK.ever(2.0, 0.5) == by[-1]


def test_a_far_promise_is_kept_less_often():
    assert LOOK.ever(1.0, 0.0) > LOOK.ever(5.0, 0.0) + 0.1


def test_a_promise_long_past_is_worth_less():
    assert LOOK.ever(1.5, 15.0) < LOOK.ever(1.5, 1.0)


def test_the_future_changes_no_bit():
    then = datetime.date(2019, 1, 1)
    early = tuple(row for row in shipped() if row.said <= then)
    now, before = outlook(plans(then), then), outlook(plans(then, rows=early), then)
    assert (now.weights == before.weights).all()
    assert now.decided < LOOK.decided


def test_order_changes_nothing():
    mixed = plans(NOW, rows=tuple(reversed(shipped())))
    assert (outlook(mixed, NOW).weights == LOOK.weights).all()


def test_a_programme_left_out_has_no_influence():
    name = shipped()[4].id
    rest = tuple(row for row in shipped() if row.id != name)
    without = outlook(plans(NOW, frozenset({name})), NOW)
    assert (without.weights == outlook(plans(NOW, rows=rest), NOW).weights).all()
    assert (without.weights != LOOK.weights).any()


def test_nothing_known_is_near_a_coin():
    nothing = outlook((), NOW)
    assert nothing.usual_wait == USUAL_WAIT
    assert 0.35 < nothing.ever(2.0, 0.0) < 0.65
    assert nothing.ever(None, 0.0) == nothing.ever(USUAL_WAIT, 0.0)


def test_base_rate_by_hand():
    assert base_rate((), NOW) == 0.5
    came = [row for row in shipped() if row.came and row.in_time and row.promised][:2]
    ended = next(row for row in shipped() if row.ended and row.promised)
    assert base_rate([*came, ended], NOW) == pytest.approx(3 / 5)
    opened = came[0].as_known(came[0].said)
    assert base_rate([opened], came[0].said) == 0.5
    assert wait_of(came[0]) is not None
