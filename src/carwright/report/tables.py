"""Tables that can be read aloud, printed, and read on a telephone."""

from collections.abc import Sequence
from dataclasses import dataclass

from carwright.report.markup import Html, join, tag


@dataclass(frozen=True)
class Row:
    """A row of a table: its name and one cell for each further column."""

    name: object
    """What the row is, markup or text."""
    cells: Sequence[object]
    """Its cells, markup or text."""
    kind: str | None = None
    """Class of the row: `total`, `part` or none."""


def table(
    caption: object,
    heads: Sequence[object],
    rows: Sequence[Row | str],
    *,
    text_columns: Sequence[int] = (),
    even: bool = False,
) -> Html:
    """Return a table of numbers that scrolls sideways where it is wider than the screen.

    Args:
        caption: what it shows.
        heads: heads of the columns, that of the row names first.
        rows: its rows; a text alone is a heading over those that follow.
        text_columns: columns that hold words, counted from 0 after the row names.
        even: whether columns after the first are equally wide.
    """
    words = {index + 1 for index in text_columns} | {0}
    head = tag(
        "tr",
        *(
            tag("th", title, scope="col", class_=None if place in words else "number")
            for place, title in enumerate(heads)
        ),
    )
    body = [_numbers(row, len(heads), words) for row in rows]
    return _framed(
        caption, tag("thead", head), tag("tbody", *body), "numbers even" if even else "numbers"
    )


def cards(
    caption: object,
    heads: Sequence[str],
    rows: Sequence[Row | str],
    *,
    number_columns: Sequence[int] = (),
) -> Html:
    """Return a table of words; on a telephone each row becomes a card with its heads beside it.

    Args:
        caption: what it shows.
        heads: heads of the columns, that of the row names first.
        rows: its rows; a text alone is a heading over those that follow.
        number_columns: columns that hold numbers, counted from 0 after the row names.
    """
    kinds = [None, *("number" if i in number_columns else None for i in range(len(heads) - 1))]
    head = tag(
        "tr",
        *(
            tag("th", title, scope="col", role="columnheader", class_=kind)
            for title, kind in zip(heads, kinds, strict=True)
        ),
        role="row",
    )
    body = [_card(row, heads, kinds) for row in rows]
    return _framed(
        caption,
        tag("thead", head, role="rowgroup"),
        tag("tbody", *body, role="rowgroup"),
        "cards",
    )


def _framed(caption: object, head: Html, body: Html, kind: str) -> Html:
    if kind == "cards":
        whole = tag("table", tag("caption", caption), head, body, class_=kind, role="table")
        return tag("div", whole, class_="scroll")
    whole = tag("table", tag("caption", caption), head, body, class_=kind)
    label = caption if not isinstance(caption, Html) else None
    return tag("div", whole, class_="scroll", tabindex="0", role="region", aria_label=label)


def _numbers(row: Row | str, width: int, words: set[int]) -> Html:
    if isinstance(row, str):
        head = tag("th", tag("span", row), scope="colgroup", colspan=width)
        return tag("tr", head, class_="group")
    cells = [
        tag("td", cell, class_=None if place in words else "number")
        for place, cell in enumerate(row.cells, start=1)
    ]
    return tag("tr", tag("th", row.name, scope="row"), *cells, class_=row.kind)


def _card(row: Row | str, heads: Sequence[str], kinds: Sequence[str | None]) -> Html:
    if isinstance(row, str):
        cell = tag("th", row, scope="colgroup", colspan=len(heads), role="columnheader")
        return tag("tr", cell, class_="group", role="row")
    cells = [
        tag("td", tag("div", cell), data_head=head, role="cell", class_=kind)
        for head, cell, kind in zip(heads[1:], row.cells, kinds[1:], strict=True)
    ]
    name = tag("th", row.name, scope="row", role="rowheader")
    return tag("tr", name, join(cells), class_=row.kind, role="row")
