"""Programmes: does the car come within the promised year plus two, asked at three dates of each.

Each programme is judged by the others, as they stood on the date. What was decided by then counts
as known: a car that is on sale has come, one that was given up has not.
"""

import csv
import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import StringIO
from os import PathLike, fspath
from pathlib import Path
from typing import Any, Literal

import numpy as np

from carwright import __version__
from carwright.belief.hazard import base_rate, outlook, wait_of
from carwright.belief.programmes import (
    COLUMNS,
    ENDED,
    ON_SALE,
    OPEN,
    Plan,
    from_cells,
    plans,
    shipped,
)
from carwright.belief.scored import car_id
from carwright.carfile.spans import years_between
from carwright.validate.interval_score import bootstrap
from carwright.validate.table import Cells, Rejected, RowError, Rows, read_rows

SCHEMA_VERSION = 1
"""Version of the JSON document."""
NEEDED = tuple(name for name in COLUMNS if name not in ("cars_delivered_note", "source", "memory"))
"""Columns that a list must have."""
COMPANIES = ("non_car company", "newcomer", "carmaker")
KINDS = ("regulator", "maker", "measured", "press", "leak", "analyst", "estimate")

When = Literal["claim", "half-way", "promised"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One programme, asked about on one date."""

    programme: str
    """Id of the programme [-]."""
    when: When
    """Which of the three dates it is [-]."""
    on: datetime.date
    """The date [-]."""
    probability: float
    """How likely it comes in time [-]."""
    base_rate: float
    """Share of the other programmes that came in time, as far as that was known [-]."""
    came: bool
    """Whether it came in time [-]."""
    open: bool
    """Whether that was not decided yet on the date [-]."""


@dataclass(frozen=True)
class ProgrammeValidation:
    """A list of programmes, judged."""

    file: str
    """Name of the list's file [-]."""
    digest: str
    """SHA-256 of the list [-]."""
    answers: tuple[Answer, ...]
    """Three a programme, in the order of the file [-]."""
    rejected: tuple[Rejected, ...]
    """Rows that could not be judged, with the reason [-]."""

    def lines(self) -> list[str]:
        """Return it as text for people."""
        found = self.document()["summary"]
        lines = [
            f"{found['programmes']} programmes of {self.file}, each left out of what it is judged "
            f"by; {len(self.rejected)} rows not judged"
        ]
        for what, score in (("answers", found), ("answers still open", found["open"])):
            if score["n"]:
                lines.append(
                    f"Brier score of {score['n']} {what}: {score['brier']:.3f}, base rate "
                    f"{score['brier_base_rate']:.3f}; difference {score['difference_low']:+.3f} to "
                    f"{score['difference_high']:+.3f} with programmes drawn anew"
                )
        for answer in self.answers:
            came = "came" if answer.came else "did not"
            lines.append(
                f"{answer.on.isoformat()}  {answer.probability:4.0%}  {came:8}"
                f"{answer.programme}, {answer.when}"
            )
        return [*lines, *(f"not judged: {row.id}: {row.why}" for row in self.rejected)]

    def document(self) -> dict[str, Any]:
        """Return it as plain numbers, ready for JSON."""
        undecided = [answer for answer in self.answers if answer.open]
        return {
            "schema_version": SCHEMA_VERSION,
            "list": "programmes",
            "rows": [
                {
                    "programme": answer.programme,
                    "when": answer.when,
                    "on": answer.on.isoformat(),
                    "probability": answer.probability,
                    "base_rate": answer.base_rate,
                    "came": answer.came,
                    "open": answer.open,
                }
                for answer in self.answers
            ],
            "rejected": [{"id": row.id, "why": row.why} for row in self.rejected],
            "summary": summary(self.answers) | {"open": summary(undecided)},
            "provenance": {
                "carwright": __version__,
                "list": Path(self.file).name,
                "list_sha256": self.digest,
                "programmes_sha256": _shipped_digest(),
            },
        }


def summary(answers: Sequence[Answer]) -> dict[str, Any]:
    """Return how good the probabilities are: Brier score beside that of the base rate.

    Args:
        answers: the answers; without one, every score is None.
    """
    names = ("brier", "brier_base_rate", "difference_low", "difference_high")
    if not answers:
        return {"n": 0, "programmes": 0} | dict.fromkeys(names)
    came = np.array([answer.came for answer in answers], dtype=float)
    own = (np.array([answer.probability for answer in answers]) - came) ** 2
    base = (np.array([answer.base_rate for answer in answers]) - came) ** 2
    groups = [answer.programme for answer in answers]
    numbers = (float(own.mean()), float(base.mean()), *bootstrap((own - base).tolist(), groups))
    return {"n": len(answers), "programmes": len(set(groups))} | dict(
        zip(names, numbers, strict=True)
    )


def table(found: ProgrammeValidation) -> str:
    """Return every answer as CSV.

    Args:
        found: the list.
    """
    document = found.document()
    sink = StringIO()
    for key, value in sorted(document["provenance"].items()):
        sink.write(f"# {key}: {value}\n")
    columns = ("programme", "when", "on", "probability", "base_rate", "came", "open")
    rows = csv.DictWriter(sink, columns, lineterminator="\n")
    rows.writeheader()
    rows.writerows(document["rows"])
    return sink.getvalue()


def validate_programmes(path: str | PathLike[str]) -> ProgrammeValidation:
    """Return the programmes of a list, judged.

    Args:
        path: a CSV file with `NEEDED`.

    Raises:
        InputError: if it is no such list.
    """
    read = read_programmes(path)
    latest = max(day for row in (*read.kept, *shipped()) for day in _days(row))
    answers: list[Answer] = []
    rejected = list(read.rejected)
    for row in read.kept:
        why = _objection(row, latest)
        if why:
            rejected.append(Rejected(row.id, why))
        else:
            answers += judged(row)
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    return ProgrammeValidation(fspath(path), digest, tuple(answers), tuple(rejected))


def read_programmes(path: str | PathLike[str]) -> Rows[Plan]:
    """Return the programmes of a list.

    Args:
        path: a CSV file with `NEEDED`.

    Raises:
        InputError: if it is no such list.
    """
    return read_rows(path, NEEDED, _plan, _id)


def judged(row: Plan) -> tuple[Answer, ...]:
    """Return how likely a programme came in time: when first spoken of, half-way and when promised.

    Args:
        row: the programme, with a promised date.

    Raises:
        ValueError: if nothing was promised.
    """
    if row.promised is None or row.deadline is None:
        raise ValueError(f"{row.id} has no promised date")
    due = max(row.promised.last, row.said)
    dates: tuple[tuple[When, datetime.date], ...] = (
        ("claim", row.said),
        ("half-way", row.said + (due - row.said) / 2),
        ("promised", due),
    )
    return tuple(_answer(row, row.deadline, when, on) for when, on in dates)


def _answer(row: Plan, deadline: datetime.date, when: When, on: datetime.date) -> Answer:
    others = plans(on, frozenset({row.id}))
    then = row.as_known(on)
    undecided = then.came is None and then.ended is None
    if undecided:
        elapsed, until = (years_between(row.said, day) for day in (on, deadline))
        chance = outlook(others, on).by(wait_of(row), elapsed, until)
    else:
        chance = float(then.in_time)
    return Answer(row.id, when, on, chance, base_rate(others, on), row.in_time, undecided)


def _objection(row: Plan, latest: datetime.date) -> str:
    if row.deadline is None:
        return "no promised date: there is nothing to be in time for"
    if row.came is None and row.ended is None and row.deadline >= latest:
        return f"it is open until {row.deadline.isoformat()}"
    return ""


def _days(row: Plan) -> tuple[datetime.date, ...]:
    return tuple(day for day in (row.said, row.confirmed, row.came, row.ended) if day is not None)


def _plan(cells: Cells) -> Plan:
    _one_of(cells, "company_was", COMPANIES)
    _one_of(cells, "claim_kind", KINDS)
    _one_of(cells, "outcome", (ON_SALE, OPEN, *ENDED))
    cells.text("programme")
    try:
        found = from_cells(cells.cells)
    except ValueError as error:
        raise RowError(str(error)) from None
    ends = [day for day in (found.came, found.ended) if day is not None]
    if any(day < found.said for day in ends):
        raise RowError("outcome_date is before first_public_claim_date")
    if found.promised is not None and found.promised.last < found.said:
        raise RowError("promised_on_sale_date is before first_public_claim_date")
    return found


def _one_of(cells: Cells, column: str, words: Sequence[str]) -> None:
    if cells.text(column) not in words:
        raise RowError(f"{column} cannot be '{cells.cells[column]}': {', '.join(words)}")


def _id(cells: Cells) -> str:
    return car_id(f"{cells.cells['company']} {cells.cells['programme']}")


@cache
def _shipped_digest() -> str:
    data = (files("carwright.belief") / "programmes.csv").read_bytes()
    return hashlib.sha256(data).hexdigest()
