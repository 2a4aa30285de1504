"""heat_map: each number in its field, the greatest deepest, nothing of a name taken as markup."""

import re

from carwright.report.heat_map import DEEP, MISSING, PALE, HeatMap, heat_map

SHOWN = HeatMap(
    "Range <of> it", "climate off", ["-10", "20"], ["a", "b"], [[100.0, None], [200.0, 150.0]]
)


def test_every_number_has_its_field_and_colour():
    drawn = heat_map(SHOWN)
    fills = re.findall(r'fill="rgb\((\d+),(\d+),(\d+)\)"', drawn)
    middle = tuple(round(0.5 * (a + b)) for a, b in zip(PALE, DEEP, strict=True))
    assert [tuple(map(int, one)) for one in fills] == [PALE, MISSING, DEEP, middle]
    numbers = re.findall(r'class="number"[^>]*>([^<]*)<', drawn)
    assert numbers == ["100", "\N{EN DASH}", "200", "150"]


def test_words_are_escaped_and_the_picture_is_told():
    drawn = heat_map(SHOWN)
    assert "<title>Range &lt;of&gt; it</title><desc>climate off</desc>" in drawn


def test_one_number_alone_is_drawn():
    assert "rgb({},{},{})".format(*DEEP) in heat_map(HeatMap("x", "y", ["r"], ["c"], [[5.0]]))
