"""Rounding: how far a number may be from what was meant, by the digits in which it was said."""

import math
import re

from carwright.units import MILE, to_si

MOST = 0.01
"""Rounding of a number is never taken for more than this share of it [-] (assumed)."""
SIGNIFICANT = 2
"""Zeros at the end of a whole number are rounding, but not its first digits [-] (assumed)."""
_IN_KEY_UNIT = {"mi": to_si("_m", MILE) / to_si("_km", 1.0), "mph": MILE / to_si("_km", 1.0)}
"""Units that people say and no key has, in that of the key: miles as kilometres."""
_SAID = re.compile(r"(\d[\d,]*\.?\d*)\s*([^\s\d]*)")


def rounding(claimed: float, unit: str, as_said: str | None = None) -> float:
    """Return half a unit of the last digit in which a number was said, in the unit of the claim.

    "101 kWh" is 100.5 to 101.5; "800 km" is 795 to 805, and "300 mi" five miles either way, as a
    zero at the end is rounding. It is never more than a hundredth of the number.

    Args:
        claimed: the number, in the unit of its key.
        unit: that unit as people write it; not looked at where the words hold no number.
        as_said: the words or number of the source; None is the number as it stands.
    """
    most = MOST * abs(claimed)
    found = _SAID.search(as_said) if as_said else None
    if found is None:
        return min(_half_unit(f"{claimed:.12g}"), most)
    digits, said_unit = found[1].replace(",", "").rstrip("."), found[2].casefold()
    factor = _IN_KEY_UNIT.get(said_unit, 1.0) if unit != said_unit else 1.0
    if not math.isclose(float(digits) * factor, claimed, rel_tol=MOST):
        return min(_half_unit(f"{claimed:.12g}"), most)
    return min(_half_unit(digits) * factor, most)


def _half_unit(digits: str) -> float:
    whole, _, decimals = digits.partition(".")
    if decimals:
        return 0.5 * 10.0 ** -len(decimals)
    zeros = len(whole) - len(whole.rstrip("0"))
    return 0.5 * 10.0 ** max(min(zeros, len(whole) - SIGNIFICANT), 0)
