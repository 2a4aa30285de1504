"""First dates: when a car could be believed to be on sale, given one early promise and its like.

That a car was not on sale on the day before it was is not used: it would give the date away.
"""

import datetime
import math
from dataclasses import dataclass

import numpy as np

from carwright.belief.reliability import Asked, reliability
from carwright.belief.sale_date import SaleDate
from carwright.belief.scored import scored
from carwright.carfile.spans import Span, span
from carwright.validate.first_claims import FirstClaim

SHARES = np.array([0.05, 0.5, 0.95])
FEWEST = 3
"""Of fewer other cars nothing is learnt without the promise [-]."""
WIDEST = 5000.0
"""Then a car may take so long [day]."""
_BAND = 1.6448536269514722


@dataclass(frozen=True, slots=True)
class Awaited:
    """What could be believed of a date on the day before it was known."""

    own: tuple[datetime.date, datetime.date, datetime.date]
    """5 %, 50 % and 95 % points with the promise [-]."""
    alone: tuple[float, float]
    """5 % and 95 % points by how long others took, whatever they promised [day after the claim]."""


def awaited(row: FirstClaim, promised: Span) -> Awaited:
    """Return when a car could be believed to be on sale, the day before it was known.

    Args:
        row: the promise.
        promised: the days that it means.
    """
    on = row.known_from - datetime.timedelta(days=1)
    asked = Asked(row.key, row.kind, row.newcomer, row.procedure, row.bound)
    slips = reliability(asked, on, frozenset({row.car}))
    low, middle, high = SaleDate(row.said, promised, slips).days(SHARES)
    return Awaited((low, middle, high), _others(row, on))


def _others(row: FirstClaim, on: datetime.date) -> tuple[float, float]:
    waits = [
        math.log(max((span(other.final).middle - other.said).days, 1.0))
        for other in scored(on, frozenset({row.car}))
        if other.figure == row.key and other.final != "never"
    ]
    if len(waits) < FEWEST:
        return 0.0, WIDEST
    middle, spread = float(np.mean(waits)), float(np.std(waits, ddof=1))
    return math.exp(middle - _BAND * spread), math.exp(middle + _BAND * spread)
