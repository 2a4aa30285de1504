"""A car file as text: read whole, refused with one clear error where it is no text."""

import re
from pathlib import Path
from typing import NamedTuple

from carwright.errors import InputError

LARGEST_FILE = 1_000_000
"""Largest car file that is read [bytes]; the fullest dossier so far has 35,000."""

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters and halves of characters: no text of a car file holds one."""


class TextFile(NamedTuple):
    """What a file holds."""

    file: str
    """The file as the user named it [-]."""
    raw: bytes
    """Its bytes, which the digest is taken of [-]."""
    text: str
    """The same as text [-]."""


def read(path: Path) -> TextFile:
    """Read a car file.

    Args:
        path: where it is.

    Raises:
        InputError: if there is no such file, or it is no UTF-8 text of a sensible size.
    """
    raw = raw_of(path)
    return TextFile(str(path), raw, decode(raw, str(path)))


def decode(raw: bytes, file: str) -> str:
    """Return the bytes of a car file as text.

    Args:
        raw: what the file holds.
        file: its name, for the error.

    Raises:
        InputError: if it is no UTF-8 text.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("this is UTF-16 text", file=file, line=1, remedy="save it as UTF-8")
    if b"\0" in raw:
        raise InputError("this is a binary file, no car file", file=file, remedy="give a YAML file")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"byte 0x{raw[error.start]:02x} is no UTF-8 text",
            file=file,
            line=raw.count(b"\n", 0, error.start) + 1,
            remedy="save the file as UTF-8",
        ) from None
    found = UNPRINTABLE.search(text)
    if found:
        raise InputError(
            f"control character U+{ord(found[0]):04X}",
            file=file,
            line=text.count("\n", 0, found.start()) + 1,
            remedy="remove it",
        )
    return text


def is_there(path: Path) -> bool:
    """Say whether there is something at a path, whatever it is.

    Args:
        path: any path, also one that no file system can have.
    """
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def raw_of(path: Path) -> bytes:
    """Return the bytes of a car file.

    Args:
        path: where it is.

    Raises:
        InputError: if there is no such file, or none of a sensible size.
    """
    try:
        if path.is_dir():
            raise InputError("this is a directory", file=path, remedy="name a car file in it")
        if path.exists() and not path.is_file():
            raise InputError("this is no regular file", file=path, remedy="give a YAML file")
        with path.open("rb") as stream:
            raw = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise InputError("no such file", file=path, remedy="check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read: {reason}", file=path, remedy="check the path") from None
    if len(raw) > LARGEST_FILE:
        raise InputError(
            "too large for a car file",
            file=path,
            allowed=f"up to {LARGEST_FILE:,} bytes",
            remedy="give a YAML file of one car",
        )
    return raw
