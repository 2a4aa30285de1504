"""heat_map: a table of numbers as coloured fields, in a file of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from carwright.report.markup import Html, tag
from carwright.report.svg import box, place, words

FIELD = (84.0, 34.0)
"""Width and height of a field [px]."""
LEFT, TOP, EDGE = 84.0, 92.0, 14.0
"""Room left of the fields, over them, and around all [px]."""
PALE, DEEP = (243, 246, 250), (75, 135, 197)
"""Colours of the least and the greatest number, red, green and blue [0 to 255]."""
MISSING = (225, 225, 225)
"""Colour of a field without a number."""
_STYLE = """\
text{font:14px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;fill:#3d4654}
.head{font-size:19px;font-weight:650;fill:#10151d}.paper{fill:#fff}.number{fill:#10151d}"""


@dataclass(frozen=True)
class HeatMap:
    """What a heat map shows."""

    head: str
    """What it is, in a few words."""
    text: str
    """How it came to be, in a sentence."""
    rows: Sequence[str]
    """Name of each row, from the top."""
    columns: Sequence[str]
    """Name of each column, from the left."""
    values: Sequence[Sequence[float | None]]
    """Numbers by row and column; None where there is none."""


def heat_map(shown: HeatMap) -> str:
    """Return the picture as an SVG document: the greater the number, the deeper its field.

    Args:
        shown: what it shows.
    """
    wide, tall = FIELD
    width = max(LEFT + wide * len(shown.columns) + EDGE, 420.0)
    height = TOP + tall * len(shown.rows) + EDGE
    parts: list[object] = [
        tag("style", Html(_STYLE)),
        box((0.0, 0.0), (width, height), "paper"),
        words(EDGE, 30.0, shown.head, "head"),
        words(EDGE, 52.0, shown.text),
    ]
    for order, name in enumerate(shown.columns):
        parts.append(words(LEFT + wide * (order + 0.5), TOP - 8.0, name, "", "middle"))
    for order, (name, row) in enumerate(zip(shown.rows, shown.values, strict=True)):
        top = TOP + tall * order
        parts.append(words(LEFT - 10.0, top + 0.65 * tall, name, "", "end"))
        parts += [
            part
            for column, value in enumerate(row)
            for part in _field(LEFT + wide * column, top, value, shown)
        ]
    document = tag(
        "svg",
        tag("title", shown.head),
        tag("desc", shown.text),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {place(width)} {place(height)}",
        role="img",
    )
    return f"{document}\n"


def _field(left: float, top: float, value: float | None, shown: HeatMap) -> list[Html]:
    wide, tall = FIELD
    fill = "rgb({},{},{})".format(*_colour(value, shown))
    rect = tag(
        "rect",
        x=place(left),
        y=place(top),
        width=place(wide - 2.0),
        height=place(tall - 2.0),
        fill=fill,
    )
    told = "\N{EN DASH}" if value is None else f"{value:.0f}"
    return [rect, words(left + 0.5 * wide, top + 0.65 * tall, told, "number", "middle")]


def _colour(value: float | None, shown: HeatMap) -> tuple[int, ...]:
    if value is None:
        return MISSING
    known = [one for row in shown.values for one in row if one is not None]
    low, span = min(known), max(known) - min(known)
    share = (value - low) / span if span > 0.0 else 1.0
    return tuple(round(a + share * (b - a)) for a, b in zip(PALE, DEEP, strict=True))
