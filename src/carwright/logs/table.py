"""Tables of numbers from CSV, Parquet and MDF4 files: every column that holds numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np

from carwright.errors import InputError

MDF_ENDINGS = (".mf4", ".mdf", ".dat")
"""Endings of files of measurement systems (ASAM MDF)."""
SHORTEST_STEP, LONGEST_STEP = 0.01, 1.0
"""Steps of the channel of an MDF file at whose instants the others are read [s]."""
LONGEST_SILENCE = 30.0
"""Time to the nearest sample of a channel beyond which it says nothing (assumed) [s]."""


@dataclass(frozen=True)
class Table:
    """Columns of numbers, as a file gave them."""

    file: str
    """Path of the file [-]."""
    columns: dict[str, np.ndarray]
    """(n,) numbers by name of the column; not a number where a cell is empty [unit of the column].
    """
    units: dict[str, str] = field(default_factory=dict)
    """Unit by name of the column, where the file says one [-]."""


def read_table(path: str) -> Table:
    """Return the columns of numbers of a file.

    Args:
        path: a CSV, Parquet or MDF4 file.

    Raises:
        InputError: if there is no such file, or no column of numbers in it.
    """
    file = Path(path)
    if not file.is_file():
        raise InputError("there is no such file", file=path, remedy="check the path")
    ending = file.suffix.casefold()
    reader = _READERS.get(ending)
    if reader is None:
        raise InputError(
            "this kind of file is not known",
            file=path,
            value=file.suffix,
            allowed=", ".join(_READERS),
        )
    table = reader(path)
    if not table.columns:
        raise InputError("no column of this file holds numbers", file=path)
    return table


def _csv(path: str) -> Table:
    import pyarrow as pa
    from pyarrow import csv

    head = Path(path).read_bytes()[:4096]
    lines = head.split(b"\n")
    notes = next((place for place, line in enumerate(lines) if not line.startswith(b"#")), 0)
    first = lines[notes]
    comma = first.count(b";") > first.count(b",")
    try:
        table = csv.read_csv(
            path,
            read_options=csv.ReadOptions(skip_rows=notes),  # as our own series begin
            parse_options=csv.ParseOptions(delimiter=_delimiter(first)),
            convert_options=csv.ConvertOptions(
                decimal_point="," if comma and _has_decimal_comma(lines[notes + 1 :]) else ".",
                null_values=["", "nan", "NaN", "NA", "null", "-"],
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowKeyError, OSError) as error:
        raise InputError(
            "this cannot be read as CSV", file=path, value=str(error).split("\n")[0]
        ) from None
    return Table(path, _numbers(table))


def _parquet(path: str) -> Table:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        table = parquet.read_table(path)
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(
            "this cannot be read as Parquet", file=path, value=str(error).split("\n")[0]
        ) from None
    units = {
        one.name: one.metadata[b"unit"].decode()
        for one in table.schema
        if one.metadata and b"unit" in one.metadata
    }
    return Table(path, _numbers(table), units)


def _mdf(path: str) -> Table:
    try:
        from asammdf import MDF
        from asammdf.blocks.utils import MdfException
    except ImportError:
        raise InputError(
            "MDF files need a library that is not installed",
            file=path,
            remedy="pip install 'carwright[mdf]'",
        ) from None
    try:
        with MDF(path) as mdf:
            signals = [one for one in mdf.iter_channels() if _is_series(one)]
    except (MdfException, OSError, ValueError, RuntimeError, KeyError) as error:
        raise InputError("this cannot be read as MDF", file=path, value=str(error)) from None
    if not signals:
        return Table(path, {})
    time = _base(signals)
    units = {str(one.name): str(one.unit) for one in signals if one.unit}
    columns = {str(one.name): _at(one, time) for one in signals}
    return Table(path, {"time": time - time[0]} | columns, units | {"time": "s"})


def _is_series(signal: Any) -> bool:
    samples = signal.samples
    return samples.dtype.kind in "iuf" and samples.ndim == 1 and len(samples) > 1


def _base(signals: Sequence[Any]) -> np.ndarray:
    """The instants of the slowest channel that is not slower than a second, gaps included [s]."""
    steps = {place: np.median(np.diff(one.timestamps)) for place, one in enumerate(signals)}
    usual = {place: step for place, step in steps.items() if SHORTEST_STEP <= step <= LONGEST_STEP}
    chosen = max(usual or steps, key=lambda place: steps[place])
    return np.asarray(signals[chosen].timestamps, float)


def _at(signal: Any, time: np.ndarray) -> np.ndarray:
    """A channel at other instants; not a number where it says nothing for long."""
    own, samples = np.asarray(signal.timestamps, float), np.asarray(signal.samples, float)
    after = np.clip(np.searchsorted(own, time), 1, len(own) - 1)
    near = np.minimum(np.abs(time - own[after - 1]), np.abs(own[after] - time))
    return np.where(near > LONGEST_SILENCE, np.nan, np.interp(time, own, samples))


def _numbers(table: Any) -> dict[str, np.ndarray]:
    import pyarrow as pa

    found = {}
    for name in table.column_names:
        column = table.column(name)
        kind = column.type
        if pa.types.is_timestamp(kind):
            at = column.cast(pa.timestamp("us")).to_numpy().astype("datetime64[us]")
            found[name] = (at - at[0]) / np.timedelta64(1, "s")
        elif pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
            found[name] = column.cast(pa.float64()).to_numpy()
    return found


def _delimiter(first: bytes) -> str:
    return max(",;\t", key=lambda mark: first.count(mark.encode()))


def _has_decimal_comma(rows: list[bytes]) -> bool:
    return any(b"," in row for row in rows) and not any(b"." in row for row in rows)


_READERS: MappingProxyType[str, Callable[[str], Table]] = MappingProxyType(
    {".csv": _csv, ".parquet": _parquet} | dict.fromkeys(MDF_ENDINGS, _mdf)
)
