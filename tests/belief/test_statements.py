"""Statements: who counts, and what they are worth."""

import datetime
from dataclasses import replace

import pytest
from past_claims import BASE
from talk_of_a_car import BUILDS, CAREFUL, LEAK, NO, SECOND, YES, car

from carwright.belief.statements import (
    Voices,
    chance,
    group_of,
    independent,
    learnt,
    reported_end,
    voices,
)

ON = datetime.date(2022, 12, 31)
COPY = ("p3", "Copycat", "press", "2021-03-05", BUILDS, "true", "p1")


def heard(*said, on=ON):
    one = car(*said)
    return voices(independent(one.programme[BUILDS], one.sources, on))


def test_copies_and_repeats_add_no_voice():
    again = ("p4", "Paper", "press", "2021-04-01", BUILDS, "true")
    assert heard(LEAK, COPY, again) == heard(LEAK) == (Voices("talk", 1, 0),)
    assert heard(LEAK, SECOND) == (Voices("talk", 2, 0),)


def test_a_careful_statement_is_neither_yes_nor_no():
    assert heard(LEAK, CAREFUL) == heard(LEAK)


def test_what_was_said_later_does_not_count():
    assert heard(LEAK, SECOND, on=datetime.date(2021, 2, 20)) == (Voices("talk", 1, 0),)


def test_chances_by_hand():
    nobody = datetime.date(2000, 1, 1)
    assert chance((), nobody) == 0.5
    assert chance((Voices("talk", 1, 0),), nobody) == pytest.approx(1.5 / 2.5)
    two = chance((Voices("talk", 2, 0),), nobody)
    assert two == pytest.approx((1.5 * 2.5) / (1.5 * 2.5 + 1.0 * 2.0))
    assert chance((Voices("talk", 1, 1),), nobody) == pytest.approx(0.5)
    assert chance((Voices("talk", 0, 1),), nobody) < 0.5
    assert chance((Voices("maker", 1, 0), Voices("talk", 0, 3)), nobody) == 1.0


def test_more_voices_never_lower_it():
    found = [chance((Voices("talk", n, 0),), ON) for n in range(6)]
    assert found == sorted(found)


def test_what_was_right_by_car():
    row = replace(BASE, figure=BUILDS, claimed="true", final="true", kind="press", origin="unnamed")
    wrong = [replace(row, car="b", final="false", by=f"{n}") for n in range(9)]
    assert learnt("talk", [row]) == (2.5, 1.0)
    assert learnt("talk", [row, *wrong]) == (2.5, 2.0)
    assert learnt("talk", wrong + [replace(one, car="c") for one in wrong]) == (3.0, 3.0)
    assert learnt("talk", [replace(row, origin="derived")]) == (1.5, 1.0)
    assert group_of("leak") == "talk"


def test_an_end_is_no_denial():
    def ended(*said):
        one = car(*said)
        return reported_end(one.programme[BUILDS], one.sources, ON)

    assert ended(LEAK, YES, NO) == "maker"
    assert ended(LEAK, NO) == ""
    assert ended(LEAK, ("p9", "Paper", "press", "2022-02-27", BUILDS, "false")) == "talk"
    same_month = ("m5", "Somebody of Maker", "maker", "2021-03", BUILDS, "false")
    assert ended(YES, same_month) == ""
