"""The garage: the car files that come with the package.

Listing them loads no YAML parser and checks nothing, so that it is quick.
"""

import re
from functools import cache
from os import PathLike, fspath
from pathlib import Path
from typing import NamedTuple

from carwright.carfile.text_file import is_there
from carwright.errors import InputError, nearest

_HEAD_LINE = re.compile(r"^(id|name|maker|year|inherits):[ \t]+(.*)", re.MULTILINE)
_COMMENT = re.compile(r"\s+#.*")
_SUFFIXES = (".yaml", ".yml")


class Head(NamedTuple):
    """What the list of cars shows of a car."""

    id: str
    """Id in the garage [-]."""
    name: str
    """What it is called [-]."""
    maker: str
    """Who makes it [-]."""
    year: int | None
    """Year of the model, None for a car of talk [year]."""


@cache
def garage_ids() -> tuple[str, ...]:
    """Return the ids of the cars in the garage, in alphabetical order."""
    return tuple(sorted(path.stem for path in _folder().glob("*.yaml")))


def garage_path(car: str) -> Path:
    """Return the file of a car in the garage.

    Args:
        car: its id.

    Raises:
        InputError: if the garage has no such car.
    """
    if car not in garage_ids():
        raise unknown_car(car)
    return _folder() / f"{car}.yaml"


def path_of(id_or_path: str | PathLike[str]) -> Path:
    """Return the file of a car.

    Args:
        id_or_path: id of a car in the garage, or the path of a car file.

    Raises:
        InputError: if it is neither.
    """
    if isinstance(id_or_path, str) and id_or_path in garage_ids():
        return garage_path(id_or_path)
    path = Path(id_or_path)
    if not isinstance(id_or_path, str) or path.suffix.lower() in _SUFFIXES or is_there(path):
        return path
    if len(path.parts) > 1 or path.is_absolute():
        return path
    raise unknown_car(fspath(id_or_path))


def parent_path(child: Path, named: str) -> Path:
    """Return the file of a car that another one inherits.

    Args:
        child: the file that inherits.
        named: an id of the garage, or the name of a file beside the child.
    """
    return garage_path(named) if named in garage_ids() else child.parent / named


def garage_heads() -> tuple[Head, ...]:
    """Return id, name, maker and year of every car in the garage, without checking the files."""
    return tuple(_head(car) for car in garage_ids())


def unknown_car(car: str) -> InputError:
    """Return the error for a car that is neither in the garage nor a file.

    Args:
        car: what the user wrote.
    """
    hit = nearest(car, garage_ids())
    return InputError(
        "there is no such car in the garage, and no such file",
        key="car",
        value=car,
        remedy=f"did you mean {hit}?" if hit else "`carwright garage` lists the cars",
    )


def _folder() -> Path:
    # importlib.resources takes longer to load than the cars take to list.
    return Path(__file__).parents[1] / "garage"


@cache
def _head_keys(car: str) -> dict[str, str]:
    text = garage_path(car).read_text(encoding="utf-8")
    own = {hit[1]: _unquoted(hit[2]) for hit in _HEAD_LINE.finditer(text)}
    parent = own.get("inherits")
    return _head_keys(parent) | own if parent in garage_ids() and parent is not None else own


def _head(car: str) -> Head:
    keys = _head_keys(car)
    year = keys.get("year")
    return Head(car, keys.get("name", car), keys.get("maker", ""), int(year) if year else None)


def _unquoted(text: str) -> str:
    text = text.strip()
    if text[:1] in ("'", '"'):
        return text[1 : text.index(text[0], 1)]
    return _COMMENT.sub("", text)
