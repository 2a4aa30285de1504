"""A car file from the garage or from disk, whole and checked, or one clear error."""

import hashlib
from os import PathLike

from carwright.carfile.garage import path_of
from carwright.carfile.inherit import Link, chain, merged
from carwright.carfile.physics_check import check_physics
from carwright.carfile.schema import CarFile
from carwright.carfile.shape_check import shaped
from carwright.carfile.source_check import attributed, checked_sources


def load(id_or_path: str | PathLike[str]) -> CarFile:
    """Return a car file with all that it inherits.

    Args:
        id_or_path: id of a car in the garage, or the path of a car file.

    Raises:
        InputError: if there is no such car, or its file cannot be right.
    """
    return whole(chain(path_of(id_or_path)))


def whole(links: tuple[Link, ...]) -> CarFile:
    """Return a car file with all that it inherits.

    Args:
        links: the file and its parents, as `chain` returns them.

    Raises:
        InputError: if they cannot be right.
    """
    draft = merged(links)
    data = attributed(draft, checked_sources(draft))
    digest = hashlib.sha256(b"".join(link.file.raw for link in links)).hexdigest()
    data |= {"path": links[0].path, "digest": digest}
    car = shaped(CarFile, data, draft.places)
    check_physics(car, draft.places)
    return car
