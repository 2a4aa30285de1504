"""HTML and SVG, built so that text is escaped unless it was made here.

`Html` is text that is markup already. Whatever else goes into an element, a car's name or a
source's words, is escaped on its way in; two pieces of `Html` joined with `+` lose the mark and
would be escaped, which is seen at once and harms nobody.
"""

from collections.abc import Iterable
from html import escape

_VOID = frozenset({"meta", "br"})


class Html(str):
    """Text that is markup and goes into the page as it is."""

    __slots__ = ()


def html(content: object) -> Html:
    """Return content as markup: itself where it is markup, escaped where it is text.

    Args:
        content: markup, text or a number.
    """
    return content if isinstance(content, Html) else Html(escape(str(content), quote=True))


def join(parts: Iterable[object], between: object = "") -> Html:
    """Return several pieces as one.

    Args:
        parts: markup, texts or numbers.
        between: what stands between them.
    """
    return Html(str(html(between)).join(html(part) for part in parts))


def tag(element: str, *children: object, **attributes: object) -> Html:
    """Return an element.

    Args:
        element: its name.
        children: what is in it: markup, texts or numbers.
        attributes: by name, `_` for `-` and a last `_` dropped; None leaves one out.
    """
    written = "".join(
        f' {name.removesuffix("_").replace("_", "-")}="{html(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    if element in _VOID:
        return Html(f"<{element}{written}>")
    return Html(f"<{element}{written}>{join(children)}</{element}>")


def paragraph(*children: object, class_: str | None = None) -> Html:
    """Return a paragraph.

    Args:
        children: what is in it.
        class_: its class.
    """
    return tag("p", *children, class_=class_)


def bullets(items: Iterable[object], class_: str | None = None) -> Html:
    """Return a list.

    Args:
        items: one child for each item.
        class_: its class.
    """
    return tag("ul", *(tag("li", item) for item in items), class_=class_)


def section(anchor: str, title: str, *children: object) -> Html:
    """Return a section of the page with its heading.

    Args:
        anchor: what links point at.
        title: the heading.
        children: what is in it.
    """
    heading = tag("h2", title, id=f"{anchor}-title")
    return tag("section", heading, *children, id=anchor, aria_labelledby=f"{anchor}-title")


def folded(summary: object, *children: object, is_open: bool = False) -> Html:
    """Return a part that the reader can fold out; paper shows it whole.

    Args:
        summary: the line that is always seen.
        children: what is in it.
        is_open: whether it starts folded out.
    """
    body = tag("div", *children, class_="folded")
    return tag("details", tag("summary", summary), body, open="" if is_open else None)
