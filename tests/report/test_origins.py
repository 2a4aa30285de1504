import pytest

from carwright.carfile import load
from carwright.report.origins import independent, origins, rests_on

SOURCES = load("xiaomi-su7-max").sources


def test_a_repeat_has_the_origin_of_what_it_repeats():
    assert origins("latepost-repeats-2021-02", SOURCES) == {"latepost-2021-02"}
    assert independent(("latepost-2021-02", "latepost-repeats-2021-02"), SOURCES) == {
        "latepost-2021-02"
    }


def test_a_source_may_have_several_origins():
    assert origins("de24-2021-02", SOURCES) == {"latepost-2021-02", "xiaomi-2021-02"}


def test_nothing_said_has_no_origin():
    assert independent((), SOURCES) == frozenset()


def test_sources_that_cite_each_other_end():
    first = SOURCES["latepost-2021-02"].model_copy(update={"citing": ("other",), "id": "one"})
    other = first.model_copy(update={"citing": ("one",), "id": "other"})
    assert origins("one", {"one": first, "other": other}) == {"other"}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("latepost-2021-02", "unnamed person (insider)"),
        ("latepost-repeats-2021-02", "LatePost: no origin of its own"),
        ("xiaomi-2021-02", "its own word"),
    ],
)
def test_what_a_source_rests_on_in_words(source, words):
    assert rests_on(source, SOURCES) == words
