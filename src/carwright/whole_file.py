"""Files are written whole or not at all: under a temporary name, then put in place."""

import os
import tempfile
from pathlib import Path
from threading import Lock

from carwright.errors import InputError

WRITING = Lock()
"""Held while a file is written and put in place: who ends the process waits for it."""


def write_whole(path: str | Path, data: bytes) -> Path:
    """Write a file whole or not at all; a missing folder is made.

    Args:
        path: the file.
        data: what it holds.

    Raises:
        InputError: if the file cannot be written.
    """
    with WRITING:
        return _written(Path(path), data)


def _written(target: Path, data: bytes) -> Path:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise _refused(target, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o666 & ~_umask())  # noqa: PTH101 (a handle's name, not a path of ours)
        os.replace(name, target)  # noqa: PTH105 (the one call that is atomic on every system)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise _refused(target, error) from None
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return target


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refused(target: Path, error: OSError) -> InputError:
    return InputError(
        f"cannot write this file: {error.strerror or error}",
        file=target,
        remedy="choose another name with -o or --out",
    )
