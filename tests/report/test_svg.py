import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carwright.report import svg


def test_scale_runs_from_end_to_end():
    scale = svg.Scale(-50.0, 100.0, 300.0, 0.0)
    assert [scale(-50.0), scale(25.0), scale(100.0)] == [300.0, 150.0, 0.0]
    assert scale.ticks(3) == [-50.0, 0.0, 50.0, 100.0]


@given(st.floats(1e-6, 1e6))
def test_steps_are_round_and_no_smaller(rough):
    step = svg.round_step(rough)
    assert 0.999 * rough <= step <= 2.6 * rough
    assert re.match(r"^(1|2|2\.5|5)0*e", f"{step:.1e}".replace(".0e", "e").replace("0e", "0e"))


@pytest.mark.parametrize(
    ("low", "high", "ends"), [(0.0, 131.3, (0.0, 150.0)), (-44.0, 63.0, (-50.0, 100.0))]
)
def test_spans_end_at_round_numbers(low, high, ends):
    assert svg.rounded(low, high, 3) == ends


def test_thinned_line_keeps_ends_and_extremes():
    x = np.linspace(0.0, 10.0, 5001)
    y = np.sin(9.0 * x)
    kept = svg.thinned(x, y)
    assert len(kept) <= 4 * 11
    assert kept[0].tolist() == [x[0], y[0]]
    assert kept[-1].tolist() == [x[-1], y[-1]]
    assert kept[:, 1].max() == y.max()
    assert (np.diff(kept[:, 0]) > 0.0).all()


def test_path_and_places():
    assert svg.path([(0.0, 1.26), (-0.01, 3.0)], closed=True) == "M0 1.3L0 3Z"


def test_picture_says_what_it_shows():
    made = svg.picture("x", (10.0, 20.0), "Title <", "Text")
    assert 'aria-labelledby="x-title x-text"' in made
    assert '<title id="x-title">Title &lt;</title><desc id="x-text">Text</desc>' in made
    assert 'viewBox="0 0 10 20"' in made


def test_figure_is_drawn_for_both_widths():
    made = svg.figure(lambda width: svg.words(0.0, 0.0, width), "caption")
    assert f">{svg.WIDE}</text>" in made
    assert f">{svg.NARROW}</text>" in made
    assert made.endswith("<figcaption>caption</figcaption></figure>")
