"""Numbers, dates and names as people read them."""

import datetime
import math

from carwright.carfile.schema import Claim

NARROW = "\N{NARROW NO-BREAK SPACE}"
"""Between a number and its unit."""
MINUS = "\N{MINUS SIGN}"
"""Before a negative number."""
NOTHING = "\N{EN DASH}"
"""Where there is no number."""
_BOUNDS = {"at_least": "at least ", "at_most": "at most ", "about": "about "}


def number(value: float, places: int = 0) -> str:
    """Return a number with so many decimal places, thousands parted by commas.

    Args:
        value: the number.
        places: decimal places.
    """
    if not math.isfinite(value):
        return NOTHING
    rounded = round(value, places) + 0.0
    return f"{rounded:,.{places}f}".replace("-", MINUS)


def significant(value: float, digits: int = 4) -> str:
    """Return a number with so many significant digits and no trailing zeros; it stays whole.

    Args:
        value: the number.
        digits: significant digits.
    """
    if value == 0.0 or not math.isfinite(value):
        return number(value)
    places = max(digits - 1 - math.floor(math.log10(abs(value))), 0)
    text = number(value, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def measured(value: float, unit: str, places: int = 0) -> str:
    """Return a number with its unit.

    Args:
        value: the number.
        unit: as people write it.
        places: decimal places.
    """
    return f"{number(value, places)}{NARROW}{unit}"


def percent(share: float, places: int = 0) -> str:
    """Return a share in percent.

    Args:
        share: of one.
        places: decimal places.
    """
    return measured(100.0 * share, "%", places)


def difference(share: float) -> str:
    """Return a signed share in percent: +3.1 %.

    Args:
        share: of one.
    """
    sign = "+" if round(100.0 * share, 1) > 0.0 else ""
    return sign + percent(share, 1)


def day(text: str) -> str:
    """Return the date of a source in words: 2021-02-19 is 19 February 2021.

    Args:
        text: YYYY, YYYY-MM or YYYY-MM-DD.
    """
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return text
    named = datetime.date(parts[0], parts[1], 1).strftime("%B %Y")
    return f"{parts[2]} {named}" if len(parts) > 2 else named


def spaced(name: str) -> str:
    """Return a name of the program in words: `front_gear` is front gear.

    Args:
        name: with underscores or hyphens.
    """
    return name.replace("_", " ").replace("-", " ")


def capital(text: str) -> str:
    """Return text with a capital at its beginning.

    Args:
        text: the text.
    """
    return text[:1].upper() + text[1:]


def claimed(claim: Claim) -> str:
    """Return the number of a claim as it was said, without unit: about 700, 600 to 650.

    Args:
        claim: one that says a number.
    """
    before = _BOUNDS.get(claim.bound or "", "")
    if claim.low is not None and claim.high is not None:
        return f"{before}{significant(claim.low)} to {significant(claim.high)}"
    return f"{before}{significant(claim.middle)}"


def listed(items: list[str]) -> str:
    """Return items as part of a sentence: a, b and c.

    Args:
        items: at least one.
    """
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
