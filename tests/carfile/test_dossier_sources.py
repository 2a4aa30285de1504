"""Sources of a dossier: words are one origin, notes are kept, ids are their own."""

import pytest

from carwright.carfile.dossier_sources import as_note, words
from carwright.carfile.tree import grow
from carwright.errors import InputError


def test_words_are_one_origin_and_ids_are_ids(take, dossier):
    sources = take(dossier).sources
    assert sources["paper"].citing == ("unnamed persons, two of them",)
    assert sources["copy"].citing == ("paper",)
    assert sources["sheet"].citing == ()


def test_a_single_id_needs_no_list(take, dossier):
    car = take(dossier.replace("  citing:\n  - paper\n", "  citing: paper\n"))
    assert car.sources["copy"].citing == ("paper",)


def test_whatever_else_is_told_is_kept_in_the_note(take, dossier):
    text = dossier.replace(
        "  kind: press\n  citing: unn", "  kind: press\n  mood: grim\n  citing: unn"
    )
    assert take(text).sources["paper"].note == "mood: grim"
    text = text.replace(
        "  mood: grim\n", "  mood: grim\n  reliability_note: poor\n  via: a friend\n"
    )
    source = take(text).sources["paper"]
    assert (source.note, source.via) == ("poor; mood: grim", "a friend")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("- id: copy\n", "- id: paper\n", "two sources have this id"),
        ("- id: copy\n", "- ids: copy\n", "the source has no id"),
        ("- id: copy\n", "- id: A Copy\n", "lower-case letters"),
        ("  title: it will fly\n", "", "the key title is missing"),
        ("  by: A paper\n", "  by: [1, {a: 2}]\n", ""),
        ("  url: https://example.com/sheet\n", "  url: example\n", "begins with https://"),
    ],
)
def test_a_source_that_cannot_be(take, dossier, old, new, words):
    if not words:
        assert take(dossier.replace(old, new)).sources["paper"].by == "1, a 2"
        return
    with pytest.raises(InputError) as caught:
        take(dossier.replace(old, new))
    assert words in str(caught.value)
    assert caught.value.line is not None


def test_lists_become_text_and_notes_are_joined():
    assert words(grow("[a, 2, true]", "f")) == "a, 2, true"
    assert as_note(None, {}) == {}
    assert as_note("one", {"what_else": False}) == {"note": "one; what else: false"}
