"""The first fault of several is the one reported."""

import pytest

from carwright.carfile import Source
from carwright.carfile.place import Place
from carwright.carfile.shape_check import shaped
from carwright.errors import InputError

GOOD = {"id": "a", "by": "b", "title": "c", "date": "2024", "kind": "maker"}
PLACES = {(): Place("f", 1), **{(key,): Place("f", n) for n, key in enumerate(GOOD, start=2)}}


def test_good_data_is_shaped():
    assert shaped(Source, GOOD, PLACES).by == "b"


def test_the_first_fault_in_the_file_is_reported():
    with pytest.raises(InputError, match="not written as it should be") as caught:
        shaped(Source, GOOD | {"date": "now", "kind": "friend"}, PLACES)
    assert (caught.value.line, caught.value.key, caught.value.value) == (5, "date", "now")


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        ({"by": 1.5}, "text belongs here"),
        ({"by": "x" * 501}, "too long"),
        ({"by": " "}, "not written"),
        ({"by": "a\nb"}, "not written"),
        ({"kind": "friend"}, "not one of the words"),
        ({"citing": "a"}, "a list belongs here"),
        ({"url": "ftp://a"}, "not written"),
    ],
)
def test_faults_in_words(fault, what):
    with pytest.raises(InputError, match=what) as caught:
        shaped(Source, GOOD | fault, PLACES)
    assert caught.value.remedy


def test_a_missing_key_is_reported_where_the_part_begins():
    with pytest.raises(InputError, match="the key by is missing") as caught:
        shaped(Source, {k: v for k, v in GOOD.items() if k != "by"}, {(): Place("f", 7)})
    assert caught.value.line == 7
