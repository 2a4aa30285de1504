"""What a result rests on: version, hashes of car file and defaults, precision."""

from typing import Any

from carwright import __version__
from carwright.settle.defaults import digest
from carwright.settle.settled import Settled


def provenance(settled: Settled, precision: str) -> dict[str, Any]:
    """Return what a result of this car rests on.

    Args:
        settled: the car.
        precision: of the numbers, such as `float64`.
    """
    return {
        "carwright": __version__,
        "car_file": settled.head.path.name,
        "car_file_sha256": settled.head.digest,
        "class_defaults_sha256": digest(),
        "on": settled.on.isoformat() if settled.on else None,
        "variant": settled.head.variant,
        "figures": len(settled.used),
        "estimated_figures": len(settled.estimated),
        "precision": precision,
    }
