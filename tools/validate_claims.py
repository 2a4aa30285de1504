"""Measures what past claims teach: bands of what came, each car left out of what it is judged by.

Run: PYTHONPATH=src python tools/validate_claims.py [FIRST_CLAIMS.csv]

Bands from 5 to 95 % of the final value given the claim alone, beside the claim taken at its word
(2 % either way, or the promised span) and beside the other cars alone. `known` uses what was known
on the day before the end of the claim, `all` every other car. Intervals draw cars anew.
"""

import datetime
import math
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from carwright.belief.errors_of import days_after, family, log_delay, ratio
from carwright.belief.reliability import Asked, reliability
from carwright.belief.scored import Scored, shipped
from carwright.carfile.spans import Span
from carwright.validate.first_claims import FirstClaim, read_first_claims
from carwright.validate.interval_score import bootstrap, interval_score, wilson

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT.parent / "shared" / "dossiers" / "first_claims.csv"
WORD = 0.02
LAST_DAY = datetime.date(2100, 12, 31)
ENDS = np.array([0.05, 0.95])


@dataclass(frozen=True)
class Scores:
    """One claim judged: logarithms of numbers, days of dates."""

    car: str
    """Its car [-]."""
    inside: bool
    """Whether what came lies in the band [-]."""
    own: float
    """Interval score of the band [-, or day]."""
    word: float
    """That of the claim at its word [-, or day]."""
    others: float
    """That of the other cars alone [-, or day]."""


def main() -> None:
    """Print the table."""
    rows = read_first_claims(sys.argv[1] if len(sys.argv) > 1 else LIST).kept
    memory = tuple(row for row in shipped() if not row.memory)
    print("family   past     n cars inside (Wilson)      score (cars anew)   word  others alone")
    for name in ("range", "date", "price", "sprint", "battery"):
        of = [row for row in rows if family(row.key) == name]
        for past, known, pool in (
            ("all", False, None),
            ("known", True, None),
            ("all, no memory", False, memory),
        ):
            _print(name, past, [_scores(row, of, known, pool) for row in of])


def _print(name: str, past: str, found: Sequence[Scores]) -> None:
    hits, cars = sum(one.inside for one in found), [one.car for one in found]
    low, high = wilson(hits, len(found))
    scores = [[getattr(one, key) for one in found] for key in ("own", "word", "others")]
    ends = bootstrap(scores[0], cars)
    own, word, others = (float(np.mean(score)) for score in scores)
    share = hits / len(found)
    print(
        f"{name:8} {past:15} {len(found):3} {len(set(cars)):3} {hits}/{len(found)} {share:.3f} "
        f"({low:.2f}-{high:.2f})  {own:8.3f} ({ends.low:.3f}-{ends.high:.3f})  "
        f"{word:8.3f}  {others:8.3f}"
    )


def _scores(
    row: FirstClaim, of: Sequence[FirstClaim], known: bool, pool: tuple[Scored, ...] | None
) -> Scores:
    on = row.known_from - datetime.timedelta(days=1) if known else LAST_DAY
    asked = Asked(row.key, row.kind, row.newcomer, row.procedure, row.bound)
    found = reliability(asked, on, frozenset({row.car}), pool)
    others = [
        other
        for other in of
        if other.car != row.car
        and (not known or other.known_from <= on)
        and (family(row.key) != "range" or other.final_procedure == row.final_procedure)
        and other.unit == row.unit
    ]
    if isinstance(row.claimed, Span) and isinstance(row.final, Span):
        promised, came = (_days(row, span) for span in (row.claimed, row.final))
        least = log_delay(promised[1], 0.0)
        low, high = (days_after(promised[1], float(e)) for e in found.quantiles(ENDS, least))
        ends, value, word = (low, high), came[1], (promised[0], promised[2])
        alone = [_days(one, one.final)[1] for one in others if isinstance(one.final, Span)]
        lone = _quantiles(alone, lambda wait: math.log(max(wait, 1.0)), math.exp, 5000.0)
    else:
        value = math.log(_number(row.final) / _number(row.claimed))
        usual = ratio(row.procedure, row.final_procedure) if family(row.key) == "range" else 0.0
        low, high = (float(error) + usual for error in found.quantiles(ENDS))
        ends, word = (low, high), (-WORD, WORD)
        numbers = [math.log(_number(one.final)) for one in others]
        base = math.log(_number(row.claimed))
        far = _quantiles(numbers, float, float, 7.0)
        lone = (far[0] - base, far[1] - base)
    score = [interval_score(value, *band) for band in (ends, word, lone)]
    return Scores(row.car, ends[0] <= value <= ends[1], *score)


def _days(row: FirstClaim, span: Span) -> tuple[int, int, int]:
    first, middle, last = ((day - row.said).days for day in (span.first, span.middle, span.last))
    return first, middle, last


def _number(value: float | Span) -> float:
    if isinstance(value, Span):
        raise TypeError("a date is no number")
    return value


def _quantiles(
    values: Sequence[float],
    there: Callable[[float], float],
    back: Callable[[float], float],
    widest: float,
) -> tuple[float, float]:
    """5 and 95 % of a normal through the others; nothing known is as wide as can be."""
    if len(values) < 3:
        return 0.0, widest
    moved = [there(value) for value in values]
    middle, spread = float(np.mean(moved)), float(np.std(moved, ddof=1))
    low, high = (back(middle + sign * 1.645 * spread) for sign in (-1.0, 1.0))
    return low, high


if __name__ == "__main__":
    main()
