"""What a voice said last of a thing."""

import pytest

from carwright.belief.last_words import bound_said, last_words, voice


def stands(*said):
    kept, replaced = last_words(said, lambda one: (one[0], one[1]))
    return [one[2] for one in kept], [one[2] for one in replaced]


def test_a_plain_number_replaces_all_before():
    said = (("range", "at_least", 300), ("range", "", 350), ("range", "", 340))
    assert stands(*said) == ([340], [300, 350])


def test_bounds_of_either_side_stand_together():
    said = (("price", "at_least", 150), ("price", "at_most", 500), ("price", "at_least", 199))
    assert stands(*said) == ([500, 199], [150])


def test_what_is_said_of_another_thing_replaces_nothing():
    assert stands(("mass", "", 1), ("range", "", 2)) == ([1, 2], [])


def test_a_maker_has_one_voice():
    assert voice("maker", "Its head") == voice("maker", "The company (website)")
    assert voice("press", "A Paper") == voice("press", "a paper") != voice("press", "Another")


@pytest.mark.parametrize(
    ("key", "bound", "found"),
    [
        ("price", "at_most", "at_most"),
        ("range_km", "at_most", ""),
        ("range_km", "at_least", "at_least"),
        ("price", "about", ""),
        ("price", None, ""),
    ],
)
def test_a_range_up_to_so_much_is_plain(key, bound, found):
    assert bound_said(key, bound) == found
