"""kept_car: the car of which a command speaks, settled once and kept on disk.

What is kept is found by the bytes of the car's file, the day and the variant asked, and the hash of
the code and data that settle a car; it holds while the files that the car inherits are what they
were. Without a file that can be read, or a disk that can be written, the car is settled anew.
"""

import hashlib
import json
from datetime import date
from functools import cache
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carwright.carfile.garage import garage_ids, parent_path, path_of
from carwright.carfile.text_file import raw_of
from carwright.errors import InputError
from carwright.kept import cache_folder, keep, read, source_hash

if TYPE_CHECKING:
    from carwright.settle.settled import Settled

FOLDER = "settled"
"""Where they stand in the user's folder."""
MOST = 32_000_000
"""Size of all of them at most [bytes]: some 400 cars."""
ROOMS = ("", "carfile", "population", "settle")
"""Parts of the package that settle a car."""


def kept_car(
    car: str | PathLike[str], on: date | None = None, variant: str | None = None
) -> "Settled":
    """Return a car as `known_car` settles it.

    Args:
        car: an id of the garage or the path of a car file.
        on: the day as of which it is known, itself included; None is today.
        variant: the variant that is meant; None is the main one by then.

    Raises:
        InputError: if there is no such car, or its file cannot be right.
    """
    path, day = path_of(car), on or date.today()
    held = _held(path, day, variant)
    if held is None:
        return _settled(path, day, variant)
    from carwright.settle.document import from_document

    return from_document(held, path)


def kept_document(
    car: str | PathLike[str], on: date | None = None, variant: str | None = None
) -> dict[str, Any]:
    """Return a car as `known_car` settles it, as plain data: `document.to_document` says which.

    Args:
        car: an id of the garage or the path of a car file.
        on: the day as of which it is known, itself included; None is today.
        variant: the variant that is meant; None is the main one by then.

    Raises:
        InputError: if there is no such car, or its file cannot be right.
    """
    path, day = path_of(car), on or date.today()
    held = _held(path, day, variant)
    if held is None:
        from carwright.settle.document import to_document

        return to_document(_settled(path, day, variant))
    return held


def _held(path: Path, day: date, variant: str | None) -> dict[str, Any] | None:
    """What is kept of a car, if its file and those that it inherits are as they were."""
    raw = raw_of(path)
    place = _place(path, raw, day, variant)
    data = None if place is None else read(place)
    if data is None:
        return None
    found, held = hashlib.sha256(raw), json.loads(data)
    for named in held["parents"]:
        path = parent_path(path, named)
        try:
            found.update(raw_of(path))
        except InputError:
            return None
    return held["car"] if held["car"]["file"]["digest"] == found.hexdigest() else None


def _settled(path: Path, day: date, variant: str | None) -> "Settled":
    from carwright.carfile.inherit import chain
    from carwright.carfile.loading import whole
    from carwright.settle.document import to_document
    from carwright.settle.known_car import known_car

    links = chain(path)
    settled = known_car(whole(links), day, variant)
    place = _place(path, links[0].file.raw, day, variant)
    if place is not None:
        parents = [link.inherits for link in links[:-1]]
        told = {"parents": parents, "car": to_document(settled)}
        keep(place, json.dumps(told, ensure_ascii=False).encode(), MOST)
    return settled


def _place(path: Path, raw: bytes, day: date, variant: str | None) -> Path | None:
    folder = cache_folder()
    if folder is None:
        return None
    parts = (_source(), str(path.absolute()), day.isoformat(), variant or "", *garage_ids())
    found = hashlib.sha256("\0".join(parts).encode(errors="surrogatepass"))
    found.update(raw)
    return folder / FOLDER / found.hexdigest()


@cache
def _source() -> str:
    return source_hash(*ROOMS)
