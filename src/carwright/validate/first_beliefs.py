"""First beliefs: of each early claim what could be believed the day before its end was known.

Each car is left out of what its belief learnt from. Scores of numbers are those of their
logarithms, scores of dates are in days.
"""

import csv
import datetime
import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from io import StringIO
from os import PathLike, fspath
from pathlib import Path
from typing import Any

import numpy as np

from carwright import __version__
from carwright.carfile.spans import Span
from carwright.errors import InputError, one_line
from carwright.progress import in_parts
from carwright.validate.first_claims import FirstClaim, read_first_claims
from carwright.validate.first_dates import awaited
from carwright.validate.first_numbers import Scenes
from carwright.validate.interval_score import bootstrap, interval_score, wilson
from carwright.validate.table import LONGEST_WHY, Rejected, RowError

SCHEMA_VERSION = 1
"""Version of the JSON document."""
WORD = 0.02
"""A number taken at its word is right within so much [-]."""
_ROW = ("car", "figure", "claimed", "p05", "p50", "p95", "final", "inside")

Value = float | str


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim beside its belief and what came."""

    row: FirstClaim
    """The claim [-]."""
    shown: tuple[Value, Value, Value, Value, Value]
    """Claimed, 5 %, 50 %, 95 % and final [unit of the figure; dates as text]."""
    inside: bool
    """Whether what came lies in the band [-]."""
    scores: tuple[float, float, float]
    """Interval score of the belief, the population alone, the claim at its word [-, day]."""
    off: tuple[float, float]
    """How far the middle of the belief, and the claim, are from what came [share, day]."""


@dataclass(frozen=True)
class ClaimValidation:
    """A list of claims, judged."""

    file: str
    """Name of the list's file [-]."""
    digest: str
    """SHA-256 of the list [-]."""
    judged: tuple[Judged, ...]
    """Claims, in the order of the file [-]."""
    rejected: tuple[Rejected, ...]
    """Rows that could not be judged, with the reason [-]."""

    def summary(self) -> dict[str, dict[str, Any]]:
        """Return how good the beliefs are, by figure."""
        figures = dict.fromkeys(one.row.figure for one in self.judged)
        return {
            figure: _summary([one for one in self.judged if one.row.figure == figure])
            for figure in figures
        }

    def lines(self) -> list[str]:
        """Return it as text for people."""
        cars = len({one.row.car for one in self.judged})
        lines = [
            f"{len(self.judged)} claims of {cars} cars of {self.file}, each car left out of what "
            f"its belief learnt from; {len(self.rejected)} rows not judged"
        ]
        for figure, one in self.summary().items():
            lines.append(
                f"{figure}: {one['inside_band']:.0%} of {one['n']} inside "
                f"({one['inside_low']:.0%} to {one['inside_high']:.0%}), score "
                f"{one['interval_score']:.3g} ({one['score_low']:.3g} to {one['score_high']:.3g}), "
                f"population alone {one['interval_score_population']:.3g}, claim at its word "
                f"{one['interval_score_of_claim']:.3g}; median error {_error(figure, one)}"
            )
        for one in self.judged:
            said, low, middle, high, final = (_written(value) for value in one.shown)
            mark = "" if one.inside else "  outside"
            lines.append(
                f"{one.row.car}, {one.row.figure}: said {said}, believed {middle} "
                f"({low} to {high}), came {final}{mark}"
            )
        return [*lines, *(f"not judged: {row.id}: {row.why}" for row in self.rejected)]

    def document(self) -> dict[str, Any]:
        """Return it as plain numbers, ready for JSON."""
        return {
            "schema_version": SCHEMA_VERSION,
            "list": "claims",
            "rows": [
                dict(zip(_ROW, (one.row.car, one.row.figure, *one.shown, one.inside), strict=True))
                for one in self.judged
            ],
            "rejected": [{"id": row.id, "why": row.why} for row in self.rejected],
            "summary": self.summary(),
            "provenance": {
                "carwright": __version__,
                "list": Path(self.file).name,
                "list_sha256": self.digest,
                "scored_sha256": _shipped_digest(),
            },
        }


def table(found: ClaimValidation) -> str:
    """Return every claim as CSV.

    Args:
        found: the list.
    """
    document = found.document()
    sink = StringIO()
    for key, value in sorted(document["provenance"].items()):
        sink.write(f"# {key}: {value}\n")
    rows = csv.DictWriter(sink, _ROW, lineterminator="\n")
    rows.writeheader()
    rows.writerows(document["rows"])
    return sink.getvalue()


def validate_claims(path: str | PathLike[str]) -> ClaimValidation:
    """Return the claims of a list, judged.

    Args:
        path: a CSV file with `first_claims.COLUMNS`.

    Raises:
        InputError: if it is no such list.
    """
    read = read_first_claims(path)
    scenes = Scenes()
    found: list[Judged] = []
    rejected = list(read.rejected)
    for row in in_parts("believing claims", read.kept):
        try:
            found.append(judged(row, scenes))
        except (RowError, InputError) as error:
            rejected.append(Rejected(row.id, one_line(str(error), LONGEST_WHY)))
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    return ClaimValidation(fspath(path), digest, tuple(found), tuple(rejected))


def judged(row: FirstClaim, scenes: Scenes) -> Judged:
    """Return one claim beside its belief and what came.

    Args:
        row: the claim.
        scenes: the cars that are simulated already.

    Raises:
        RowError: if it speaks of nothing that is believed in.
        InputError: if what is known cannot belong to one car.
    """
    if isinstance(row.claimed, Span) and isinstance(row.final, Span):
        return _date(row, row.claimed, row.final)
    if isinstance(row.claimed, Span) or isinstance(row.final, Span):
        raise TypeError(f"{row.id} is half a date")
    return _number(row, row.claimed, row.final, scenes)


def _number(row: FirstClaim, claimed: float, final: float, scenes: Scenes) -> Judged:
    found = scenes.believed(row)
    low, middle, high = found.own
    bands = (
        (low, high),
        (found.alone[0], found.alone[2]),
        (claimed * math.exp(-WORD), claimed * math.exp(WORD)),
    )
    own, alone, word = (
        interval_score(math.log(final), math.log(least), math.log(most)) for least, most in bands
    )
    return Judged(
        row,
        (claimed, low, middle, high, final),
        low <= final <= high,
        (own, alone, word),
        (abs(middle / final - 1.0), abs(claimed / final - 1.0)),
    )


def _date(row: FirstClaim, promised: Span, final: Span) -> Judged:
    found = awaited(row, promised)
    low, middle, high = found.own
    came = final.middle
    bands = (
        (_wait(row, low), _wait(row, high)),
        found.alone,
        (_wait(row, promised.first), _wait(row, promised.last)),
    )
    own, alone, word = (interval_score(_wait(row, came), *band) for band in bands)
    days = (promised.middle, low, middle, high, came)
    first, second, third, fourth, fifth = (day.isoformat() for day in days)
    return Judged(
        row,
        (first, second, third, fourth, fifth),
        low <= came <= high,
        (own, alone, word),
        (abs((middle - came).days), abs((promised.middle - came).days)),
    )


def _wait(row: FirstClaim, day: datetime.date) -> float:
    return float((day - row.said).days)


def _summary(found: Sequence[Judged]) -> dict[str, Any]:
    hits, cars = sum(one.inside for one in found), [one.row.car for one in found]
    inside = wilson(hits, len(found))
    own, alone, word = np.mean([one.scores for one in found], axis=0).tolist()
    ends = bootstrap([one.scores[0] for one in found], cars)
    middle, claimed = np.median([one.off for one in found], axis=0).tolist()
    return {
        "n": len(found),
        "cars": len(set(cars)),
        "inside_band": hits / len(found),
        "inside_low": inside.low,
        "inside_high": inside.high,
        "interval_score": own,
        "score_low": ends.low,
        "score_high": ends.high,
        "interval_score_population": alone,
        "interval_score_of_claim": word,
        "median_abs": middle,
        "median_abs_of_claim": claimed,
    }


def _error(figure: str, one: dict[str, Any]) -> str:
    ends = (one["median_abs"], one["median_abs_of_claim"])
    if figure == "on_sale_date":
        return "{:.0f} days, of the claim {:.0f}".format(*ends)
    return "{:.1%}, of the claim {:.1%}".format(*ends)


def _written(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:,.4g}" if value < 1e4 else f"{value:,.0f}"


def _shipped_digest() -> str:
    data = (files("carwright.belief") / "scored.csv").read_bytes()
    return hashlib.sha256(data).hexdigest()
