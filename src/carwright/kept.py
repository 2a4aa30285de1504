"""kept: what was worked out once and is kept on disk between processes, and is never required.

Each kind of it has a folder of its own in one folder of the user's. A file begins with the hash of
what follows: one that was cut short or spoilt is as good as none. What cannot be read or written is
worked out again each time.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from carwright.errors import InputError
from carwright.whole_file import write_whole

KINDS = ("beliefs", "settled", "jaxlib-*")
"""Names of the folders that carwright keeps; nothing else in the user's folder is its own."""
DIGEST_SIZE = hashlib.sha256().digest_size
"""Length of the hash at the head of each file [bytes]."""
_SOURCES = (".py", ".csv", ".json", ".toml")


class Shelf(NamedTuple):
    """The folder of one kind of results."""

    name: str
    """What it is called [-]."""
    files: int
    """Files in it [-]."""
    size: int
    """Of them all [bytes]."""


def cache_folder() -> Path | None:
    """Return the user's folder for all that is kept; None where there is no home."""
    named = (
        os.environ.get("CARWRIGHT_CACHE")
        or os.environ.get("XDG_CACHE_HOME")
        or os.environ.get("LOCALAPPDATA")
    )
    try:
        return (Path(named) if named else Path.home() / ".cache") / "carwright"
    except RuntimeError:
        return None


def read(path: Path) -> bytes | None:
    """Return what a file keeps; None where there is none, or its hash says that it is spoilt.

    Args:
        path: the file.
    """
    try:
        held = path.read_bytes()
    except OSError:
        return None
    digest, data = held[:DIGEST_SIZE], held[DIGEST_SIZE:]
    return data if hashlib.sha256(data).digest() == digest else None


def keep(path: Path, data: bytes, most: int) -> None:
    """Keep something, if that can be; the oldest beside it goes where they grow too many.

    Args:
        path: the file.
        data: what it keeps.
        most: of all files of its folder [bytes].
    """
    try:
        write_whole(path, hashlib.sha256(data).digest() + data)
    except InputError:
        return
    found = sorted(_measured(path.parent), key=lambda one: one[2], reverse=True)
    room = most
    for old, size, _ in found:
        room -= size
        if room < 0 and old != path:
            with suppress(OSError):
                old.unlink()


def source_hash(*rooms: str) -> str:
    """Return the hash of parts of this package: code and data of another version differ in it.

    Args:
        rooms: folders of the package; an empty name is what stands beside them.
    """
    found = hashlib.sha256()
    package = files("carwright")
    for room in rooms:
        place = package / room if room else package
        for part in sorted(place.iterdir(), key=lambda item: item.name):
            if part.name.endswith(_SOURCES):
                found.update(part.name.encode())
                found.update(part.read_bytes())
    return found.hexdigest()


def shelves() -> list[Shelf]:
    """Return what is kept, kind by kind."""
    return [
        Shelf(folder.name, len(found := _measured(folder)), sum(size for _, size, _ in found))
        for folder in _folders()
    ]


def clear() -> None:
    """Remove all that is kept.

    Raises:
        InputError: if some of it cannot be removed.
    """
    for folder in _folders():
        shutil.rmtree(folder, ignore_errors=True)
        if folder.exists():
            raise InputError("cannot be removed", file=folder, remedy="remove it by hand")


def _folders() -> list[Path]:
    whole = cache_folder()
    found: Iterable[Path] = () if whole is None else (p for k in KINDS for p in whole.glob(k))
    return sorted(path for path in found if path.is_dir() and not path.is_symlink())


def _measured(folder: Path) -> list[tuple[Path, int, int]]:
    """Files of a folder with size [bytes] and time [ns]; one that goes meanwhile is left out."""
    found = []
    for path in folder.rglob("*"):
        with suppress(OSError):
            if path.is_file():
                told = path.stat()
                found.append((path, told.st_size, told.st_mtime_ns))
    return found
