"""Origins by hand, claims counted once, and what was known on a day."""

from datetime import date

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from carwright.carfile import Claim, Source
from carwright.carfile.origins import known, once, origins_of
from carwright.errors import InputError


def source(name: str, *citing: str, day: str = "2024", kind: str = "press") -> Source:
    told = {"id": name, "by": name, "title": "t", "date": day, "kind": kind, "citing": citing}
    return Source.model_validate(told)


def by_id(*sources: Source) -> dict[str, Source]:
    return {one.id: one for one in sources}


def claim(by: str, value: float = 800.0, day: str = "2024", **parts: object) -> Claim:
    told = {"value": value, "source": by, "kind": "press", "date": day}
    return Claim.model_validate(told | parts)


SOURCES = by_id(
    source("filing"),
    source("paper", "filing"),
    source("blog", "paper"),
    source("insider", "unnamed persons"),
    source("other", "unnamed persons"),
    source("digest", "filing", "insider"),
    source("told", "insider", "two more unnamed persons"),
)


@pytest.mark.parametrize(
    ("name", "origins"),
    [
        ("filing", {"filing"}),
        ("paper", {"filing"}),
        ("blog", {"filing"}),
        ("insider", {"insider"}),
        ("other", {"other"}),
        ("digest", {"filing", "insider"}),
        ("told", {"insider"}),
    ],
)
def test_origins_by_hand(name, origins):
    assert origins_of(SOURCES)[name] == origins


def test_nobody_has_no_origin():
    assert origins_of({}) == {}
    assert once((), {}).kept == ()


def test_a_circle_is_refused():
    circle = by_id(source("a", "b"), source("b", "c"), source("c", "a"))
    with pytest.raises(InputError, match="rest on each other") as caught:
        origins_of(circle)
    assert set(str(caught.value.value).split(", ")) == {"a", "b", "c"}


def test_a_long_chain_is_no_deep_recursion():
    chain = by_id(source("s0"), *(source(f"s{n}", f"s{n - 1}") for n in range(1, 3000)))
    assert origins_of(chain)["s2999"] == {"s0"}


@pytest.mark.parametrize(
    ("claims", "kept", "of"),
    [
        # A copying error is a repeat: another number, the same origin.
        ([claim("filing"), claim("paper", 850.0)], ["filing"], ["filing"]),
        ([claim("blog"), claim("paper"), claim("filing")], ["filing"], ["filing", "filing"]),
        # Without the filing's own claim, the nearest to it counts.
        ([claim("blog", day="2023"), claim("paper")], ["paper"], ["paper"]),
        ([claim("insider"), claim("other")], ["insider", "other"], []),
        # The digest rests on both; one of them alone does not cover it.
        ([claim("filing"), claim("digest")], ["filing", "digest"], []),
        ([claim("filing"), claim("insider"), claim("digest")], ["filing", "insider"], ["filing"]),
        # A source may say two things; saying one of them twice is one.
        ([claim("filing"), claim("filing", 830.0)], ["filing", "filing"], []),
        ([claim("filing"), claim("filing")], ["filing"], ["filing"]),
    ],
)
def test_each_origin_counts_once(claims, kept, of):
    found = once(claims, SOURCES)
    assert [one.source for one in found.kept] == kept
    assert [repeat.of for repeat in found.repeats] == of
    assert len(found.kept) + len(found.repeats) == len(claims)


@pytest.mark.parametrize(
    "other",
    [
        {"variant": "Max"},
        {"procedure": "wltp"},
    ],
)
def test_what_speaks_of_another_thing_is_no_repeat(other):
    assert len(once([claim("filing"), claim("paper", **other)], SOURCES).kept) == 2


@pytest.mark.parametrize(
    ("one", "same"),
    [({"variant": "Max"}, {"variant": "max"}), ({}, {"procedure": "unspecified"})],
)
def test_names_of_one_thing(one, same):
    assert len(once([claim("filing", **one), claim("paper", **same)], SOURCES).kept) == 1


def test_of_equally_near_ones_the_earlier_counts():
    sources = by_id(source("filing"), source("early", "filing"), source("late", "filing"))
    claims = [claim("late", day="2024-05"), claim("early", day="2024-04-30")]
    found = once(claims, sources)
    assert [one.source for one in found.kept] == ["early"]
    assert [repeat.of for repeat in found.repeats] == ["early"]


@st.composite
def talk(draw: st.DrawFn) -> tuple[dict[str, Source], list[Claim]]:
    """Sources of which each may rest on earlier ones, and what they say."""
    count = draw(st.integers(1, 8))
    names = [f"s{n}" for n in range(count)]
    cited = [
        draw(st.lists(st.sampled_from(names[:n]), max_size=2, unique=True)) if n else []
        for n in range(count)
    ]
    sources = by_id(*(source(names[n], *cited[n]) for n in range(count)))
    numbers = st.floats(300.0, 900.0)
    days = st.sampled_from(["2023", "2023-06", "2024-01-05"])
    speakers = draw(st.lists(st.sampled_from(names), min_size=1, max_size=10))
    return sources, [claim(name, draw(numbers), draw(days)) for name in speakers]


@settings(max_examples=examples(60))
@given(told=talk(), data=st.data())
def test_adding_a_repeat_changes_nothing(told, data):
    sources, claims = told
    before = once(claims, sources)
    repeated = data.draw(st.sampled_from(before.kept))
    extra = source("repeat", repeated.source)
    value = data.draw(st.floats(300.0, 900.0))
    place = data.draw(st.integers(0, len(claims)))
    more = [*claims[:place], claim("repeat", value, "2024-02"), *claims[place:]]
    after = once(more, sources | {"repeat": extra})
    assert after.kept == before.kept
    assert {repeat.claim.source for repeat in after.repeats} >= {"repeat"}


@given(told=talk(), data=st.data())
def test_order_changes_nothing(told, data):
    sources, claims = told
    shuffled = data.draw(st.permutations(claims))
    key = str
    assert sorted(once(shuffled, sources).kept, key=key) == sorted(
        once(claims, sources).kept, key=key
    )


@given(told=talk())
def test_every_origin_of_what_was_said_still_counts(told):
    sources, claims = told
    origins = origins_of(sources)
    found = once(claims, sources)
    said = frozenset().union(*(origins[one.source] for one in claims))
    assert frozenset().union(*(origins[one.source] for one in found.kept)) == said


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2023, 5, 31), 0),
        (date(2023, 6, 30), 1),
        (date(2023, 12, 31), 2),
        (date(2024, 1, 5), 3),
    ],
)
def test_a_partial_date_counts_from_its_last_day(day, count):
    claims = [claim("a", day="2023-06"), claim("a", day="2023"), claim("a", day="2024-01-05")]
    assert len(known(claims, day)) == count
