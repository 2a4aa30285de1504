"""Timeline: dates with news, and an earlier date that later claims leave as it was."""

import datetime

import numpy as np
import pytest
from made_belief import SOURCES, car, made

from carwright.belief import timeline as module
from carwright.belief.belief import SCOUTING, believed
from carwright.belief.scene import Asking, scene
from carwright.belief.timeline import MOST, dates, timeline
from carwright.carfile import load
from carwright.errors import InputError


@pytest.fixture
def quick(monkeypatch):
    """Beliefs that nobody simulates; the scenes that were believed in."""
    seen = []

    def believed(about):
        seen.append(about)
        return made(about)

    monkeypatch.setattr(module, "believed", believed)
    return seen


def test_a_partial_date_counts_from_its_last_day():
    days = [day for day, _ in dates(car())]
    assert days == sorted(days)
    assert datetime.date(2022, 5, 31) in days
    assert len(days) == len(SOURCES)


def test_every_claim_is_news_once():
    news = [one for _, those in dates(car()) for one in those]
    assert len(news) == 13
    assert {one.by for one in news} == {by for by, *_ in SOURCES.values()}


def test_many_dates_are_taken_together_and_an_old_story_is_left_out():
    found = dates(load("xiaomi-su7"))
    assert len(found) <= MOST
    assert found[0][0] == datetime.date(2021, 2, 28) or found[0][0].year == 2021
    assert all(one.claim.date >= "2021" for _, news in found for one in news)


def test_each_date_hears_what_was_said_by_then(quick):
    found = timeline(car(), count=64)
    assert [len(about.spoken) for about in quick] == sorted(len(about.spoken) for about in quick)
    assert found.moments[0].on == datetime.date(2021, 2, 19)
    assert found.moments[-1].programme.ever == 1.0
    assert found.moments[0].programme.ever < 1.0
    assert found.truths["range_cltc_km"].value == 600.0


def test_news_that_change_no_evidence_are_not_simulated_again(quick):
    found = timeline(car(), count=64)
    assert len(quick) < len(found.moments)
    copied = next(one for one in found.moments if one.on == datetime.date(2021, 2, 25))
    assert copied.headline == found.moments[0].headline


def test_later_claims_change_no_earlier_date(quick):
    whole, before = timeline(car(), count=64), timeline(car("2022-12-31"), count=64)
    for now, then in zip(whole.moments, before.moments, strict=False):
        assert (now.on, now.headline, now.programme) == (then.on, then.headline, then.programme)
    assert len(before.moments) == 4


def test_a_car_of_which_nothing_is_said_has_no_timeline():
    with pytest.raises(InputError, match="nothing was said"):
        timeline(car("1999"))


@pytest.mark.slow
def test_later_claims_change_no_bit_of_a_belief():
    day = datetime.date(2022, 12, 31)
    asking = Asking(day, count=SCOUTING)
    now, then = (believed(scene(file, asking)) for file in (car(), car(day.isoformat())))
    np.testing.assert_array_equal(now.weights, then.weights)
    np.testing.assert_array_equal(now.quantities, then.quantities)
