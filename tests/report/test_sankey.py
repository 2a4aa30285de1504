import re
from html.parser import HTMLParser

import pytest
from given_back import driven

from carwright.report.flow import Branch, Flow, Station, flow
from carwright.report.sankey import _draw, sankey
from carwright.report.words import MINUS


class Streams(HTMLParser):
    """Collects the shapes of a picture by class."""

    def __init__(self):
        super().__init__()
        self.shapes = []

    def handle_starttag(self, tag, attrs):
        found = {name: value or "" for name, value in attrs}
        if tag == "path" and found.get("class", "").startswith("stream"):
            numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", found["d"])]
            self.shapes.append((found["class"].removeprefix("stream "), numbers))


def shapes(width, stream):
    reader = Streams()
    reader.feed(_draw(width, stream, "x", "title", "text"))
    return reader.shapes


def tip_width(numbers, axis):
    # A branch ends in an arrow whose wings stand 4 px out: its first straight stroke ends where
    # the wing begins.
    places = numbers[9:11], numbers[11:13], numbers[13:15], numbers[15:17], numbers[17:19]
    return abs(places[4][axis] - places[0][axis])


@pytest.mark.parametrize(("width", "axis"), [(960, 0), (340, 1)])
def test_branches_are_as_thick_as_their_energy(found, width, axis):
    stream = flow(found.main.runs["wltc-3b"])
    branches = [branch for station in stream.stations for branch in station.branches]
    drawn = [numbers for kind, numbers in shapes(width, stream) if kind not in ("trunk", "round")]
    assert len(drawn) == len(branches)
    widest = max(station.energy for station in stream.stations)
    scale = (150.0 if width == 960 else 84.0) / widest
    for branch, numbers in zip(branches, drawn, strict=True):
        assert tip_width(numbers, axis) == pytest.approx(branch.energy * scale, abs=0.25)


def test_what_comes_round_is_drawn_only_where_there_is_some(found):
    stream = flow(found.main.runs["wltc-3b"])
    assert [kind for kind, _ in shapes(960, stream)].count("round") == 1
    still = Flow(1e6, 0.0, (Station("Cells", 1e6, (Branch("Air", "air", 1e6),)),), ())
    assert [kind for kind, _ in shapes(960, still)] == ["trunk", "air"]


def test_energy_that_is_given_back_joins_the_stream():
    down = Branch("Kept as motion or height", "kept", -2e5)
    stations = (Station("Cells", 1e6, (down, Branch("Air", "air", 1.2e6))),)
    made = _draw(960, Flow(1e6, 0.0, stations, ()), "x", "title", "text")
    assert "nan" not in made
    assert made.count("stream kept") == 1


def test_the_caption_names_what_braking_returns(found):
    made = sankey(found.main, "wltc-3b", "The ledger")
    back = float(found.main.runs["wltc-3b"].totals.terminal_in) / 3.6e6
    assert f"{back:.3f}" in made
    assert made.count("<svg") == 2


def test_what_gives_is_told_apart_and_never_below_nothing():
    made = sankey(driven(), "udds", "The ledger")
    assert "Besides gave: Road load below its parts" in made
    assert "gives 0." in made
    assert MINUS not in made
