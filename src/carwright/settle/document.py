"""document: a settled car as plain data, such as JSON can hold, and back."""

import json
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from carwright.settle.settled import Head, Origin, Settled, Whole

if TYPE_CHECKING:
    from carwright.population.gaussian import Gaussian

_PARTS = tuple(part.name for part in fields(Origin))


def to_document(settled: Settled) -> dict[str, Any]:
    """Return all of a settled car but where its file lies.

    Args:
        settled: the car.
    """
    usual = settled.usual
    return {
        "file": settled.car_file.model_dump(mode="json", exclude_none=True, exclude={"path"}),
        "origins": {
            key: {name: getattr(origin, name) for name in _PARTS}
            for key, origin in settled.origins.items()
        },
        "sizes": _plain(usual.sizes),
        "qualities": _plain(usual.qualities),
        "on": None if settled.on is None else settled.on.isoformat(),
    }


def from_document(document: dict[str, Any], path: Path) -> Settled:
    """Return a settled car.

    Args:
        document: as `to_document` gives it.
        path: where its file lies.
    """
    file, on = document["file"], document["on"]

    @cache
    def read() -> Whole:
        from carwright.carfile.schema import CarFile
        from carwright.settle.usual import Usual

        # A name that is no Unicode goes into no JSON: the path comes in afterwards.
        told = CarFile.model_validate_json(json.dumps({**file, "path": ""}))
        usual = Usual(_gaussian(document["sizes"]), _gaussian(document["qualities"]))
        return Whole(told.model_copy(update={"path": path}), usual)

    head = Head(
        id=file["id"],
        name=file["name"],
        maker=file["maker"],
        variant=file.get("variant"),
        path=path,
        digest=file["digest"],
    )
    origins = {key: Origin(**parts) for key, parts in document["origins"].items()}
    return Settled(head, origins, read, None if on is None else date.fromisoformat(on))


def _plain(about: "Gaussian") -> dict[str, Any]:
    return {
        "names": list(about.names),
        "mean": about.mean.tolist(),
        "covariance": about.covariance.tolist(),
    }


def _gaussian(told: dict[str, Any]) -> "Gaussian":
    import numpy as np

    from carwright.population.gaussian import Gaussian

    count = len(told["names"])
    covariance = np.array(told["covariance"], float).reshape(count, count)
    return Gaussian(tuple(told["names"]), np.array(told["mean"], float), covariance)
