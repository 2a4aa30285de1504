"""SVG: scales, axes and pictures that say in words what they show.

A picture is drawn once for a wide page and once for a telephone, each at its own size, so that
letters stay readable; style sheets show one of the two.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

import numpy as np

from carwright.report.markup import Html, join, tag

WIDE, NARROW = 960, 340
"""Widths at which a picture is drawn [px]."""


@dataclass(frozen=True)
class Scale:
    """A straight line from numbers to places in the picture."""

    low: float
    """Least number."""
    high: float
    """Greatest number."""
    start: float
    """Place of the least number [px]."""
    end: float
    """Place of the greatest number [px]."""

    def __call__(self, value: float) -> float:
        """Return the place of a number [px].

        Args:
            value: the number.
        """
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self, count: int) -> list[float]:
        """Return round numbers on the scale.

        Args:
            count: about how many.
        """
        step = round_step((self.high - self.low) / count)
        first = ceil(self.low / step - 1e-9)
        last = floor(self.high / step + 1e-9)
        return [place * step for place in range(first, last + 1)]


def round_step(rough: float) -> float:
    """Return the nearest step of 1, 2, 2.5 or 5 times a power of ten that is no less.

    Args:
        rough: the step that would do, positive.
    """
    power = 10.0 ** floor(log10(rough))
    return next(
        step * power for step in (1.0, 2.0, 2.5, 5.0, 10.0) if step * power >= 0.999 * rough
    )


def rounded(low: float, high: float, count: int) -> tuple[float, float]:
    """Return the ends of a span moved out to round numbers.

    Args:
        low: least number.
        high: greatest number, above it.
        count: about how many steps between.
    """
    step = round_step((high - low) / count)
    return floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step


def place(value: float) -> str:
    """Return a place in the picture as it is written, to a tenth of a pixel.

    Args:
        value: the place [px].
    """
    text = f"{value:.1f}"
    return "0" if text == "-0.0" else text.removesuffix(".0")


def path(points: Sequence[tuple[float, float]] | np.ndarray, *, closed: bool = False) -> str:
    """Return points as the data of a path.

    Args:
        points: places [px].
        closed: whether the last one is joined to the first.
    """
    steps = [f"{place(x)} {place(y)}" for x, y in points]
    return "M" + "L".join(steps) + ("Z" if closed else "")


def thinned(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Return a line with no more than its first, least, greatest and last point in each pixel.

    Args:
        x: (n,) places from left to right [px].
        y: (n,) places [px].
    """
    column = np.floor(x).astype(int)
    starts = [int(start) for start in np.flatnonzero(np.diff(column, prepend=column[0] - 1))]
    kept: set[int] = set()
    for first, last in zip(starts, [*starts[1:], len(x)], strict=True):
        part = y[first:last]
        kept |= {first, first + int(part.argmin()), first + int(part.argmax()), last - 1}
    order = sorted(kept)
    return np.column_stack([x[order], y[order]])


def words(x: float, y: float, content: object, kind: str = "", anchor: str = "start") -> Html:
    """Return text in a picture.

    Args:
        x: where it is anchored [px].
        y: its base line [px].
        content: the text.
        kind: its class.
        anchor: which end of it is anchored: start, middle or end.
    """
    where = None if anchor == "start" else anchor
    return tag("text", content, x=place(x), y=place(y), class_=kind or None, text_anchor=where)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Html:
    """Return a straight line.

    Args:
        x1: where it starts [px].
        y1: where it starts [px].
        x2: where it ends [px].
        y2: where it ends [px].
        kind: its class.
    """
    return tag("path", d=path([(x1, y1), (x2, y2)]), class_=kind)


def box(corner: tuple[float, float], size: tuple[float, float], kind: str, hint: str = "") -> Html:
    """Return a rectangle; a hint is what a pointer resting on it shows.

    Args:
        corner: its left side and its top [px].
        size: its width and height [px].
        kind: its class.
        hint: words for the pointer.
    """
    inside = [tag("title", hint)] if hint else []
    return tag(
        "rect",
        *inside,
        x=place(corner[0]),
        y=place(corner[1]),
        width=place(size[0]),
        height=place(size[1]),
        class_=kind,
    )


def picture(
    name: str, size: tuple[float, float], title: str, description: str, *parts: object
) -> Html:
    """Return a picture with its title and description for those who cannot see it.

    Args:
        name: id, unique on the page.
        size: width and height [px].
        title: what it is.
        description: what it shows, in a sentence or two.
        parts: what is drawn.
    """
    width, height = size
    return tag(
        "svg",
        tag("title", title, id=f"{name}-title"),
        tag("desc", description, id=f"{name}-text"),
        *parts,
        id=name,
        viewBox=f"0 0 {place(width)} {place(height)}",
        role="img",
        aria_labelledby=f"{name}-title {name}-text",
        style=f"max-width:{place(1.4 * width)}px",
    )


def figure(draw: Callable[[int], Html], caption: object) -> Html:
    """Return a picture at both widths with its caption.

    Args:
        draw: draws it at a width [px].
        caption: what it shows.
    """
    both = (
        tag("div", draw(WIDE), class_="wide"),
        tag("div", draw(NARROW), class_="narrow"),
    )
    return tag("figure", join(both), tag("figcaption", caption))
