"""claim_picture: believable cars as a hill, a claim as a mark on it, and what physics allows.

One picture in a file of its own, drawn narrow so that its letters can be read on a telephone.
"""

from dataclasses import dataclass

import numpy as np

from carwright.belief.belief import banded
from carwright.report.markup import Html, join, tag
from carwright.report.svg import Scale, box, line, path, words

WIDTH, HEIGHT = 420, 330
"""Size of the picture [px]."""
LEFT, RIGHT, TOP, BASE = 22.0, 398.0, 128.0, 268.0
"""Where the hill stands [px]."""
POINTS = 160
"""Points of its outline [-]."""
_LETTERS = 46
"""Letters of the heading that fit a line [characters]."""
_STYLE = """\
text{font:14px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:#3d4654}
.head{font-size:19px;font-weight:650;fill:#10151d}.sub{font-size:14.5px;fill:#3d4654}
.paper{fill:#fff}.hill{fill:#b9d3ee}.band{fill:#4b87c5}.axis{stroke:#8a94a3;fill:none}
.middle{stroke:#fff;stroke-width:2;fill:none}.claim{stroke:#c8361d;stroke-width:2.5;fill:none}
.claimed{fill:#b02c15;font-weight:650}.limit{stroke:#10151d;stroke-width:2;stroke-dasharray:5 4}
.limited{fill:#10151d}"""


@dataclass(frozen=True, eq=False)
class Hill:
    """What a picture of a claim shows."""

    values: np.ndarray
    """(M,) what believable cars have [unit of the axis]."""
    weights: np.ndarray
    """(M,) their weights, sum 1 [-]."""
    claimed: float
    """What is claimed [unit of the axis]."""
    limit: float | None
    """What physics allows at best [unit of the axis]; None where it sets no limit."""
    unit: str
    """Unit of the axis [-]."""
    places: int
    """Decimal places that its numbers have [-]."""
    head: str
    """The claim in a few words [-]."""
    text: str
    """The verdict in a sentence [-]."""
    share: float
    """Share of believable cars that reach it [-]."""
    car: str
    """Whose claim it is, and as of when [-]."""


def claim_picture(hill: Hill) -> str:
    """Return the picture as an SVG document.

    Args:
        hill: what it shows.
    """
    low, middle, high = banded(hill.values, hill.weights)
    scale = _scale(hill, low, high)
    x, y = _outline(hill, scale)
    parts: list[object] = [
        tag("style", Html(_STYLE)),
        box((0.0, 0.0), (WIDTH, HEIGHT), "paper"),
        words(LEFT, 34.0, hill.head[:_LETTERS], "head"),
        words(LEFT, 57.0, f"{round(100 * hill.share)} of 100 believable cars reach it", "sub"),
        words(LEFT, 77.0, hill.car[:_LETTERS], "sub"),
        tag("path", d=path(_under(x, y), closed=True), class_="hill"),
    ]
    inside = (x >= scale(low)) & (x <= scale(high))
    if np.count_nonzero(inside) > 1:
        parts.append(tag("path", d=path(_under(x[inside], y[inside]), closed=True), class_="band"))
    top = float(np.interp(scale(middle), x, y))
    parts.append(line(scale(middle), BASE, scale(middle), top, "middle"))
    parts += _axis(hill, scale)
    parts += _mark(scale(hill.claimed), f"claimed {_told(hill, hill.claimed)}", "claim", TOP - 34.0)
    if hill.limit is not None and scale.low <= hill.limit <= scale.high:
        parts += _mark(scale(hill.limit), "physical limit", "limit", TOP - 14.0)
    dark = f"nine in ten: {_told(hill, low)} to {_told(hill, high)} {hill.unit}".rstrip()
    parts.append(words(LEFT, HEIGHT - 14.0, dark, "sub"))
    return str(_document(hill, join(parts))) + "\n"


def _document(hill: Hill, inside: Html) -> Html:
    return tag(
        "svg",
        tag("title", hill.head),
        tag("desc", hill.text),
        inside,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
    )


def _scale(hill: Hill, low: float, high: float) -> Scale:
    """From the band and the claim with room beside; the limit only where it is near."""
    shown = [low, high, hill.claimed]
    reach = max(shown) - min(shown)
    if hill.limit is not None and min(shown) - reach <= hill.limit <= max(shown) + reach:
        shown.append(hill.limit)
    room = 0.12 * (max(shown) - min(shown)) or 0.1 * max(map(abs, shown)) or 1.0
    return Scale(min(shown) - room, max(shown) + room, LEFT, RIGHT)


def _outline(hill: Hill, scale: Scale) -> tuple[np.ndarray, np.ndarray]:
    """Places of the hill's top line: a density smoothed by Silverman's rule."""
    low, _, high = banded(hill.values, hill.weights)
    width = max(0.32 * (high - low) * len(hill.values) ** -0.2, 0.004 * (scale.high - scale.low))
    at = np.linspace(scale.low, scale.high, POINTS)
    apart = (at[:, None] - hill.values[None, :]) / width
    dense = np.exp(-0.5 * apart**2) @ hill.weights
    return np.array([scale(one) for one in at]), BASE - (BASE - TOP) * dense / max(
        dense.max(), 1e-12
    )


def _under(x: np.ndarray, y: np.ndarray) -> list[tuple[float, float]]:
    return [(float(x[0]), BASE), *zip(x.tolist(), y.tolist(), strict=True), (float(x[-1]), BASE)]


def _axis(hill: Hill, scale: Scale) -> list[Html]:
    parts = [line(LEFT, BASE, RIGHT, BASE, "axis")]
    for tick in scale.ticks(5):
        parts.append(line(scale(tick), BASE, scale(tick), BASE + 5.0, "axis"))
        parts.append(words(scale(tick), BASE + 21.0, _told(hill, tick), "", "middle"))
    return parts


def _mark(x: float, text: str, kind: str, top: float) -> list[Html]:
    """A line from the base to its words, which lean to where there is room."""
    right = x < 0.5 * (LEFT + RIGHT)
    anchor, at = ("start", x + 6.0) if right else ("end", x - 6.0)
    label = {"claim": "claimed", "limit": "limited"}[kind]
    return [line(x, BASE, x, top - 12.0, kind), words(at, top, text, label, anchor)]


def _told(hill: Hill, value: float) -> str:
    return f"{value:,.{hill.places}f}"
