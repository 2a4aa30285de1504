import datetime

from carwright.carfile import load
from carwright.report.talk import statements, talk
from carwright.settle.resolve import resolve

DAY = datetime.date(2021, 2, 28)


def kinds():
    return {one.source.id: one.kind for one in statements(load("xiaomi-su7-max"), DAY)}


def test_statements_are_those_until_the_day_oldest_first():
    said = statements(load("xiaomi-su7-max"), DAY)
    assert len(said) == 10
    assert said[0].source.id == "lei-2013"
    assert {one.source.id for one in said} >= set(load("xiaomi-car-2021-02").sources)
    assert all(one.figures == () for one in said)


def test_kinds_of_statements():
    found = kinds()
    assert found["lei-2013"] == "fact"
    assert found["xpeng-2019"] == "fact"
    assert found["latepost-2021-02"] == "talk"
    assert found["latepost-repeats-2021-02"] == "talk"
    assert found["xiaomi-2021-02"] == "neither yes nor no"
    assert found["gizmochina-2015"] == "denial"
    assert found["market-2021-02"] == "context"


def test_an_announcement_of_the_maker_is_a_fact_and_sets_figures_later():
    later = statements(load("xiaomi-su7-max"), datetime.date(2023, 12, 31))
    found = {one.source.id: one for one in later}
    assert found["xiaomi-2021-03-30"].kind == "fact"
    assert "drag_coefficient" in found["xiaomi-2023-12-28"].figures


def test_the_block_counts_sources_and_origins(found):
    block = talk(found)
    assert "<b>10</b><span>sources had spoken</span>" in block
    assert "<b>1</b><span>independent origin behind these</span>" in block
    assert "<b>0</b><span>figures of the car" in block
    assert "LatePost, which rests on: unnamed person (insider)" in block
    assert "Nothing: it repeats what others had said." in block
    count = len(resolve("xiaomi-car-2021-02", on=found.talk_day).used)
    assert f"{count} of its {count} figures are estimates" in block
