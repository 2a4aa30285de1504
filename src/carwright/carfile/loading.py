"""A car file from the garage or from disk, whole and checked, or one clear error."""

import hashlib
from os import PathLike, fspath
from pathlib import Path

from carwright.carfile.garage import garage_ids, garage_path, unknown_car
from carwright.carfile.inherit import chain, merged
from carwright.carfile.physics_check import check_physics
from carwright.carfile.schema import CarFile
from carwright.carfile.shape_check import shaped
from carwright.carfile.source_check import attributed, checked_sources
from carwright.carfile.text_file import is_there

_SUFFIXES = (".yaml", ".yml")


def load(id_or_path: str | PathLike[str]) -> CarFile:
    """Return a car file with all that it inherits.

    Args:
        id_or_path: id of a car in the garage, or the path of a car file.

    Raises:
        InputError: if there is no such car, or its file cannot be right.
    """
    path = _path(id_or_path)
    links = chain(path)
    draft = merged(links)
    data = attributed(draft, checked_sources(draft))
    digest = hashlib.sha256(b"".join(link.file.raw for link in links)).hexdigest()
    data |= {"path": path, "digest": digest}
    car = shaped(CarFile, data, draft.places)
    check_physics(car, draft.places)
    return car


def _path(id_or_path: str | PathLike[str]) -> Path:
    if isinstance(id_or_path, str) and id_or_path in garage_ids():
        return garage_path(id_or_path)
    path = Path(id_or_path)
    if not isinstance(id_or_path, str) or path.suffix.lower() in _SUFFIXES or is_there(path):
        return path
    named_as_path = len(path.parts) > 1 or path.is_absolute()
    if named_as_path:
        return path
    raise unknown_car(fspath(id_or_path))
