"""Sources: known, dated, and resting on something else than themselves."""

import pytest


def test_a_long_chain_of_sources_is_fine(load_text, good):
    chain = "".join(
        f"  s{n}: {{by: b, title: t, date: 2024, kind: press, citing: [s{n + 1}]}}\n"
        for n in range(1500)
    )
    assert len(load_text(good.replace("figures:\n", chain + "figures:\n")).sources) == 1504


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("title: data sheet, date: 2024-03, kind: maker, citing: []", "citing: [sheet]", 11),
        ("date: 2022-12, kind: leak, citing: []", "date: 2022-12, kind: leak, citing: [talk]", 14),
    ],
)
def test_a_circle_is_refused(refuse, good, old, new, line):
    wanted = new if "kind" in new else old.replace("citing: []", new)
    error = refuse(good.replace(old, wanted))
    assert error.key == "citing"
    assert error.line == line


def test_a_circle_of_three_is_refused(refuse, good):
    text = good.replace("title: catalogue, date", "title: catalogue, citing: [talk], date")
    text = text.replace("kind: regulator, citing: []", "kind: regulator")
    text = text.replace("kind: leak, citing: []", "kind: leak, citing: [register]")
    error = refuse(text)
    assert "rest on each other" in error.what
    assert error.value == "register, talk, leaker"


@pytest.mark.parametrize("where", ["kerb_mass_kg: 1980", "drive: all"])
def test_an_unknown_source_is_refused_and_the_known_ones_listed(spoil, where):
    key, value = where.split(": ")
    error = spoil(where, f"{key}: {{value: {value}, from: qqq}}")
    assert error.allowed == "sheet, register, talk, leaker"


def test_the_source_of_what_was_said_is_known(spoil):
    error = spoil("{what: cup holders, value: 4, from: talk}", "{what: x, value: 4, from: tlk}")
    assert error.remedy == "did you mean talk?"


@pytest.mark.parametrize("day", ["2099", "2099-01", "2099-01-31"])
def test_a_date_to_come_is_refused(spoil, day):
    error = spoil("date: 2022-12, kind: leak", f'date: "{day}", kind: leak')
    assert (error.key, error.value) == ("date", day)
    assert "future" in error.what


def test_what_is_cited_was_there_before(refuse, good, load_text):
    later = good.replace("date: 2022-12, kind: leak", "date: 2024-01, kind: leak")
    error = refuse(later)
    assert (error.key, error.line) == ("citing", 13)
    assert error.value == "leaker of 2024-01"
    assert "talk of 2023 cites what was said later" in error.what
    same_year = good.replace("date: 2022-12, kind: leak", "date: 2023-12-31, kind: leak")
    assert load_text(same_year).sources["leaker"].date == "2023-12-31"
