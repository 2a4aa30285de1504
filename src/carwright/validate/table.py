"""A list of cars as a CSV file: a fault of the file stops it, a fault of a row rejects that row."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from math import isfinite
from os import PathLike, fspath
from pathlib import Path
from typing import Generic, TypeVar

from carwright.errors import InputError, nearest, one_line

LONGEST_WHY = 200
"""Longest reason that a row is rejected for [characters]."""
FIRST_YEAR, LAST_YEAR = 1990, 2050
"""No certified battery car of today's procedures is older, no list reaches further (assumed)."""

_Row = TypeVar("_Row")


class RowError(Exception):
    """What is wrong with one row, in a sentence."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that no car is made of."""

    id: str
    """Its id, or its line where it has none [-]."""
    why: str
    """What is wrong with it [-]."""


@dataclass(frozen=True)
class Rows(Generic[_Row]):
    """What a list says, row by row."""

    kept: tuple[_Row, ...]
    """Rows that a car can be made of, in the order of the file [-]."""
    rejected: tuple[Rejected, ...]
    """The others, with the reason [-]."""


@dataclass(frozen=True, slots=True)
class Cells:
    """One row as text, by column."""

    line: int
    """Line of the file, from 1 [-]."""
    cells: dict[str, str]
    """Text by column, without spaces around it [-]."""

    def text(self, column: str) -> str:
        """Return what stands in a column.

        Args:
            column: its name.

        Raises:
            RowError: if nothing stands there.
        """
        if not self.cells[column]:
            raise RowError(f"{column} is missing")
        return self.cells[column]

    def number(self, column: str, low: float, high: float) -> float:
        """Return the number in a column.

        Args:
            column: its name.
            low: least value.
            high: greatest value.

        Raises:
            RowError: if there is no number, or none that can be right.
        """
        written = self.text(column)
        value = _number(written)
        if value is None:
            raise RowError(f"{column} is no number: '{written}'")
        if not low <= value <= high:
            raise RowError(f"{column} cannot be {written}: allowed {low:,g} to {high:,g}")
        return value

    def number_or_none(self, column: str, low: float, high: float) -> float | None:
        """Return the number in a column, or None where nothing stands there.

        Args:
            column: its name.
            low: least value.
            high: greatest value.

        Raises:
            RowError: if what stands there is no number, or none that can be right.
        """
        return self.number(column, low, high) if self.cells[column] else None

    def year(self, column: str) -> int:
        """Return the model year in a column.

        Args:
            column: its name.

        Raises:
            RowError: if there is none.
        """
        value = self.number(column, FIRST_YEAR, LAST_YEAR)
        if value != int(value):
            raise RowError(f"{column} is no whole year: '{self.cells[column]}'")
        return int(value)


def read_rows(
    path: str | PathLike[str],
    columns: Sequence[str],
    row: Callable[[Cells], _Row],
    name: Callable[[Cells], str],
) -> Rows[_Row]:
    """Return the rows of a list.

    Args:
        path: the file.
        columns: columns that it must have; others are not looked at.
        row: makes something of a row, or raises RowError.
        name: id of a row.

    Raises:
        InputError: if it is no such list.
    """
    kept: dict[str, _Row] = {}
    rejected: list[Rejected] = []
    for cells, fault in _cells(fspath(path), columns):
        shown = one_line(name(cells) or f"line {cells.line}", LONGEST_WHY)
        try:
            if fault:
                raise RowError(fault)
            made = row(cells)
            if shown in kept:
                raise RowError("another row has this id")
        except (RowError, InputError) as error:
            why = error.what if isinstance(error, InputError) else str(error)
            rejected.append(Rejected(shown, one_line(why, LONGEST_WHY)))
        else:
            kept[shown] = made
    return Rows(tuple(kept.values()), tuple(rejected))


def _cells(path: str, columns: Sequence[str]) -> Iterator[tuple[Cells, str]]:
    records = _records(path)
    told = (record for record in records if not record[1][0].startswith("#"))  # no notes
    line, head = next(told, (1, []))
    head = [cell.strip() for cell in head]
    _check_head(path, line, head, columns)
    for line, record in records:
        texts = [cell.strip() for cell in record]
        fault = ""
        if len(texts) != len(head):
            fault = f"line {line} has {len(texts)} columns, the head has {len(head)}"
        padded = texts + [""] * (len(head) - len(texts))
        yield Cells(line, dict(zip(head, padded, strict=False))), fault


def _records(path: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(_text(path), newline=""))
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                yield reader.line_num, record
    except csv.Error as error:
        raise InputError(f"this is no CSV: {error}", file=path, line=reader.line_num) from None


def _text(path: str) -> str:
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError("there is no such file", file=path, remedy="check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read: {reason}", file=path, remedy="check the path") from None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise InputError("this is no text file", file=path, remedy="save it as CSV in UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"byte 0x{data[error.start]:02x} is no UTF-8 text",
            file=path,
            line=data.count(b"\n", 0, error.start) + 1,
            remedy="save it as CSV in UTF-8",
        ) from None


def _check_head(path: str, line: int, head: list[str], columns: Sequence[str]) -> None:
    allowed = ", ".join(columns)
    if not head:
        raise InputError(
            "the file is empty", file=path, allowed=allowed, remedy="begin with a line of columns"
        )
    if len(head) == 1 and any(mark in head[0] for mark in ";\t"):
        raise InputError(
            "the columns are not separated by commas",
            file=path,
            line=line,
            value=head[0],
            remedy="save it as comma-separated, with a point in numbers",
        )
    twice = next((name for name in columns if head.count(name) > 1), None)
    if twice is not None:
        raise InputError(
            "this column is there twice", file=path, line=line, key=twice, remedy="leave one out"
        )
    missing = next((name for name in columns if name not in head), None)
    if missing is not None:
        near = nearest(missing, [name for name in head if name not in columns])
        raise InputError(
            "a column is missing",
            file=path,
            line=line,
            key=missing,
            allowed=allowed,
            remedy=f"is '{near}' meant? its unit must be that of the name" if near else None,
        )


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) and "_" not in text else None
