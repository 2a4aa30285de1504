"""Programme: probabilities that follow what is said, and only what was said by then."""

import datetime

from talk_of_a_car import CAREFUL, DATE, LEAK, NO, SALE, SECOND, YES, car

from carwright.belief.programme import programme
from carwright.belief.statements import FIGURE


def on(text):
    return datetime.date.fromisoformat(text)


def test_talk_then_a_statement_then_a_date():
    whole = car(LEAK, CAREFUL, SECOND, YES, DATE)
    talk = programme(whole, on("2021-02-28"))
    more = programme(whole, on("2021-03-15"))
    said = programme(whole, on("2021-04-01"))
    assert 0.5 < talk.builds < more.builds < said.builds == 1.0
    assert 0.0 < talk.ever < talk.builds
    assert said.ever > talk.ever
    assert "has said so itself" in said.sentence
    assert "nothing either way" in talk.sentence


def test_later_claims_change_no_bit():
    day = on("2021-03-15")
    assert programme(car(LEAK, SECOND), day) == programme(car(LEAK, SECOND, YES, DATE, NO), day)


def test_order_of_claims_changes_nothing():
    day = on("2022-01-01")
    assert programme(car(LEAK, SECOND, YES, DATE), day) == programme(
        car(DATE, YES, SECOND, LEAK), day
    )


def test_years_rise_to_ever():
    found = programme(car(LEAK, YES, DATE), on("2021-12-31"))
    years = list(found.by_year.values())
    assert years == sorted(years)
    assert years[-1] <= found.ever
    assert found.low < found.median < found.high
    assert found.low >= found.on
    assert 2022 <= found.median.year <= 2025


def test_a_car_on_sale_has_come():
    sold = ("m8", "Maker", "maker", "2023-04-01", SALE, "2023-03-28")
    found = programme(car(LEAK, YES, DATE, sold), on("2023-05-01"))
    assert (found.builds, found.ever) == (1.0, 1.0)
    assert found.median == on("2023-03-28")
    before = programme(car(LEAK, YES, DATE, sold), on("2023-03-30"))
    assert before.ever < 1.0


def test_a_promise_of_this_year_is_no_sale():
    soon = ("m8", "Maker", "maker", "2024-01-10", SALE, "2024-H1")
    assert programme(car(YES, soon), on("2024-02-01")).ever < 1.0


def test_an_end_is_near_zero_and_talk_of_one_not_quite():
    given_up = programme(car(LEAK, YES, DATE, NO), on("2022-12-31"))
    assert given_up.ever < 0.1
    assert "over" in given_up.sentence
    told = ("p9", "Paper", "press", "2022-02-27", FIGURE, "false")
    assert 0.05 < programme(car(LEAK, SECOND, told), on("2022-12-31")).ever < 0.35


def test_without_a_word_there_is_a_base_rate():
    found = programme(car(), on("2022-01-01"))
    assert found.builds == 0.5
    assert 0.0 < found.ever < 0.5
    assert found.voices == ()
    assert found.thin == (found.decided < 20)


def test_a_company_does_not_teach_about_itself():
    day = on("2024-12-31")
    own = programme(car(LEAK, YES, DATE, maker="Xiaomi"), day)
    other = programme(car(LEAK, YES, DATE), day)
    assert own.decided == other.decided - 1
