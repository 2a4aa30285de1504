"""The column map: which column of a log tells which quantity, in which unit.

Names are found by themselves where they are usual. A map says it for others, as YAML or as text:

    speed: {column: VehV_kph, unit: kmh}
    current: I_hv_a
    payload_kg: 70
    sun_w_per_m2: {noon: 850, night: 0}

`speed=VehV_kph:kmh,current=I_hv_a` is the same on the command line. The payload is what the car
carried beyond its usual load, the sun what fell on a level surface; each is one number, or one by
name of the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from carwright.conditions import SUNNIEST
from carwright.errors import InputError, nearest
from carwright.logs.quantities import BY_NAME, QUANTITIES, Quantity, parted, unit_of
from carwright.logs.table import Table

PAYLOAD, SUN = "payload_kg", "sun_w_per_m2"
"""Keys of what the car carried [kg] and of the sun on a level surface [W/m^2]."""
BESIDE = (PAYLOAD, SUN)
"""Keys of what no column tells."""
_MOST = {
    PAYLOAD: (2000.0, "kg", "no car carries that"),
    SUN: (SUNNIEST, "W/m2", "no sun on earth is that"),
}
_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that tells a quantity."""

    name: str
    """Its name in the file [-]."""
    unit: str | None
    """Its unit as a suffix without the line; None where nobody says it [-]."""


@dataclass(frozen=True)
class ColumnMap:
    """What a user says of the columns."""

    columns: Mapping[str, Column] = field(default_factory=dict)
    """Columns by quantity [-]."""
    payload: float | Mapping[str, float] = 0.0
    """Carried beyond the usual load: one number, or one by name of the file without ending [kg]."""
    sun: float | Mapping[str, float] | None = None
    """Sun on a level surface, likewise; None where nobody says it [W/m^2]."""

    def payload_of(self, path: str) -> float:
        """Return what the car carried beyond its usual load [kg].

        Args:
            path: of the log.
        """
        return (
            self.payload.get(Path(path).stem, 0.0)
            if isinstance(self.payload, Mapping)
            else self.payload
        )

    def sun_of(self, path: str) -> float | None:
        """Return the sun on a level surface; None where nobody says it [W/m^2].

        Args:
            path: of the log.
        """
        return self.sun.get(Path(path).stem) if isinstance(self.sun, Mapping) else self.sun


def read_map(text: str | None) -> ColumnMap:
    """Return the column map that a user gives.

    Args:
        text: path of a YAML file, or `quantity=column:unit` with commas between; None says nothing.

    Raises:
        InputError: if it names no known quantity, or cannot be read.
    """
    if text is None:
        return ColumnMap()
    if text.casefold().endswith(_ENDINGS):
        return _mapped(_yaml(text), text)
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    return _mapped({key.strip(): _said(value) for key, _, value in pairs}, None)


def columns_of(table: Table, given: ColumnMap) -> dict[str, tuple[Column, ...]]:
    """Return the columns of each quantity that a table holds, the best first.

    Args:
        table: the table.
        given: what the user says.

    Raises:
        InputError: if a named column or one that is needed is not there.
    """
    names = {column: parted(column) for column in table.columns}
    found: dict[str, tuple[Column, ...]] = {}
    for quantity in QUANTITIES:
        said = given.columns.get(quantity.name)
        hits = (_there(table, said),) if said else _usual(table, quantity, names)
        if hits:
            found[quantity.name] = hits if quantity.many else hits[:1]
        elif quantity.needed:
            raise InputError(
                f"there is no column for the {quantity.name}",
                file=table.file,
                value=", ".join(table.columns),
                remedy=f"--columns {quantity.name}=COLUMN:UNIT",
            )
    return found


def _usual(
    table: Table, quantity: Quantity, names: Mapping[str, tuple[str, str | None]]
) -> tuple[Column, ...]:
    hits = []
    for wanted in quantity.names:
        for column, (plain, unit) in names.items():
            said = unit or unit_of(table.units.get(column, ""))
            fits = said is None or said in quantity.units
            if wanted in (plain, column.casefold()) and fits:
                hits.append(Column(column, said))
    return tuple(dict.fromkeys(hits))


def _there(table: Table, said: Column) -> Column:
    if said.name not in table.columns:
        near = nearest(said.name, table.columns)
        raise InputError(
            "there is no such column of numbers",
            file=table.file,
            key="--columns",
            value=said.name,
            remedy=f"did you mean '{near}'?" if near else ", ".join(table.columns),
        )
    written = unit_of(table.units.get(said.name, ""))
    return Column(said.name, said.unit or parted(said.name)[1] or written)


def _said(value: str) -> Any:
    column, _, unit = value.strip().partition(":")
    try:
        return float(column)
    except ValueError:
        return {"column": column.strip()} | ({"unit": unit.strip()} if unit else {})


def _mapped(said: Mapping[str, Any], file: str | None) -> ColumnMap:
    columns = {}
    for key, value in said.items():
        if key in BESIDE:
            continue
        if key not in BY_NAME:
            near = nearest(key, (*BY_NAME, *BESIDE))
            raise InputError(
                "a log holds no such quantity",
                file=file,
                key=key,
                allowed=", ".join((*BY_NAME, *BESIDE)),
                remedy=f"did you mean '{near}'?" if near else None,
            )
        columns[key] = _column(key, value, file)
    carried = _numbers(PAYLOAD, said.get(PAYLOAD, 0.0), file)
    return ColumnMap(columns, carried, _numbers(SUN, said[SUN], file) if SUN in said else None)


def _column(key: str, value: Any, file: str | None) -> Column:
    entry = {"column": value} if isinstance(value, str) else value
    if not isinstance(entry, Mapping) or not isinstance(entry.get("column"), str):
        raise InputError(
            "say which column",
            file=file,
            key=key,
            value=value,
            remedy=f"{key}: {{column: NAME, unit: {BY_NAME[key].units[0]}}}",
        )
    said = entry.get("unit")
    unit = None if said is None else unit_of(str(said))
    if said is not None and unit not in BY_NAME[key].units:
        raise InputError(
            f"the {key} has no such unit",
            file=file,
            key=key,
            value=said,
            allowed=", ".join(BY_NAME[key].units),
        )
    return Column(entry["column"], unit)


def _numbers(key: str, said: Any, file: str | None) -> float | dict[str, float]:
    most, unit, complaint = _MOST[key]
    numbers = said if isinstance(said, Mapping) else {"": said}
    try:
        found = {str(name): float(number) for name, number in numbers.items()}
    except (TypeError, ValueError):
        found = {"": -1.0}
    if any(not 0.0 <= number <= most for number in found.values()):
        raise InputError(
            complaint, file=file, key=key, value=str(said), allowed=f"0 to {most:.0f} {unit}"
        )
    return found if isinstance(said, Mapping) else found[""]


def _yaml(path: str) -> Mapping[str, Any]:
    from ruamel.yaml import YAML, YAMLError

    try:
        found = YAML(typ="safe", pure=True).load(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("the column map cannot be read", file=path, value=str(error)) from None
    except YAMLError as error:
        raise InputError(
            "the column map is no YAML", file=path, value=str(error).split("\n")[0]
        ) from None
    if not isinstance(found, Mapping):
        raise InputError("a column map names quantities", file=path, allowed=", ".join(BY_NAME))
    return found
