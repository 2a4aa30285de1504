"""Tables in Markdown, and shares as the pages of validation write them."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

NUMBER = re.compile(
    r"\**([+-]?[\d.,]+( to [\d.,]+)?( (%|km|s|kW|Wh/km|kWh/100 km))?)?\**",
)


class Part(NamedTuple):
    """A part of a page."""

    text: str
    """Its Markdown."""
    summary: str
    """What it says, in a line."""


def table(head: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table in Markdown, columns of numbers to the right.

    Args:
        head: names of the columns.
        rows: the cells.
    """
    cells = [list(row) for row in rows]
    numbers = [all(NUMBER.fullmatch(row[at]) for row in cells) for at in range(len(head))]
    rule = ["---:" if of_numbers else "---" for of_numbers in numbers]
    lines = [list(head), rule, *cells]
    return "".join(f"| {' | '.join(c.replace('|', '/') for c in row)} |\n" for row in lines)


def folded(title: str, text: str) -> str:
    """Return text that a reader of the page opens by its title.

    Args:
        title: what it is.
        text: the text.
    """
    return f"<details><summary>{title}</summary>\n\n{text}\n</details>\n"


def percent(share: float | None) -> str:
    """Return a share in percent; empty where there is none.

    Args:
        share: the share.
    """
    return "" if share is None else f"{100.0 * share:.1f} %"


def signed(share: float | None) -> str:
    """Return a share in percent with its sign; empty where there is none.

    Args:
        share: the share.
    """
    return "" if share is None else f"{100.0 * share:+.1f} %"


def span(shares: np.ndarray) -> str:
    """Return middle, least and greatest of some shares, in percent.

    Args:
        shares: (n,) the shares.
    """
    least, middle, most = (100.0 * np.quantile(shares, part) for part in (0.0, 0.5, 1.0))
    return f"{middle:.1f} ({least:.1f} to {most:.1f}) %"
