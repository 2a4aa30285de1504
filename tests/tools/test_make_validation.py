"""The page of validation: every car, tables and pictures that stand by themselves."""

import re
from xml.etree import ElementTree

import pytest
from measured import garage, validation
from scripts import script


@pytest.fixture(scope="module")
def drawing():
    return script("validation_pictures")


@pytest.fixture(scope="module")
def tool():
    return script("make_validation")


@pytest.fixture(scope="module")
def page(tool):
    lists = {kind: validation(kind) for kind in ("epa", "wltp", "label")}
    folds = {
        "text": "Each maker left out in turn.",
        "tables": [{"title": "EPA", "head": ["fold", "UDDS"], "rows": [["maker", 0.0912]]}],
    }
    return tool.page(lists, garage(), "## The physics alone\n", folds)


def test_every_car_and_every_error_is_there(page):
    for told in ("+5.0 %", "**-20.0 %**", "**+25.0 %**", "a (list known)", "| b |", "a-car"):
        assert told in page
    assert "| c | no car |" in page
    assert "| a | what to know |" in page
    assert "| b-car | not said |" in page


def test_results_of_folds_have_their_tables(page, tool):
    assert "Each maker left out in turn." in page
    assert "| maker | 9.1 % |" in page
    alone = tool.page({"epa": validation("epa")}, garage(), "", None)
    assert "had not seen" not in alone


def test_the_physics_alone_stands_between_the_head_and_unseen_cars(page):
    places = [
        page.index(f"{head}") for head in ("| what |", "## The physics alone", "## Cars that")
    ]
    assert places == sorted(places)


def test_each_picture_on_the_page_is_drawn(page, tool):
    lists = {kind: validation(kind) for kind in ("epa", "wltp", "label")}
    named = set(re.findall(r"\(validation/([a-z-]+\.svg)\)", page))
    assert named == set(tool.pictures(lists))
    assert len(named) == 12


def test_tables_are_whole_and_columns_of_numbers_stand_right(page):
    for block in re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE):
        widths = {line.count("|") for line in block.splitlines()}
        assert len(widths) == 1, block
    assert "| what | cars | mean |" in page
    assert re.search(r"^\| --- \| ---: \| ---: \|", page, re.MULTILINE)
    assert re.search(r"^\| row \| why \|\n\| --- \| --- \|", page, re.MULTILINE)


def test_pictures_are_svg_files_with_words(tool):
    for text in tool.pictures({"wltp": validation("wltp")}).values():
        root = ElementTree.fromstring(text)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        words = " ".join(root.itertext())
        assert "a: measured" in words
        circles = root.findall(".//{http://www.w3.org/2000/svg}circle")
        assert len(circles) == 2


def test_a_car_that_is_far_off_stays_in_the_picture(drawing):
    marks = [drawing.Mark("a", "MAKER", 100.0, 300.0, 80.0, 400.0)]
    marks.append(drawing.Mark("b", "BMW", 100.0, 101.0, 90.0, 99.0))
    text = drawing.by_maker(marks, "title")
    root = ElementTree.fromstring(text)
    width = float(root.attrib["width"])
    places = [float(c.attrib["cx"]) for c in root.iter() if c.tag.endswith("circle")]
    assert all(0.0 < place < width for place in places)
    words = " ".join(root.itertext())
    assert "Maker (1)" in words
    assert "BMW (1)" in words
    assert 'class="point out"' in text


def test_a_single_car_has_a_picture(drawing):
    mark = drawing.Mark("a", "Maker", 100.0, 100.0, 90.0, 110.0)
    assert drawing.scatter([mark], "title", "km").startswith("<svg")
