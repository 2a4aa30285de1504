"""A trace from a CSV file with a header line, commas between columns and a point in numbers."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import numpy as np

from carwright.errors import InputError, nearest
from carwright.units import TO_SI
from carwright.world.cycle import Cycle
from carwright.world.trace import make_trace
from carwright.world.trace_check import Columns, Origin

_SPEED_KEYS = ("speed_kmh", "speed_m_per_s")
_HEIGHT_KEYS = ("slope_share", "elevation_m")
_ALL_KEYS = ("time_s", *_SPEED_KEYS, *_HEIGHT_KEYS)
_HEADER_HELP = "time_s, speed_kmh or speed_m_per_s, and where known slope_share or elevation_m"


@dataclass(frozen=True)
class _Table:
    file: str
    header: list[str]
    header_line: int
    rows: list[list[str]]
    lines: list[int]


def read_trace(path: str) -> Cycle:
    """Return the cycle of a CSV file; its id is the file's name without its ending.

    Args:
        path: a file with the columns `time_s`, `speed_kmh` or `speed_m_per_s`, and where known
            `slope_share` or `elevation_m`; other columns are ignored.

    Raises:
        InputError: naming file, line and column of the first fault.
    """
    table = _table(path, _text(path))
    speed_key = _one_of(table, _SPEED_KEYS)
    if speed_key is None or "time_s" not in table.header:
        raise _missing(table, "time_s" if "time_s" not in table.header else "speed_kmh")
    height_key = _one_of(table, _HEIGHT_KEYS)
    keys = {"time": "time_s", "speed": speed_key}
    if height_key is not None:
        keys["slope" if height_key == "slope_share" else "elevation"] = height_key
    numbers = {name: _numbers(table, key) for name, key in keys.items()}
    if speed_key == "speed_kmh":
        numbers["speed"] *= TO_SI["_kmh"]
    origin = Origin(file=path, lines=table.lines, keys=keys)
    return make_trace(Columns(**numbers), origin, Path(path).stem)


def _text(path: str) -> str:
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError as error:
        raise InputError("there is no such file", file=path, remedy=_near_file(path)) from error
    except (OSError, ValueError) as error:
        raise InputError("this cannot be read as a file", file=path, value=str(error)) from error
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise InputError(
            "this is no text file", file=path, allowed="CSV", remedy="save it as CSV in UTF-8"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "this is no text in UTF-8",
            file=path,
            line=data.count(b"\n", 0, error.start) + 1,
            value=repr(data[error.start : error.end]),
            remedy="save it as CSV in UTF-8",
        ) from error


def _near_file(path: str) -> str:
    folder = Path(path).parent
    names = [p.name for p in folder.glob("*.csv")] if folder.is_dir() else []
    near = nearest(Path(path).name, names)
    return f"did you mean '{near}'?" if near else "check the path"


def _table(path: str, text: str) -> _Table:
    records = _records(path, text)
    told = (record for record in records if not record[1][0].startswith("#"))  # no notes
    header_line, header = next(told, (1, []))
    header = [name.strip() for name in header]
    _check_header(path, header_line, header)
    rows, lines = [], []
    for line, row in records:
        if len(row) != len(header):
            raise InputError(
                f"this row has {len(row)} columns, the header has {len(header)}",
                file=path,
                line=line,
                value=",".join(row),
                remedy="fill the row up; numbers take a point, not a comma",
            )
        rows.append(row)
        lines.append(line)
    return _Table(path, header, header_line, rows, lines)


def _records(path: str, text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(StringIO(text, newline=""))
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as error:
        raise InputError(f"this is no CSV: {error}", file=path, line=reader.line_num) from error


def _check_header(path: str, line: int, header: list[str]) -> None:
    if not header:
        raise InputError("the file is empty", file=path, allowed=f"columns {_HEADER_HELP}")
    other = next((mark for mark in (";", "\t") if len(header) == 1 and mark in header[0]), None)
    if other is not None:
        raise InputError(
            f"the columns are separated by {'semicolons' if other == ';' else 'tabs'}",
            file=path,
            line=line,
            value=header[0],
            allowed="commas between columns, a point in numbers",
            remedy="save it as comma-separated, with a point as decimal mark",
        )
    twice = next((name for name in _ALL_KEYS if header.count(name) > 1), None)
    if twice is not None:
        raise InputError(
            "this column is there twice", file=path, line=line, key=twice, remedy="leave one out"
        )


def _one_of(table: _Table, keys: tuple[str, str]) -> str | None:
    found = [key for key in keys if key in table.header]
    if len(found) > 1:
        raise InputError(
            f"{keys[0]} and {keys[1]} are both given",
            file=table.file,
            line=table.header_line,
            key=", ".join(found),
            remedy="leave one of the columns out",
        )
    return found[0] if found else None


def _missing(table: _Table, key: str) -> InputError:
    remedy = "write a first line that names the columns"
    if not all(_is_number(name) for name in table.header):
        hits = [nearest(k, table.header) for k in (_SPEED_KEYS if key == "speed_kmh" else [key])]
        near = next((hit for hit in hits if hit), None)
        remedy = f"nearest is '{near}': name it as above if its unit is that" if near else None
    return InputError(
        f"there is no column {'for the speed' if key == 'speed_kmh' else key}",
        file=table.file,
        line=table.header_line,
        key="columns",
        value=", ".join(table.header),
        allowed=_HEADER_HELP,
        remedy=remedy,
    )


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return "_" not in text


def _numbers(table: _Table, key: str) -> np.ndarray:
    column = table.header.index(key)
    cells = [row[column] for row in table.rows]
    wrong = next((i for i, cell in enumerate(cells) if not _is_number(cell)), None)
    if wrong is not None:
        decimal_comma = _is_number(cells[wrong].replace(",", ".", 1))
        raise InputError(
            "here must stand a number",
            file=table.file,
            line=table.lines[wrong],
            key=key,
            value=cells[wrong],
            remedy="write a point as decimal mark" if decimal_comma else None,
        )
    return np.array([float(cell) for cell in cells], dtype=np.float64)
