import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.report.markup import Html, bullets, folded, html, join, section, tag


def test_text_is_escaped_and_markup_is_not():
    assert tag("p", "a < b & c") == "<p>a &lt; b &amp; c</p>"
    assert tag("p", tag("b", "<i>")) == "<p><b>&lt;i&gt;</b></p>"
    assert tag("p", 3.5) == "<p>3.5</p>"


def test_markup_joined_by_hand_loses_its_mark_and_is_escaped():
    assert html(tag("b", "x") + tag("i", "y")) == "&lt;b&gt;x&lt;/b&gt;&lt;i&gt;y&lt;/i&gt;"
    assert join([tag("b", "x"), "<"]) == "<b>x</b>&lt;"


def test_attributes_are_escaped_and_none_is_left_out():
    made = tag("a", "x", href='"><script>', class_=None, aria_label="a & b")
    assert made == '<a href="&quot;&gt;&lt;script&gt;" aria-label="a &amp; b">x</a>'
    assert tag("meta", charset="utf-8") == '<meta charset="utf-8">'


@given(st.text())
def test_no_text_opens_an_element(words):
    inside = tag("p", words, title=words).removeprefix("<p").removesuffix("</p>")
    assert inside.count("<") == 0
    assert inside.count(">") == 1


def test_parts_of_a_page():
    assert bullets(["a", "b"]) == "<ul><li>a</li><li>b</li></ul>"
    assert 'aria-labelledby="x-title"' in section("x", "X")
    assert folded("more", "body") == (
        '<details><summary>more</summary><div class="folded">body</div></details>'
    )


@pytest.mark.parametrize("content", [Html("<b>"), tag("b")])
def test_markup_stays_itself(content):
    assert html(content) is content
